package care.nearkin.casetype.alarm;

import static care.nearkin.casetype.alarm.TestDesk.CASEWORKER;
import static care.nearkin.casetype.alarm.TestDesk.OPERATOR;
import static care.nearkin.casetype.alarm.TestDesk.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.nearkin.NearkinTest;
import care.nearkin.casefile.CaseFile;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casetype.alarm.AlarmCase.Outcome;
import care.nearkin.engine.EngineTables;
import care.nearkin.engine.EngineTime;
import care.nearkin.kernel.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** One test per path through {@code alarm.bpmn} while the alarm is worked; what comes after it: {@link AlarmFollowUpTest}. */
@NearkinTest
class AlarmPathTest {

    @Autowired
    Alarms alarms;

    @Autowired
    CaseFiles caseFiles;

    @Autowired
    TestDesk desk;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    EngineTime time;

    @BeforeEach
    void stopTheClock() {
        time.stopAt(Instant.parse("2026-06-01T02:13:05Z"));
    }

    @Test
    void theResidentIsHelpedByTalking() {
        String number = desk.ring();
        desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        desk.complete(number, "Task_CallBack", OPERATOR, Map.of("numberKind", "HOME", "voiceResult", "OK_HELP"));
        desk.complete(number, "Task_Assess", OPERATOR, Map.of("finding", "HELPED_BY_TALK"));
        assertThat(desk.waiting(number)).isEmpty();
        time.pass(number, Duration.ofHours(24));
        desk.complete(number, "Task_FollowUp", CASEWORKER, Map.of("wellNow", "YES", "wantsConsultation", "NO"));
        desk.assertClosed(number, Outcome.HELPED);
    }

    @Test
    void chestPainAtNightEndsInHospital() {
        String number = desk.ring();
        desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        desk.complete(number, "Task_CallBack", OPERATOR, Map.of("numberKind", "DEVICE", "voiceResult", "DISTRESS"));
        assertThat(desk.waiting(number)).containsExactlyInAnyOrder("Task_CallEmergency", "Task_Guide");
        desk.complete(
                number,
                "Task_CallEmergency",
                OPERATOR,
                Map.of("calledNumber", "120", "reference", "20260601-0213", "spokeWith", "Zhang"));
        time.pass(number, Duration.ofMinutes(11));
        desk.complete(number, "Task_StayInTouch", OPERATOR, Map.of("sceneState", "ON_SCENE"));
        desk.complete(
                number,
                "Task_Hear",
                OPERATOR,
                Map.of("sceneFinding", "HELPED", "confirmedBy", "SERVICE", "keyOut", "NO"));
        desk.complete(number, "Task_HandOver", OPERATOR, Map.of("handOver", "TO_HOSPITAL", "hospital", "Fourth"));
        desk.complete(
                number,
                "Task_CloseOut",
                OPERATOR,
                Map.of("sceneOutcome", "HOSPITAL", "hospital", "Fourth", "note", "awake, pale"));
        time.pass(number, Duration.ofHours(71));
        assertThat(desk.waiting(number)).isEmpty();
        time.pass(number, Duration.ofHours(1));
        desk.complete(number, "Task_FollowUp", CASEWORKER, Map.of("wellNow", "YES", "wantsConsultation", "YES"));
        desk.assertClosed(number, Outcome.HOSPITAL);
        assertThat(EngineTables.holding(jdbc, "20260601-0213")).isEmpty();
        assertThat(EngineTables.holding(jdbc, "awake, pale")).isEmpty();
    }

    /** When thousands of timers are due at once, a desk that rings already can wait; people at the door cannot. */
    @Test
    void whatBringsHelpGoesBeforeWhatOnlyRingsAgain() {
        String number = desk.ring();
        assertThat(priority(number, "Timer_NobodyTookIt")).isGreaterThan(priority(number, "Timer_NotAcknowledged"));
        desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        assertThat(priority(number, "Timer_NoAnswerInTime")).isEqualTo(200);
    }

    private int priority(String number, String timer) {
        return jdbc.queryForObject("""
                select j.priority_ from act_ru_job j join act_ru_jobdef d on d.id_ = j.job_def_id_
                  join act_hi_procinst p on p.id_ = j.process_instance_id_
                 where d.act_id_ = ? and p.business_key_ = ?""", Integer.class, timer, number);
    }

    @Test
    void nobodyTakesItSoTheSupervisorMustAndTheMissIsInvestigated() {
        String number = desk.ring();
        time.pass(number, Duration.ofSeconds(60));
        assertThat(alarms.get(number).rings()).isEqualTo(2);
        time.pass(number, Duration.ofSeconds(60));
        assertThat(alarms.get(number).rings()).isEqualTo(3);
        time.pass(number, Duration.ofSeconds(60));
        assertThat(alarms.get(number).mustTakeAt()).isNotNull();
        assertThat(desk.waiting(number)).contains("Task_Investigate", "Task_Acknowledge");
        desk.complete(number, "Task_Acknowledge", SUPERVISOR, Map.of());
        desk.complete(number, "Task_CallBack", SUPERVISOR, Map.of("numberKind", "HOME", "voiceResult", "OK_FALSE"));
        desk.complete(number, "Task_Assess", SUPERVISOR, Map.of("finding", "FALSE_PERSON"));
        assertThat(caseFiles.find(number).orElseThrow().status()).isEqualTo(CaseFile.Status.OPEN);
        desk.complete(
                number,
                "Task_Investigate",
                SUPERVISOR,
                Map.of("cause", "NOBODY_ON_DUTY", "investigation", "two seats ill", "measure", "stand-by list"));
        desk.assertClosed(number, Outcome.FALSE_PERSON);
    }

    @Test
    void unverifiedSmokeAsksFor119AndRingsUntilSomebodyConfirms() {
        String number = desk.ring(AlarmKind.SMOKE);
        desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        time.pass(number, Duration.ofSeconds(60));
        assertThat(desk.waiting(number)).contains("Task_CallFireBrigade");
        int rings = alarms.get(number).rings();
        time.pass(number, Duration.ofSeconds(120));
        assertThat(alarms.get(number).rings()).isGreaterThanOrEqualTo(rings + 2);
        assertThat(desk.standing(number)).contains("alarm.call-119");
        desk.complete(number, "Task_CallFireBrigade", OPERATOR, Map.of("fireCall", "CALLED", "reference", "119-77"));
        assertThat(desk.standing(number)).doesNotContain("alarm.call-119");
        assertThat(desk.waiting(number)).doesNotContain("Task_CallFireBrigade");
    }

    @Test
    void smokeThatIsHarmlessTakesTheCallAway() {
        String number = desk.ring(AlarmKind.SMOKE);
        desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        time.pass(number, Duration.ofSeconds(60));
        desk.complete(number, "Task_CallBack", OPERATOR, Map.of("numberKind", "HOME", "voiceResult", "OK_FALSE"));
        desk.complete(number, "Task_Assess", OPERATOR, Map.of("finding", "FALSE_DEVICE"));
        desk.assertClosed(number, Outcome.FALSE_DEVICE);
    }

    @Test
    void threeAttemptsWithoutAVoiceBringHelp() {
        String number = desk.ring();
        desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        for (String phone : List.of("DEVICE", "HOME", "MOBILE")) {
            desk.complete(number, "Task_CallBack", OPERATOR, Map.of("numberKind", phone, "voiceResult", "NO_ANSWER"));
        }
        assertThat(desk.waiting(number)).containsExactlyInAnyOrder("Task_CallEmergency", "Task_Guide");
        assertThat(alarms.get(number).attempts()).isEqualTo(3);
    }

    @Test
    void noVoiceWithinThreeMinutesMovesOnByItself() {
        String number = desk.ring();
        desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        time.pass(number, Duration.ofMinutes(3));
        assertThat(desk.waiting(number)).containsExactlyInAnyOrder("Task_CallEmergency", "Task_Guide");
    }

    @Test
    void aSecondPressJoinsTheOpenCaseAndAThirdAfterTheEndOpensANewOne() {
        String device = "nearkin:" + UUID.randomUUID();
        Alarms.Raised first = desk.ring(AlarmKind.SOS, device);
        Alarms.Raised second = desk.ring(AlarmKind.SOS, device);
        assertThat(second).isEqualTo(new Alarms.Raised(first.caseNumber(), false));
        alarms.withdraw(first.caseNumber(), Outcome.WITHDRAWN, "supervisor1", "opened by mistake");
        desk.assertClosed(first.caseNumber(), Outcome.WITHDRAWN);
        assertThat(desk.ring(AlarmKind.SOS, device).opened()).isTrue();
    }

    @Test
    void anIncompleteAnswerIsRefusedByTheEngine() {
        String number = desk.ring();
        desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        assertThatThrownBy(() -> desk.complete(number, "Task_CallBack", OPERATOR, Map.of("numberKind", "HOME")))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.field()).isEqualTo("voiceResult"));
        assertThatThrownBy(() -> desk.complete(number, "Task_CallBack", CASEWORKER, Map.of()))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.words()).isEqualTo("task.taken"));
        assertThatThrownBy(() -> desk.complete(number, "Task_CallBack", OPERATOR, Map.of("gossip", "x")))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.field()).isEqualTo("gossip"));
        assertThat(desk.waiting(number)).containsExactly("Task_CallBack");
    }
}
