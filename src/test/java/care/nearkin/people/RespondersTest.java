package care.nearkin.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import care.nearkin.NearkinTest;
import care.nearkin.access.Group;
import care.nearkin.kernel.Refusal;
import care.nearkin.people.Responders.Candidate;
import care.nearkin.people.Responders.Kind;
import care.nearkin.people.Responders.Match;
import care.nearkin.people.Responders.Pause;
import care.nearkin.people.Responders.Put;
import care.nearkin.people.Responders.Reach;
import care.nearkin.people.Responders.Skill;
import care.nearkin.people.Responders.Where;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@NearkinTest
class RespondersTest {

    private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");

    @Autowired
    Responders responders;

    @Autowired
    Residents residents;

    @Autowired
    Neighbourhood here;

    @Autowired
    Clock clock;

    @Autowired
    JdbcTemplate jdbc;

    private final String key = "T-" + UUID.randomUUID();
    private String area;
    private long she;

    @BeforeEach
    void moveIn() {
        area = here.area();
        she = here.put(Neighbourhood.wang(key, area));
    }

    @Test
    void theNearestAreAskedFirstAndThoseOfUnknownDistanceLast() {
        put(in("unknown", null, null));
        put(in("area", "Lane 12", "bldg 3"));
        put(in("estate", "Lane 540", "bldg 9"));
        put(in("building", " lane 540", "BLDG 3"));
        put(in("measured", null, null).with(null, List.of(new Match(she, 20, false))));
        put(in("far", null, null).with(null, List.of(new Match(she, 400, true))));

        assertThat(near("2026-03-02T10:00"))
                .extracting(Candidate::name, Candidate::metres, Candidate::hasKey)
                .containsExactly(
                        tuple("measured", 20, false),
                        tuple("building", 30, false),
                        tuple("estate", 200, false),
                        tuple("far", 400, true),
                        tuple("area", 1000, false),
                        tuple("unknown", null, false));
    }

    @Test
    void everyEstimateHasItsReason() {
        assertThat(jdbc.queryForList("select reason from distance_estimate", String.class))
                .hasSize(3)
                .allSatisfy(reason -> assertThat(reason).isNotBlank());
    }

    @Test
    void whoServesAnotherAreaIsAskedOnlyForWhomSheIsMatchedTo() {
        String elsewhere = here.area();
        put(somebody("matched", new Where(elsewhere, null, null, null)).with(null, List.of(new Match(she, 90, false))));
        put(somebody("stranger", new Where(elsewhere, null, null, null)));

        assertThat(names("2026-03-02T10:00")).containsExactly("matched");
    }

    @Test
    void aResidentOfWhomNoAreaIsKnownHasHerMatchesOnly() {
        long nowhere = here.put(Neighbourhood.wang(key + "-no", null));
        put(somebody("serves nothing", new Where(null, null, null, null)));
        put(in("matched", null, null).with(null, List.of(new Match(nowhere, 90, false))));

        assertThat(responders.near(nowhere, at("2026-03-02T10:00")))
                .extracting(Candidate::name)
                .containsExactly("matched");
        assertThat(responders.near(-1, at("2026-03-02T10:00"))).isEmpty();
    }

    @Test
    void nobodyIsSentToHerOwnDoorButANeighbourWhoIsAResidentIs() {
        put(herself(in("herself", null, null), she));
        long neighbour = here.put(Neighbourhood.wang(key + "-n", area));
        put(herself(in("neighbour", null, null), neighbour));

        assertThat(near("2026-03-02T10:00"))
                .extracting(Candidate::name, Candidate::metres)
                .containsExactly(tuple("neighbour", 30));
    }

    @Test
    void whoIsNotThereAtThatHourIsNotAsked() {
        put(at("days", Hours.parse("Mon-Fri 09:00-17:00")));
        put(at("nights", Hours.parse("Fri Sat 22:00-06:00")));
        put(at("guard", Hours.parse("24h")));
        put(at("silent", List.of()));
        put(at("twice", Hours.parse("07:00-09:00; 18:00-24:00")));

        assertThat(names("2026-03-02T08:59")).containsExactlyInAnyOrder("guard", "silent", "twice");
        assertThat(names("2026-03-02T09:00")).containsExactlyInAnyOrder("guard", "silent", "days");
        assertThat(names("2026-03-02T17:00")).containsExactlyInAnyOrder("guard", "silent");
        assertThat(names("2026-03-06T23:59")).containsExactlyInAnyOrder("guard", "silent", "nights", "twice");
        assertThat(names("2026-03-07T05:59")).containsExactlyInAnyOrder("guard", "silent", "nights");
        assertThat(names("2026-03-07T06:00")).containsExactlyInAnyOrder("guard", "silent");
        assertThat(names("2026-03-08T00:00")).as("Saturday's night").contains("nights");
        assertThat(names("2026-03-06T05:00")).as("Thursday has none").doesNotContain("nights");
    }

    @Test
    void theQueryAndTheRuleAgreeOnEveryHourOfAWeek() {
        List<Hours> spans = List.of(
                new Hours(EnumSet.of(DayOfWeek.SUNDAY), LocalTime.of(20, 0), LocalTime.of(4, 30)),
                new Hours(EnumSet.of(DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY), LocalTime.of(8, 30), LocalTime.of(12, 0)),
                new Hours(EnumSet.of(DayOfWeek.FRIDAY), LocalTime.of(9, 0), LocalTime.of(9, 0)),
                new Hours(EnumSet.of(DayOfWeek.SATURDAY), LocalTime.of(18, 0), LocalTime.MIDNIGHT));
        put(at("she", spans));

        for (LocalDateTime hour = MONDAY.atStartOfDay();
                hour.isBefore(MONDAY.plusDays(7).atStartOfDay());
                hour = hour.plusMinutes(30)) {
            LocalDateTime then = hour;
            assertThat(!names(then.toString()).isEmpty())
                    .as(then.toString())
                    .isEqualTo(spans.stream().anyMatch(span -> span.covers(then)));
        }
    }

    @Test
    void whoIsPausedIsAskedAgainAfterTheLastDay() {
        put(paused("until Monday", new Pause(MONDAY)));
        put(paused("until somebody resumes", new Pause(null)));

        assertThat(names("2026-03-02T23:59")).isEmpty();
        assertThat(names("2026-03-03T00:00")).containsExactly("until Monday");
        assertThat(names("2036-03-03T00:00")).containsExactly("until Monday");
    }

    @Test
    void aMatchWithoutAKeyIsNoKeyholder() {
        put(in("near", null, null).with(null, List.of(new Match(she, 20, false))));
        put(at("keeper", Hours.parse("Mon-Fri 09:00-17:00")).with(null, List.of(new Match(she, 60, true))));

        assertThat(responders.keyholders(she))
                .extracting(Responders.Keyholder::name, Responders.Keyholder::hours, Responders.Keyholder::metres)
                .containsExactly(tuple("keeper", hoursSaid(), 60));
    }

    @Test
    void aCandidateSaysWhatSheCanDoAndHowSheIsTold() {
        String account = here.staff(Group.RESPONDER, area);
        put(new Put(
                key + "she",
                Kind.GUARD,
                "Guard Zhao",
                EnumSet.of(Skill.LIFTING, Skill.FIRE_FIGHTING),
                "knows the hydrants",
                List.of(Hours.ALWAYS),
                null,
                new Where(area, "Lane 540", null, "gate"),
                new Reach("138 0000 0555", "zhao@sample.invalid", Locale.ENGLISH),
                null,
                account,
                null,
                List.of()));

        Candidate she = near("2026-03-02T03:00").get(0);
        assertThat(she)
                .isEqualTo(new Candidate(
                        she.id(),
                        "Guard Zhao",
                        Kind.GUARD,
                        Set.of(Skill.LIFTING, Skill.FIRE_FIGHTING),
                        200,
                        false,
                        "138 0000 0555",
                        "zhao@sample.invalid",
                        account,
                        Locale.ENGLISH));
        assertThat(she.toString()).doesNotContain("Zhao", "138");
        assertThat(jdbc.queryForObject("select r::text from responder r where id = ?", String.class, she.id()))
                .contains("v1:")
                .doesNotContain("0555", "sample.invalid");
    }

    @Test
    void anAccountIsOfAResponderAndOfOneOnly() {
        String account = here.staff(Group.RESPONDER, area);
        put(account("first", account));
        put(account("first", account));

        refused("staff", account("second", account));
        refused("staff", account("third", here.staff(Group.OPERATOR, area)));
        refused("staff", account("fourth", "nobody-at-all"));
    }

    @Test
    void atMostTwoHundredAreNamed() {
        for (int i = 0; i < 205; i++) {
            put(in("v%03d".formatted(i), "Lane 540", null));
        }
        put(in("nearest", null, null).with(null, List.of(new Match(she, 5, false))));

        assertThat(near("2026-03-02T10:00"))
                .hasSize(200)
                .first()
                .extracting(Candidate::name)
                .isEqualTo("nearest");
    }

    @Test
    void whatIsPutAgainReplacesHoursAndLeavesMatchesThatAreNotSaid() {
        long id = put(at("she", Hours.parse("07:00-09:00; 18:00-20:00")).with(null, List.of(new Match(she, 60, true))));

        assertThat(put(at("she", Hours.parse("10:00-11:00")).with(null, null))).isEqualTo(id);

        assertThat(names("2026-03-02T08:00")).isEmpty();
        assertThat(names("2026-03-02T10:30")).containsExactly("she");
        assertThat(responders.keyholders(she)).hasSize(1);
    }

    private String hoursSaid() {
        return org.springframework.context.i18n.LocaleContextHolder.getLocale()
                        .getLanguage()
                        .equals("zh")
                ? "周一至周五 09:00–17:00"
                : "Mon–Fri 09:00–17:00";
    }

    private void refused(String field, Put put) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> responders.put(put))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo(field));
    }

    private long put(Put put) {
        return responders.put(put);
    }

    private List<Candidate> near(String time) {
        return responders.near(she, at(time));
    }

    private List<String> names(String time) {
        return near(time).stream().map(Candidate::name).toList();
    }

    private Instant at(String time) {
        return LocalDateTime.parse(time).atZone(clock.getZone()).toInstant();
    }

    private Put in(String name, String estate, String building) {
        return somebody(name, new Where(area, estate, building, null));
    }

    private Put somebody(String name, Where where) {
        return whole(name, where, List.of(), null, null, null);
    }

    private Put at(String name, List<Hours> hours) {
        return whole(name, new Where(area, null, null, null), hours, null, null, null);
    }

    private Put paused(String name, Pause pause) {
        return whole(name, new Where(area, null, null, null), List.of(), pause, null, null);
    }

    private Put account(String name, String staff) {
        return whole(name, new Where(area, null, null, null), List.of(), null, staff, null);
    }

    private static Put herself(Put put, long resident) {
        return put.with(resident, put.matches());
    }

    private Put whole(String name, Where where, List<Hours> hours, Pause pause, String staff, Long resident) {
        return new Put(
                key + name.replace(' ', '-'),
                Kind.VOLUNTEER,
                name,
                Set.of(),
                null,
                hours,
                null,
                where,
                new Reach(null, null, Locale.SIMPLIFIED_CHINESE),
                pause,
                staff,
                resident,
                List.of());
    }
}
