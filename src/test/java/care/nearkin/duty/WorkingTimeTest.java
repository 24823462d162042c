package care.nearkin.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.nearkin.kernel.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Due times in working time, by date; the calendar is written here once more, from the notices, not from our tables. */
class WorkingTimeTest {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String DAY = "09:00-12:00 13:30-17:30";
    static final WeeklyHours OFFICE = WeeklyHours.parse(List.of(DAY, DAY, DAY, DAY, DAY, "", ""));
    private static final WeeklyHours SATURDAYS = WeeklyHours.parse(List.of("", DAY, DAY, DAY, DAY, "09:00-12:00", ""));

    private static final Map<LocalDate, DayKind> NOTICES = notices();
    private static final Map<String, WorkingTime> BY_TEAM = Map.of(
            "office", new WorkingTime(ZONE, NOTICES, OFFICE),
            "saturdays", new WorkingTime(ZONE, NOTICES, SATURDAYS),
            "desk", new WorkingTime(ZONE, NOTICES, WeeklyHours.ALWAYS));

    private static Map<LocalDate, DayKind> notices() {
        Map<LocalDate, DayKind> days = new HashMap<>();
        List.of(
                        "2025-01-01/2025-01-01",
                        "2025-01-28/2025-02-04",
                        "2025-04-04/2025-04-06",
                        "2025-05-01/2025-05-05",
                        "2025-05-31/2025-06-02",
                        "2025-10-01/2025-10-08",
                        "2026-01-01/2026-01-03",
                        "2026-02-15/2026-02-23",
                        "2026-04-04/2026-04-06",
                        "2026-05-01/2026-05-05",
                        "2026-06-19/2026-06-21",
                        "2026-09-25/2026-09-27",
                        "2026-10-01/2026-10-07")
                .forEach(free -> LocalDate.parse(free.substring(0, 10))
                        .datesUntil(LocalDate.parse(free.substring(11)).plusDays(1))
                        .forEach(day -> days.put(day, DayKind.HOLIDAY)));
        List.of(
                        "2025-01-26",
                        "2025-02-08",
                        "2025-04-27",
                        "2025-09-28",
                        "2025-10-11",
                        "2026-01-04",
                        "2026-02-14",
                        "2026-02-28",
                        "2026-05-09",
                        "2026-09-20",
                        "2026-10-10")
                .forEach(day -> days.put(LocalDate.parse(day), DayKind.WORKED));
        return days;
    }

    @ParameterizedTest(name = "{0}: {1} + {2} = {3} ({4})")
    @CsvSource(delimiter = '|', textBlock = """
            office    | 2026-11-23T10:00 | P1D working    | 2026-11-24T17:30 | Monday, the next day's closing
            office    | 2026-11-23T10:00 | P0D working    | 2026-11-23T17:30 | none is the same day's closing
            office    | 2026-11-23T08:00 | P0D working    | 2026-11-23T17:30 | before opening is that day
            office    | 2026-11-23T18:00 | P0D working    | 2026-11-24T17:30 | after closing is the next
            office    | 2026-11-23T17:30 | P1D working    | 2026-11-25T17:30 | at closing it is closed
            office    | 2026-11-23T17:29 | P1D working    | 2026-11-24T17:30 | a minute before it is open
            office    | 2026-11-20T16:00 | P1D working    | 2026-11-23T17:30 | over a weekend
            office    | 2026-11-21T11:00 | P1D working    | 2026-11-24T17:30 | Saturday counts as Monday
            office    | 2026-11-23T12:30 | P3D working    | 2026-11-26T17:30 | in the break it is that day still
            office    | 2026-02-13T10:00 | P1D working    | 2026-02-14T17:30 | Spring Festival: the Saturday before is worked
            office    | 2026-02-14T10:00 | P1D working    | 2026-02-24T17:30 | Spring Festival: nine days are not
            office    | 2026-02-17T00:00 | P1D working    | 2026-02-25T17:30 | on New Year's Day itself, as if on the 24th
            office    | 2026-02-14T16:30 | PT2H working   | 2026-02-24T10:00 | one hour before the festival and one after
            office    | 2026-02-24T09:00 | P5D working    | 2026-03-02T17:30 | the Saturday after the festival is worked
            office    | 2025-01-27T17:00 | PT1H working   | 2025-02-05T09:30 | Spring Festival 2025
            office    | 2025-01-24T10:00 | P2D working    | 2025-01-27T17:30 | Sunday 26 January 2025 was worked
            office    | 2025-02-07T10:00 | P1D working    | 2025-02-08T17:30 | Saturday 8 February 2025 was worked
            office    | 2026-01-03T10:00 | P0D working    | 2026-01-04T17:30 | Sunday after New Year is worked
            office    | 2025-12-31T10:00 | P1D working    | 2026-01-04T17:30 | across years
            office    | 2025-12-31T17:00 | PT1H working   | 2026-01-04T09:30 | across years, hours
            office    | 2026-04-03T10:00 | P1D working    | 2026-04-07T17:30 | Qingming
            office    | 2026-04-30T10:00 | P4D working    | 2026-05-09T17:30 | Labour Day and its make-up Saturday
            office    | 2025-04-25T10:00 | P1D working    | 2025-04-27T17:30 | make-up Sunday before Labour Day 2025
            office    | 2026-06-18T17:00 | PT30M working  | 2026-06-18T17:30 | over exactly at closing, not on Monday
            office    | 2026-06-18T17:00 | PT31M working  | 2026-06-22T09:01 | Dragon Boat Festival
            office    | 2026-09-18T10:00 | P1D working    | 2026-09-20T17:30 | make-up Sunday before National Day
            office    | 2026-09-30T17:00 | P3D working    | 2026-10-10T17:30 | National Day and its make-up Saturday
            office    | 2025-09-30T10:00 | P3D working    | 2025-10-11T17:30 | eight days with Mid-Autumn 2025
            office    | 2026-11-23T11:00 | PT2H working   | 2026-11-23T14:30 | a break does not count
            office    | 2026-11-23T12:15 | PT1H working   | 2026-11-23T14:30 | nor when it comes in the break
            office    | 2026-11-23T07:00 | PT8H working   | 2026-11-24T10:00 | a day has seven hours
            office    | 2026-11-23T10:00 | PT0H working   | 2026-11-23T10:00 | nothing, while it is open
            office    | 2026-11-23T12:00 | PT0H working   | 2026-11-23T13:30 | nothing, in the break
            office    | 2024-02-28T10:00 | P1D working    | 2024-02-29T17:30 | leap day
            office    | 2024-02-29T17:00 | PT1H working   | 2024-03-01T09:30 | from a leap day on
            office    | 2027-02-05T10:00 | P1D working    | 2027-02-08T17:30 | a year without data: weekends only
            office    | 2026-12-31T10:00 | P1D working    | 2027-01-01T17:30 | into a year without data
            desk      | 2026-02-17T03:00 | PT8H working   | 2026-02-17T11:00 | round the clock, at the festival too
            desk      | 2026-02-14T23:00 | P1D working    | 2026-02-16T00:00 | its day ends at midnight
            desk      | 2026-11-21T22:00 | PT5H working   | 2026-11-22T03:00 | past midnight, at the weekend
            saturdays | 2026-11-20T17:00 | PT2H working   | 2026-11-21T10:30 | a team that works on Saturdays
            saturdays | 2026-11-21T10:00 | P1D working    | 2026-11-24T17:30 | and has its Mondays free
            saturdays | 2026-02-13T10:00 | P1D working    | 2026-02-14T12:00 | a make-up day by the team's own Saturday
            saturdays | 2026-09-18T16:30 | PT5H30M working | 2026-09-20T10:30 | a make-up Sunday as its first working day
            office    | 2026-02-14T10:00 | P1D            | 2026-02-15T10:00 | not in working time
            """)
    void isDueWhenTheCalendarSays(String team, LocalDateTime from, String limit, LocalDateTime due, String why) {
        Instant start = from.atZone(ZONE).toInstant();
        Instant end = due.atZone(ZONE).toInstant();
        assertThat(Within.parse(limit).after(start, BY_TEAM.get(team)).atZone(ZONE))
                .as(why)
                .isEqualTo(end.atZone(ZONE));
    }

    /** The slow truth: every minute of two months is asked for by itself. */
    @Test
    void agreesWithCountingEveryMinute() {
        Random random = new Random(20260217);
        Instant begin = LocalDateTime.of(2026, 1, 20, 0, 0).atZone(ZONE).toInstant();
        for (int round = 0; round < 300; round++) {
            String team = List.of("office", "saturdays", "desk").get(round % 3);
            WorkingTime time = BY_TEAM.get(team);
            Instant from = begin.plus(Duration.ofMinutes(random.nextInt(50 * 24 * 60)));
            Duration wanted = Duration.ofMinutes(1 + random.nextInt(40 * 60));
            Instant end = counted(open(team), from, wanted);

            assertThat(time.afterHours(from, wanted))
                    .as("%s %s %s", team, from, wanted)
                    .isEqualTo(end);
            assertThat(time.between(from, end)).isEqualTo(wanted);
            assertThat(time.between(end, from)).isEqualTo(wanted.negated());
            assertThat(time.isOpen(from))
                    .isEqualTo(open(team).test(from.atZone(ZONE).toLocalDateTime()));
        }
    }

    private static Instant counted(Predicate<LocalDateTime> open, Instant from, Duration wanted) {
        Instant minute = from;
        for (long left = wanted.toMinutes(); left > 0; minute = minute.plusSeconds(60)) {
            left -= open.test(minute.atZone(ZONE).toLocalDateTime()) ? 1 : 0;
        }
        return minute;
    }

    private static Predicate<LocalDateTime> open(String team) {
        return switch (team) {
            case "desk" -> minute -> true;
            case "office" -> minute -> works(minute, minute.getDayOfWeek().getValue() < 6) && inDay(minute);
            default ->
                minute -> {
                    int day = minute.getDayOfWeek().getValue();
                    boolean morning = day == 6 && minute.getHour() >= 9 && minute.getHour() < 12;
                    return works(minute, day > 1 && day < 7) && (day == 6 ? morning : inDay(minute));
                };
        };
    }

    private static boolean works(LocalDateTime minute, boolean byWeekday) {
        DayKind kind = NOTICES.get(minute.toLocalDate());
        return kind == null ? byWeekday : kind == DayKind.WORKED;
    }

    private static boolean inDay(LocalDateTime minute) {
        int of = minute.getHour() * 60 + minute.getMinute();
        return of >= 9 * 60 && of < 12 * 60 || of >= 13 * 60 + 30 && of < 17 * 60 + 30;
    }

    @Test
    void saysWhichYearsItKnows() {
        assertThat(BY_TEAM.get("office").knows(2026)).isTrue();
        assertThat(BY_TEAM.get("office").knows(Year.of(2027).getValue())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "P1DT2H working",
        "P1M working",
        "PT30S working",
        "-P1D working",
        "8 hours",
        "PT working",
        "P1D  werktags",
        "''"
    })
    void aLimitThatNobodyCouldReckonIsRefused(String limit) {
        assertThatThrownBy(() -> Within.parse(limit))
                .isInstanceOfSatisfying(
                        Refusal.class, refused -> assertThat(refused.words()).isEqualTo("duty.within.form"));
    }

    @ParameterizedTest
    @CsvSource({"12:00-09:00", "09:00-12:00 11:00-13:00", "09:00-25:00", "9 bis 5", "09:00-24:30", "09:00-09:00"})
    void hoursThatRunBackwardsOrOverlapAreRefusedAtTheirDay(String line) {
        assertThatThrownBy(() -> WeeklyHours.parse(List.of(DAY, line)))
                .isInstanceOfSatisfying(
                        Refusal.class, refused -> assertThat(refused.field()).isEqualTo("day2"));
    }

    @Test
    void aWeekWithoutAnyHourIsRefused() {
        assertThatThrownBy(() -> WeeklyHours.parse(List.of("", " "))).isInstanceOf(Refusal.class);
    }

    @Test
    void hoursAreReadAsPeopleTypeThem() {
        assertThat(WeeklyHours.parse(List.of(" 9:00 – 12:00，13：30~17:30")).lines())
                .startsWith(DAY, "");
    }
}
