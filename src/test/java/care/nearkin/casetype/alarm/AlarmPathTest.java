package care.nearkin.casetype.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.nearkin.NearkinTest;
import care.nearkin.casefile.CaseFile;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casetype.alarm.AlarmCase.Outcome;
import care.nearkin.casetype.alarm.AlarmCase.Severity;
import care.nearkin.engine.EngineTables;
import care.nearkin.engine.EngineTime;
import care.nearkin.engine.Tasks;
import care.nearkin.engine.Tasks.Worker;
import care.nearkin.kernel.Refusal;
import care.nearkin.worklist.WorkItem;
import care.nearkin.worklist.Worklist;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** One test per path through {@code alarm.bpmn}. */
@NearkinTest
class AlarmPathTest {

    static final Worker OPERATOR = new Worker("operator1", Set.of("operator"));
    static final Worker SUPERVISOR = new Worker("supervisor1", Set.of("supervisor"));
    static final Worker CASEWORKER = new Worker("caseworker1", Set.of("caseworker"));

    @Autowired
    Alarms alarms;

    @Autowired
    CaseFiles caseFiles;

    @Autowired
    Tasks tasks;

    @Autowired
    Worklist worklist;

    @Autowired
    ProcessEngine engine;

    @Autowired
    JdbcTemplate jdbc;

    EngineTime time;

    @BeforeEach
    void stopTheClock() {
        time = new EngineTime(engine);
        time.stopAt(Instant.parse("2026-06-01T02:13:05Z"));
    }

    @AfterEach
    void letTheClockGo() {
        time.reset();
    }

    @Test
    void theResidentIsHelpedByTalking() {
        String number = ring(AlarmKind.SOS);
        complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        complete(number, "Task_CallBack", OPERATOR, Map.of("numberKind", "HOME", "voiceResult", "OK_HELP"));
        complete(number, "Task_Assess", OPERATOR, Map.of("finding", "HELPED_BY_TALK"));
        assertThat(waiting(number)).isEmpty();
        time.pass(number, Duration.ofHours(24));
        complete(number, "Task_FollowUp", CASEWORKER, Map.of("wellNow", "YES", "wantsConsultation", "NO"));
        assertClosed(number, Outcome.HELPED);
    }

    @Test
    void chestPainAtNightEndsInHospital() {
        String number = ring(AlarmKind.SOS);
        complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        complete(number, "Task_CallBack", OPERATOR, Map.of("numberKind", "DEVICE", "voiceResult", "DISTRESS"));
        complete(number, "Task_Assess", OPERATOR, Map.of("finding", "NEEDS_EMERGENCY", "serviceNumber", "120"));
        complete(
                number,
                "Task_CallEmergency",
                OPERATOR,
                Map.of("calledNumber", "120", "reference", "20260601-0213", "spokeWith", "Zhang"));
        time.pass(number, Duration.ofMinutes(11));
        complete(number, "Task_StayInTouch", OPERATOR, Map.of("sceneState", "ON_SCENE"));
        complete(
                number,
                "Task_CloseOut",
                OPERATOR,
                Map.of("sceneOutcome", "HOSPITAL", "hospital", "Fourth", "note", "awake, pale"));
        time.pass(number, Duration.ofHours(71));
        assertThat(waiting(number)).isEmpty();
        time.pass(number, Duration.ofHours(1));
        complete(number, "Task_FollowUp", CASEWORKER, Map.of("wellNow", "YES", "wantsConsultation", "YES"));
        assertClosed(number, Outcome.HOSPITAL);
        assertThat(EngineTables.holding(jdbc, "20260601-0213")).isEmpty();
        assertThat(EngineTables.holding(jdbc, "awake, pale")).isEmpty();
    }

    @Test
    void nobodyTakesItSoTheSupervisorMustAndTheMissIsInvestigated() {
        String number = ring(AlarmKind.SOS);
        time.pass(number, Duration.ofSeconds(60));
        assertThat(alarms.get(number).rings()).isEqualTo(2);
        time.pass(number, Duration.ofSeconds(60));
        assertThat(alarms.get(number).rings()).isEqualTo(3);
        time.pass(number, Duration.ofSeconds(60));
        assertThat(alarms.get(number).mustTakeAt()).isNotNull();
        assertThat(waiting(number)).contains("Task_Investigate", "Task_Acknowledge");
        complete(number, "Task_Acknowledge", SUPERVISOR, Map.of());
        complete(number, "Task_CallBack", SUPERVISOR, Map.of("numberKind", "HOME", "voiceResult", "OK_FALSE"));
        complete(number, "Task_Assess", SUPERVISOR, Map.of("finding", "FALSE_PERSON"));
        assertThat(caseFiles.find(number).orElseThrow().status()).isEqualTo(CaseFile.Status.OPEN);
        complete(
                number,
                "Task_Investigate",
                SUPERVISOR,
                Map.of("cause", "NOBODY_ON_DUTY", "investigation", "two seats ill", "measure", "stand-by list"));
        assertClosed(number, Outcome.FALSE_PERSON);
    }

    @Test
    void unverifiedSmokeAsksFor119AndRingsUntilSomebodyConfirms() {
        String number = ring(AlarmKind.SMOKE);
        complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        time.pass(number, Duration.ofSeconds(60));
        assertThat(waiting(number)).contains("Task_CallFireBrigade");
        int rings = alarms.get(number).rings();
        time.pass(number, Duration.ofSeconds(120));
        assertThat(alarms.get(number).rings()).isGreaterThanOrEqualTo(rings + 2);
        assertThat(standing(number)).contains("alarm.call-119");
        complete(number, "Task_CallFireBrigade", OPERATOR, Map.of("fireCall", "CALLED", "reference", "119-77"));
        assertThat(standing(number)).doesNotContain("alarm.call-119");
        assertThat(waiting(number)).doesNotContain("Task_CallFireBrigade");
    }

    @Test
    void smokeThatIsHarmlessTakesTheCallAway() {
        String number = ring(AlarmKind.SMOKE);
        complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        time.pass(number, Duration.ofSeconds(60));
        complete(number, "Task_CallBack", OPERATOR, Map.of("numberKind", "HOME", "voiceResult", "OK_FALSE"));
        complete(number, "Task_Assess", OPERATOR, Map.of("finding", "FALSE_DEVICE"));
        assertClosed(number, Outcome.FALSE_DEVICE);
    }

    @Test
    void threeAttemptsWithoutAVoiceLeadToADecision() {
        String number = ring(AlarmKind.SOS);
        complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        for (String phone : List.of("DEVICE", "HOME", "MOBILE")) {
            complete(number, "Task_CallBack", OPERATOR, Map.of("numberKind", phone, "voiceResult", "NO_ANSWER"));
        }
        assertThat(waiting(number)).containsExactly("Task_Assess");
        assertThat(alarms.get(number).attempts()).isEqualTo(3);
    }

    @Test
    void noVoiceWithinThreeMinutesMovesOnByItself() {
        String number = ring(AlarmKind.SOS);
        complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        time.pass(number, Duration.ofMinutes(3));
        assertThat(waiting(number)).containsExactly("Task_Assess");
    }

    @Test
    void whoIsNotReachedIsAskedAgainTheSameDayAndTheNextAndThenVisited() {
        String number = calm();
        notReached(number);
        assertThat(waiting(number)).isEmpty();
        time.pass(number, Duration.ofHours(4).minusSeconds(1));
        assertThat(waiting(number)).isEmpty();
        time.pass(number, Duration.ofSeconds(1));
        notReached(number);
        time.pass(number, Duration.ofDays(1).minusSeconds(1));
        assertThat(waiting(number)).isEmpty();
        time.pass(number, Duration.ofSeconds(1));
        notReached(number);
        assertThat(waiting(number)).containsExactly("Task_HomeVisit");
        assertThat(caseFiles.find(number).orElseThrow().status()).isEqualTo(CaseFile.Status.OPEN);
        complete(
                number,
                "Task_HomeVisit",
                CASEWORKER,
                Map.of("visitResult", "ELSEWHERE", "whereabouts", "with her son, says Li next door"));
        assertClosed(number, Outcome.HELPED);
        assertThat(EngineTables.holding(jdbc, "says Li next door")).isEmpty();
    }

    @Test
    void whoIsReachedTheSecondTimeIsNotVisited() {
        String number = calm();
        notReached(number);
        time.pass(number, Duration.ofHours(4));
        complete(number, "Task_FollowUp", CASEWORKER, Map.of("wellNow", "YES"));
        assertClosed(number, Outcome.HELPED);
    }

    @Test
    void whoIsNotWellIsVisitedAndTheSupervisorHearsWhenNobodyGoes() {
        String number = calm();
        complete(number, "Task_FollowUp", CASEWORKER, Map.of("wellNow", "NO", "wantsConsultation", "YES"));
        assertThat(waiting(number)).containsExactly("Task_HomeVisit");
        time.pass(number, Duration.ofHours(4));
        assertThat(standing(number, "alarm.visit-late")).isEqualTo(1);
        time.pass(number, Duration.ofHours(4));
        assertThat(standing(number, "alarm.visit-late")).as("told each time").isEqualTo(2);
        complete(
                number,
                "Task_HomeVisit",
                SUPERVISOR,
                Map.of("visitResult", "SEEN_UNWELL", "arranged", "doctor at five"));
        assertThat(standing(number, "alarm.visit-late")).isZero();
        assertClosed(number, Outcome.HELPED);
    }

    @Test
    void whoIsNotFoundIsAnAlarmAgainLinkedWithTheFirst() {
        for (String found : List.of("NOT_FOUND", "IN_DANGER")) {
            String number = calm();
            complete(number, "Task_FollowUp", CASEWORKER, Map.of("wellNow", "NO"));
            complete(number, "Task_HomeVisit", CASEWORKER, Map.of("visitResult", found));
            assertClosed(number, Outcome.HELPED);
            List<CaseFiles.Link> links = caseFiles.links(number);
            assertThat(links).hasSize(1);
            String again = links.get(0).number();
            assertThat(waiting(again)).containsExactly("Task_Acknowledge");
            assertThat(alarms.get(again).kind()).isEqualTo(AlarmKind.INACTIVITY);
        }
    }

    @Test
    void theCaseworkerIsRemindedEachDayThatNobodyAsked() {
        String number = calm();
        time.pass(number, Duration.ofDays(2));
        assertThat(standing(number, "alarm.reminder")).isEqualTo(2);
        assertThat(jdbc.queryForList("""
                        select distinct r.staff from notice_reader r join notice n on n.id = r.notice_id
                        where n.kind = 'alarm.reminder' and n.link = ?
                        """, String.class, "/cases/" + number)).contains("caseworker1", "supervisor1");
        complete(number, "Task_FollowUp", CASEWORKER, Map.of("wellNow", "YES"));
        assertThat(standing(number, "alarm.reminder")).isZero();
    }

    /** An alarm that a talk has settled, on the next day when somebody is to ask. */
    private String calm() {
        String number = ring(AlarmKind.SOS);
        complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        complete(number, "Task_CallBack", OPERATOR, Map.of("numberKind", "HOME", "voiceResult", "OK_HELP"));
        complete(number, "Task_Assess", OPERATOR, Map.of("finding", "HELPED_BY_TALK"));
        time.pass(number, Duration.ofHours(24));
        return number;
    }

    private void notReached(String number) {
        complete(number, "Task_FollowUp", CASEWORKER, Map.of("wellNow", "NOT_REACHED"));
    }

    /** Notices of this kind about the case that are not over. */
    private int standing(String number, String kind) {
        Integer count = jdbc.queryForObject(
                "select count(*) from notice where kind = ? and link = ? and over_at is null",
                Integer.class,
                kind,
                "/cases/" + number);
        return count == null ? 0 : count;
    }

    @Test
    void aMergedCaseEndsAndPointsToTheOther() {
        String first = ring(AlarmKind.SOS);
        String second = ring(AlarmKind.FALL);
        alarms.merge(second, first, "operator1", "same fall");
        assertClosed(second, Outcome.MERGED);
        assertThat(caseFiles.links(first)).extracting(CaseFiles.Link::number).containsExactly(second);
    }

    @Test
    void aSecondPressJoinsTheOpenCaseAndAThirdAfterTheEndOpensANewOne() {
        String device = "nearkin:" + UUID.randomUUID();
        Alarms.Raised first = alarms.raise(command(AlarmKind.SOS, device));
        Alarms.Raised second = alarms.raise(command(AlarmKind.SOS, device));
        assertThat(second).isEqualTo(new Alarms.Raised(first.caseNumber(), false));
        alarms.withdraw(first.caseNumber(), Outcome.WITHDRAWN, "supervisor1", "opened by mistake");
        assertClosed(first.caseNumber(), Outcome.WITHDRAWN);
        assertThat(alarms.raise(command(AlarmKind.SOS, device)).opened()).isTrue();
    }

    @Test
    void anIncompleteAnswerIsRefusedByTheEngine() {
        String number = ring(AlarmKind.SOS);
        complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        assertThatThrownBy(() -> complete(number, "Task_CallBack", OPERATOR, Map.of("numberKind", "HOME")))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.field()).isEqualTo("voiceResult"));
        assertThatThrownBy(() -> complete(number, "Task_CallBack", CASEWORKER, Map.of()))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.words()).isEqualTo("task.taken"));
        assertThatThrownBy(() -> complete(number, "Task_CallBack", OPERATOR, Map.of("gossip", "x")))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.field()).isEqualTo("gossip"));
        assertThat(waiting(number)).containsExactly("Task_CallBack");
    }

    private List<String> standing(String number) {
        return jdbc.queryForList(
                "select distinct kind from notice where link = ? and over_at is null",
                String.class,
                "/cases/" + number);
    }

    private String ring(AlarmKind kind) {
        return alarms.raise(command(kind, "nearkin:" + UUID.randomUUID())).caseNumber();
    }

    private RaiseAlarm command(AlarmKind kind, String device) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new RaiseAlarm(
                kind, Severity.CRITICAL, "because.alarm.sos", null, null, device, "bedroom", now, null, null);
    }

    private void complete(String number, String taskKey, Worker worker, Map<String, Object> answers) {
        WorkItem task = worklist.of(List.of(number)).getOrDefault(number, List.of()).stream()
                .filter(item -> item.key().equals(taskKey))
                .findFirst()
                .orElseThrow(() -> new AssertionError(taskKey + " does not wait, but " + waiting(number)));
        tasks.claim(task.id(), worker);
        tasks.complete(task.id(), worker, answers);
    }

    private List<String> waiting(String number) {
        return worklist.of(List.of(number)).getOrDefault(number, List.of()).stream()
                .map(WorkItem::key)
                .toList();
    }

    private void assertClosed(String number, Outcome outcome) {
        CaseFile file = caseFiles.find(number).orElseThrow();
        assertThat(file.status()).isEqualTo(CaseFile.Status.CLOSED);
        assertThat(file.outcome()).isEqualTo(outcome.name());
        assertThat(waiting(number)).isEmpty();
    }
}
