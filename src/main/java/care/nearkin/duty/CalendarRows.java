package care.nearkin.duty;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The calendar's and the hours' tables, in plain SQL: a few hundred small rows, read whole. */
@Repository
class CalendarRows {

    /** Whose hours count where a team has none of its own. */
    static final String OFFICE = "";

    private static final int NEWEST = 50;

    private final JdbcTemplate jdbc;

    CalendarRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Map<LocalDate, DayKind> kinds() {
        Map<LocalDate, DayKind> kinds = new HashMap<>();
        jdbc.query("select day, kind from calendar_day", row -> {
            kinds.put(row.getObject(1, LocalDate.class), DayKind.valueOf(row.getString(2)));
        });
        return kinds;
    }

    List<CalendarDay> days(int year) {
        return jdbc.query(
                "select * from calendar_day where day between ? and ? order by day",
                CalendarRows::day,
                LocalDate.of(year, 1, 1),
                LocalDate.of(year, 12, 31));
    }

    Optional<CalendarDay> locked(LocalDate day) {
        return jdbc.query("select * from calendar_day where day = ? for update", CalendarRows::day, day).stream()
                .findFirst();
    }

    private static CalendarDay day(ResultSet row, int number) throws SQLException {
        return new CalendarDay(
                row.getObject("day", LocalDate.class),
                DayKind.valueOf(row.getString("kind")),
                Occasion.valueOf(row.getString("occasion")),
                row.getString("source"),
                row.getString("note"));
    }

    void put(CalendarDay day) {
        jdbc.update("""
                insert into calendar_day (day, kind, occasion, source, note) values (?, ?, ?, ?, ?)
                on conflict (day) do update set kind = excluded.kind, occasion = excluded.occasion,
                    source = excluded.source, note = excluded.note
                """, day.day(), day.kind().name(), day.occasion().name(), day.source(), day.note());
    }

    void remove(LocalDate day) {
        jdbc.update("delete from calendar_day where day = ?", day);
    }

    void changed(
            LocalDate day, @Nullable CalendarDay was, @Nullable CalendarDay is, String why, String who, Instant at) {
        jdbc.update(
                """
                insert into calendar_change (day, was_kind, was_occasion, kind, occasion, reason, who, at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                day,
                was == null ? null : was.kind().name(),
                was == null ? null : was.occasion().name(),
                is == null ? null : is.kind().name(),
                is == null ? null : is.occasion().name(),
                why,
                who,
                Timestamp.from(at));
    }

    /** The newest of a year. */
    List<CalendarChange> changes(int year) {
        return jdbc.query(
                "select * from calendar_change where day between ? and ? order by id desc limit " + NEWEST,
                (row, number) -> new CalendarChange(
                        row.getObject("day", LocalDate.class),
                        known(DayKind.class, row.getString("was_kind")),
                        known(Occasion.class, row.getString("was_occasion")),
                        known(DayKind.class, row.getString("kind")),
                        known(Occasion.class, row.getString("occasion")),
                        row.getString("reason"),
                        row.getString("who"),
                        row.getTimestamp("at").toInstant()),
                LocalDate.of(year, 1, 1),
                LocalDate.of(year, 12, 31));
    }

    private static <E extends Enum<E>> @Nullable E known(Class<E> type, @Nullable String name) {
        return name == null ? null : Enum.valueOf(type, name);
    }

    Map<String, WeeklyHours> hours() {
        Map<String, WeeklyHours> hours = new HashMap<>();
        jdbc.query("select team, round_the_clock, days from weekly_hours", row -> {
            List<String> lines = Arrays.asList((String[]) row.getArray("days").getArray());
            hours.put(
                    row.getString("team"),
                    row.getBoolean("round_the_clock") ? WeeklyHours.ALWAYS : WeeklyHours.parse(lines));
        });
        return hours;
    }

    void put(String team, WeeklyHours hours) {
        jdbc.update("""
                insert into weekly_hours (team, round_the_clock, days) values (?, ?, ?)
                on conflict (team) do update set round_the_clock = excluded.round_the_clock, days = excluded.days
                """, team, hours.roundTheClock(), hours.lines().toArray(String[]::new));
    }

    void removeHours(String team) {
        jdbc.update("delete from weekly_hours where team = ?", team);
    }

    void hoursChanged(
            String team, @Nullable WeeklyHours was, @Nullable WeeklyHours is, String why, String who, Instant at) {
        jdbc.update(
                "insert into weekly_hours_change (team, was, became, reason, who, at) values (?, ?, ?, ?, ?, ?)",
                team,
                was == null ? null : String.join("; ", was.lines()),
                is == null ? null : String.join("; ", is.lines()),
                why,
                who,
                Timestamp.from(at));
    }

    List<HoursChange> hoursChanges() {
        return jdbc.query(
                "select team, reason, who, at from weekly_hours_change order by id desc limit " + NEWEST,
                (row, number) -> new HoursChange(
                        row.getString("team"),
                        row.getString("reason"),
                        row.getString("who"),
                        row.getTimestamp("at").toInstant()));
    }
}
