package care.nearkin.casetype.alarm;

import static care.nearkin.casetype.alarm.TestDesk.OPERATOR;
import static care.nearkin.casetype.alarm.TestDesk.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.TwoCases;
import care.nearkin.access.AccountsFile;
import care.nearkin.casefile.CaseFile;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casefile.TimelineEntry;
import care.nearkin.casetype.alarm.AlarmCase.Outcome;
import care.nearkin.casetype.alarm.AlarmCase.Severity;
import care.nearkin.engine.EngineTime;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Two alarms that turn out to be one matter: nothing grave and nothing unanswered is lost by merging them. */
@NearkinTest
class AlarmMergeTest {

    @Autowired
    Alarms alarms;

    @Autowired
    CaseFiles caseFiles;

    @Autowired
    TestDesk desk;

    @Autowired
    EngineTime time;

    @Autowired
    AccountsFile accounts;

    @Autowired
    Estate estate;

    @LocalServerPort
    int port;

    @AfterEach
    void nobodyElseHearsThem() {
        estate.leftoversOfOtherTestsAreOver();
    }

    private Here as(String name) {
        return Here.as(name, port, accounts);
    }

    private void merge(String ending, String leading, String by, String why) {
        HttpResponse<String> answer = TwoCases.merge(as(by), ending, leading, why);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    }

    private void refused(String ending, String leading, String because) {
        Here supervisor = as("supervisor1");
        assertThat(TwoCases.look(supervisor, ending, leading, "en").body())
                .contains(because)
                .doesNotContain("name=\"state\"");
        HttpResponse<String> answer = TwoCases.merge(supervisor, ending, leading, "x", "the same fall", "en");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains(because, "the same fall");
        assertThat(caseFiles.find(ending).orElseThrow().mergedInto()).isNull();
    }

    @BeforeEach
    void stopTheClock() {
        time.stopAt(Instant.parse("2026-06-01T02:13:05Z"));
    }

    @Test
    void theGraverAlarmCountsAndBothTimelinesSayWhatWasMerged() {
        String leak = lesser();
        String fall = desk.ring(AlarmKind.FALL);
        merge(fall, leak, "operator1", "fell in the wet kitchen");

        assertThat(alarms.get(leak).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(caseFiles.find(leak).orElseThrow().urgency()).isEqualTo("CRITICAL");
        assertThat(caseFiles.timeline(leak))
                .extracting(TimelineEntry::kind, TimelineEntry::by, TimelineEntry::arguments, TimelineEntry::text)
                .contains(
                        tuple(
                                "case.merged-here",
                                "operator1",
                                List.of(fall, "@alarm.kind.FALL"),
                                "fell in the wet kitchen"),
                        tuple("alarm.graver", null, List.of("@alarm.severity.CRITICAL"), null));
        assertThat(caseFiles.timeline(fall))
                .extracting(TimelineEntry::kind, TimelineEntry::by, TimelineEntry::arguments, TimelineEntry::text)
                .contains(tuple(
                        "case.merged-into", "operator1", List.of(leak, "@alarm.kind.LEAK"), "fell in the wet kitchen"));
    }

    @Test
    void theLesserAlarmLowersNothing() {
        String fall = desk.ring(AlarmKind.FALL);
        merge(lesser(), fall, "operator1", "same flat");
        assertThat(alarms.get(fall).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(caseFiles.timeline(fall)).extracting(TimelineEntry::kind).doesNotContain("alarm.graver");
    }

    @Test
    void whyNobodyTookItIsStillFoundOutAfterTheMerging() {
        String first = desk.ring();
        String missed = desk.ring(AlarmKind.FALL);
        time.pass(missed, Duration.ofMinutes(3));
        refused(missed, first, "In " + missed + " people or an emergency service were asked for");
        time.pass(first, Duration.ofSeconds(1));
        merge(missed, first, "supervisor1", "same fall");

        assertThat(desk.waiting(missed)).containsExactly("Task_InvestigateMiss");
        CaseFile open = caseFiles.find(missed).orElseThrow();
        assertThat(open.status()).isEqualTo(CaseFile.Status.OPEN);
        assertThat(open.stage()).isEqualTo("RESOLVED");
        time.pass(missed, Duration.ofDays(1));
        assertThat(desk.standing(missed)).containsExactly("alarm.reminder");

        desk.complete(missed, "Task_InvestigateMiss", SUPERVISOR, found());
        desk.assertClosed(missed, Outcome.MERGED);
        assertThat(desk.standing(missed)).isEmpty();
    }

    @Test
    void aMissThatWasLookedIntoIsNotLookedIntoAgain() {
        String missed = desk.ring();
        time.pass(missed, Duration.ofMinutes(3));
        desk.complete(missed, "Task_Investigate", SUPERVISOR, found());
        alarms.withdraw(missed, Outcome.WITHDRAWN, "supervisor1", "opened by mistake");
        desk.assertClosed(missed, Outcome.WITHDRAWN);
    }

    @Test
    void aWatchForFireDoesNotVanishInACaseWithoutOne() {
        String sos = desk.ring();
        String smoke = desk.ring(AlarmKind.SMOKE);
        refused(smoke, sos, smoke + " is watched until 119 is called");
        merge(sos, smoke, "operator1", "same flat");
        desk.assertClosed(sos, Outcome.MERGED);
        desk.complete(smoke, "Task_Acknowledge", OPERATOR, Map.of());
        time.pass(smoke, Duration.ofMinutes(1));
        assertThat(desk.waiting(smoke)).contains("Task_CallFireBrigade");
    }

    @Test
    void whatRingsIsNotMergedIntoWhatIsAlreadyOver() {
        String over = desk.ring();
        heard(over);
        desk.complete(over, "Task_Assess", OPERATOR, Map.of("finding", "FALSE_PERSON"));
        String first = desk.ring();
        heard(first);
        time.stopAt(Instant.parse("2026-06-01T02:20:00Z"));
        String rings = desk.ring(AlarmKind.FALL);
        desk.complete(first, "Task_Assess", OPERATOR, Map.of("finding", "HELPED_BY_TALK"));
        refused(rings, first, first + " is past the alarm itself");
        refused(rings, over, over + " is closed already");
    }

    @Test
    void whatRangAfterSomebodyWasHeardIsTakenBeforeItIsMerged() {
        String first = desk.ring();
        heard(first);
        time.stopAt(Instant.parse("2026-06-01T02:20:00Z"));
        String again = desk.ring(AlarmKind.FALL);
        refused(again, first, again + " rang after somebody was last heard in " + first);

        desk.complete(again, "Task_Acknowledge", OPERATOR, Map.of());
        merge(again, first, "operator1", "heard both");
        desk.assertClosed(again, Outcome.MERGED);
        assertThat(desk.standing(again)).isEmpty();
    }

    @Test
    void theOneForWhichPeopleAreOnTheirWayLeads() {
        String first = desk.ring();
        String helped = desk.ring(AlarmKind.FALL);
        heard(helped);
        assertThat(desk.waiting(helped)).containsExactly("Task_Guide");
        refused(helped, first, "In " + helped + " people or an emergency service were asked for");
        merge(first, helped, "supervisor1", "one fall");
        desk.assertClosed(first, Outcome.MERGED);
    }

    @Test
    void alarmsOfPeopleWhoDoNotLiveTogetherStayApart() {
        Estate.Lane lane = estate.lane();
        String one = lane.rings(AlarmKind.SOS, Severity.CRITICAL, lane.resident("3"), null, Instant.now());
        String other = lane.rings(AlarmKind.SOS, Severity.CRITICAL, lane.resident("4"), null, Instant.now());
        refused(one, other, "people who do not live together");
        Here supervisor = as("supervisor1");
        assertThat(supervisor.page("/cases/" + one + "/onward").body()).doesNotContain("/merge");
        alarms.withdraw(one, Outcome.WITHDRAWN, "supervisor1", "tried out");
        alarms.withdraw(other, Outcome.WITHDRAWN, "supervisor1", "tried out");
    }

    @Test
    void theDeskMergesAlarmsAndNobodyBesideItAndSupervisors() {
        String first = desk.ring();
        String second = desk.ring(AlarmKind.FALL);
        for (String name : List.of("caseworker1", "manager1", "admin1")) {
            assertThat(TwoCases.look(as(name), second, first, "en").statusCode())
                    .as(name)
                    .isEqualTo(403);
            assertThat(TwoCases.merge(as(name), second, first, "x", "x", "en").statusCode())
                    .as(name)
                    .isEqualTo(403);
        }
        merge(second, first, "operator1", "same fall");
        assertThat(as("operator1")
                        .page("/cases/" + second + "/onward?lang=zh-CN")
                        .body())
                .contains("已合并，转至", first);
        assertThat(caseFiles.links(second)).containsExactly(new CaseFiles.Link(first, "MERGED_INTO"));
    }

    private void heard(String number) {
        desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        desk.complete(number, "Task_CallBack", OPERATOR, Map.of("numberKind", "HOME", "voiceResult", "OK_HELP"));
    }

    private static Map<String, Object> found() {
        return Map.of("cause", "NOT_HEARD", "investigation", "the sound was off", "measure", "sound on");
    }

    private String lesser() {
        return alarms.raise(new RaiseAlarm(
                        AlarmKind.LEAK,
                        Severity.MAJOR,
                        "because.alarm.leak",
                        null,
                        null,
                        "nearkin:" + java.util.UUID.randomUUID(),
                        "kitchen",
                        Instant.now(),
                        null,
                        null))
                .caseNumber();
    }
}
