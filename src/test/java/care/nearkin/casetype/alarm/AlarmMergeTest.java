package care.nearkin.casetype.alarm;

import static care.nearkin.casetype.alarm.TestDesk.OPERATOR;
import static care.nearkin.casetype.alarm.TestDesk.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import care.nearkin.NearkinTest;
import care.nearkin.casefile.CaseFile;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casefile.TimelineEntry;
import care.nearkin.casetype.alarm.AlarmCase.Outcome;
import care.nearkin.casetype.alarm.AlarmCase.Severity;
import care.nearkin.engine.EngineTime;
import care.nearkin.kernel.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

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

    @BeforeEach
    void stopTheClock() {
        time.stopAt(Instant.parse("2026-06-01T02:13:05Z"));
    }

    @Test
    void theGraverAlarmCountsAndBothTimelinesSayWhatWasMerged() {
        String leak = lesser();
        String fall = desk.ring(AlarmKind.FALL);
        alarms.merge(fall, leak, "operator1", "fell in the wet kitchen");

        assertThat(alarms.get(leak).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(caseFiles.find(leak).orElseThrow().urgency()).isEqualTo("CRITICAL");
        assertThat(caseFiles.timeline(leak))
                .extracting(TimelineEntry::kind, TimelineEntry::by, TimelineEntry::arguments, TimelineEntry::text)
                .contains(
                        tuple(
                                "alarm.merged-here",
                                "operator1",
                                List.of(fall, "@alarm.kind.FALL"),
                                "fell in the wet kitchen"),
                        tuple("alarm.graver", null, List.of("@alarm.severity.CRITICAL"), null));
        assertThat(caseFiles.timeline(fall))
                .extracting(TimelineEntry::kind, TimelineEntry::by, TimelineEntry::arguments, TimelineEntry::text)
                .contains(tuple(
                        "alarm.merged-into",
                        "operator1",
                        List.of(leak, "@alarm.kind.LEAK"),
                        "fell in the wet kitchen"));
    }

    @Test
    void theLesserAlarmLowersNothing() {
        String fall = desk.ring(AlarmKind.FALL);
        alarms.merge(lesser(), fall, "operator1", "same flat");
        assertThat(alarms.get(fall).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(caseFiles.timeline(fall)).extracting(TimelineEntry::kind).doesNotContain("alarm.graver");
    }

    @Test
    void whyNobodyTookItIsStillFoundOutAfterTheMerging() {
        String first = desk.ring();
        String missed = desk.ring(AlarmKind.FALL);
        time.pass(missed, Duration.ofMinutes(3));
        alarms.merge(missed, first, "supervisor1", "same fall");

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
        assertThatThrownBy(() -> alarms.merge(smoke, sos, "operator1", "same flat"))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.words()).isEqualTo("alarm.merge.fire"));
        alarms.merge(sos, smoke, "operator1", "same flat");
        desk.assertClosed(sos, Outcome.MERGED);
        desk.complete(smoke, "Task_Acknowledge", OPERATOR, Map.of());
        time.pass(smoke, Duration.ofMinutes(1));
        assertThat(desk.waiting(smoke)).contains("Task_CallFireBrigade");
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
