package care.nearkin.casetype.alarm;

import static care.nearkin.casetype.alarm.TestDesk.CASEWORKER;
import static care.nearkin.casetype.alarm.TestDesk.OPERATOR;
import static care.nearkin.casetype.alarm.TestDesk.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.NearkinTest;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casefile.TimelineEntry;
import care.nearkin.casetype.alarm.AlarmCase.Level;
import care.nearkin.casetype.alarm.AlarmCase.Outcome;
import care.nearkin.casetype.alarm.Ask.State;
import care.nearkin.engine.EngineTables;
import care.nearkin.engine.EngineTime;
import care.nearkin.engine.Tasks;
import care.nearkin.people.Responders.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The paths through {@code alarm.bpmn} that are seldom walked: late, side by side, or harmless after all. */
@NearkinTest
class AlarmSeldomPathTest {

    @Autowired
    TestDesk desk;

    @Autowired
    TestNeighbours neighbours;

    @Autowired
    Alarms alarms;

    @Autowired
    AlarmHelp help;

    @Autowired
    AskAnswers answers;

    @Autowired
    CaseFiles caseFiles;

    @Autowired
    Tasks tasks;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    EngineTime time;

    @BeforeEach
    void stopTheClock() {
        time.stopAt(Instant.parse("2026-06-01T02:13:05Z"));
    }

    @Test
    void aCallThatNobodyMakesRingsAndIsNotMadeWhenAllTurnsOutWell() {
        String number = guided();
        desk.complete(number, "Task_Guide", OPERATOR, Map.of("guide", "NEEDS_EMERGENCY", "serviceNumber", "120"));
        assertThat(desk.waiting(number)).contains("Task_CallEmergency", "Task_Guide");
        time.pass(number, Duration.ofSeconds(60));
        assertThat(desk.standing(number)).contains("alarm.call-late");

        decide(number, Map.of("finding", "FALSE_PERSON"));
        assertThat(desk.waiting(number)).containsExactly("Task_Investigate");
        assertThat(desk.standing(number)).doesNotContain("alarm.call-late");
        assertThat(caseFiles.find(number).orElseThrow().outcome()).isEqualTo("FALSE_PERSON");
    }

    @Test
    void whoIsAlreadyAtTheDoorIsStoodDownWhenTheDeskHearsThatAllIsWell() {
        String number = guided();
        answers.answer(ask(number, "Chen"), State.THERE, null);
        assertThat(desk.waiting(number)).contains("Task_Hear", "Task_Acknowledge");
        decide(number, Map.of("finding", "FALSE_PERSON"));
        assertThat(desk.waiting(number)).containsExactly("Task_Investigate");
        assertThat(help.of(number)).extracting(Ask::state).containsExactlyInAnyOrder(State.STOOD_DOWN, State.THERE);
    }

    @Test
    void aMissThatNobodyLooksIntoIsAskedForAgain() {
        String number = guided();
        decide(number, Map.of("finding", "FALSE_PERSON"));
        time.pass(number, Duration.ofDays(1));
        assertThat(desk.standing(number)).contains("alarm.reminder");
        desk.complete(
                number,
                "Task_Investigate",
                SUPERVISOR,
                Map.of("cause", "NOT_HEARD", "investigation", "nobody at the desk"));
        assertThat(desk.standing(number)).doesNotContain("alarm.reminder");
    }

    @Test
    void nobodySaysHowItEndedSoTheSupervisorIsTold() {
        String number = silent(neighbours.home().contact("Li", true).lives());
        desk.complete(number, "Task_Guide", OPERATOR, Map.of("guide", "THERE", "comingKind", "CONTACT"));
        hear(number, Map.of("sceneFinding", "HELPED", "confirmedBy", "HELPER", "keyOut", "NO"));
        time.pass(number, Duration.ofMinutes(30));
        assertThat(desk.standing(number)).contains("alarm.close-out-late");
        closeOut(number, "DECEASED");
        assertThat(desk.standing(number)).doesNotContain("alarm.close-out-late");
        desk.assertClosed(number, Outcome.DECEASED);
    }

    @Test
    void aFireWithSomebodyInDistressIsLevelThreeAndThe119CallComesFromTheWatch() {
        String number = desk.ring(AlarmKind.SMOKE);
        desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        callBack(number, "DISTRESS");
        assertThat(desk.waiting(number)).containsExactlyInAnyOrder("Task_CallFireBrigade", "Task_Guide");
        desk.complete(number, "Task_CallFireBrigade", OPERATOR, Map.of("fireCall", "CALLED", "reference", "119-2"));
        assertThat(alarms.get(number).level()).isEqualTo(Level.THREE);
        assertThat(desk.waiting(number)).containsExactlyInAnyOrder("Task_StayInTouch", "Task_Guide");
    }

    @Test
    void aFireThatIsVerifiedInTimeAsksNobodyFor119() {
        String number = desk.ring(AlarmKind.SMOKE);
        decide(number, Map.of("finding", "FALSE_DEVICE"));
        time.pass(number, Duration.ofMinutes(5));
        assertThat(desk.told(number)).doesNotContain("alarm.call-119");
        desk.assertClosed(number, Outcome.FALSE_DEVICE);
    }

    @Test
    void aTestCallEndsAsOne() {
        String number = desk.ring();
        decide(number, Map.of("finding", "TEST_CALL"));
        desk.assertClosed(number, Outcome.TEST);
    }

    @Test
    void whatCanWaitSendsNobodyBeforeSomebodyHasTakenIt() {
        String number = desk.ringMajor(neighbours.home().contact("Li", true).lives());
        time.pass(number, Duration.ofSeconds(180));
        assertThat(desk.waiting(number)).containsExactlyInAnyOrder("Task_Acknowledge", "Task_Investigate");
        assertThat(help.of(number)).isEmpty();
    }

    @Test
    void nobodyDecidesOnAnEmergencyServiceForWhatCanWait() {
        String number = desk.ringMajor(neighbours.home().contact("Li", true).lives());
        desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        for (int i = 0; i < 3; i++) {
            callBack(number, "NO_ANSWER");
        }
        time.pass(number, Duration.ofMinutes(16));
        assertThat(desk.standing(number)).contains("alarm.arrival-late");
        assertThat(desk.waiting(number)).containsExactly("Task_Guide");
    }

    @Test
    void asLongAsNobodyDecidesOnTheEmergencyServiceTheSupervisorIsRungAgainAndAgain() {
        String number = silent(neighbours.home().contact("Li", true).lives());
        time.pass(number, Duration.ofMinutes(15));
        for (int i = 1; i <= 3; i++) {
            time.pass(number, Duration.ofMinutes(2));
            assertThat(java.util.Collections.frequency(desk.told(number), "alarm.three-late"))
                    .isEqualTo(i);
        }
        desk.complete(number, "Task_DecideThree", SUPERVISOR, Map.of("raiseToThree", "NO", "reason", "Li is there"));
        time.pass(number, Duration.ofMinutes(4));
        assertThat(desk.standing(number)).doesNotContain("alarm.three-late");
    }

    @Test
    void whoIsThereBeforeTheSupervisorHasDecidedLeavesTheDecisionOpenUntilItIsMade() {
        String number = silent(neighbours.home().contact("Li", true).lives());
        time.pass(number, Duration.ofMinutes(15));
        desk.complete(number, "Task_Guide", OPERATOR, Map.of("guide", "THERE", "comingKind", "CONTACT"));
        assertThat(desk.waiting(number)).containsExactlyInAnyOrder("Task_Hear", "Task_DecideThree");
        desk.complete(number, "Task_DecideThree", SUPERVISOR, Map.of("raiseToThree", "NO", "reason", "Li is there"));
        assertThat(desk.waiting(number)).containsExactly("Task_Hear");
    }

    @Test
    void theAmbulanceAndTheFireBrigadeAreCalledAndFollowedSideBySide() {
        String number = desk.ring(AlarmKind.SMOKE);
        time.pass(number, Duration.ofSeconds(60));
        desk.complete(number, "Task_CallFireBrigade", OPERATOR, Map.of("fireCall", "CALLED", "reference", "119-1"));
        desk.complete(number, "Task_Guide", OPERATOR, Map.of("guide", "NEEDS_EMERGENCY", "serviceNumber", "120"));
        assertThat(desk.waiting(number))
                .containsExactlyInAnyOrder("Task_Acknowledge", "Task_Guide", "Task_StayInTouch", "Task_CallEmergency");
        desk.complete(number, "Task_CallEmergency", OPERATOR, Map.of("calledNumber", "120", "reference", "120-1"));
        assertThat(desk.waiting(number)).filteredOn("Task_StayInTouch"::equals).hasSize(2);

        desk.complete(number, "Task_StayInTouch", OPERATOR, Map.of("sceneState", "ON_SCENE"));
        assertThat(desk.waiting(number)).contains("Task_Hear", "Task_StayInTouch");
        desk.complete(number, "Task_StayInTouch", OPERATOR, Map.of("sceneState", "ON_SCENE"));
        assertThat(desk.waiting(number))
                .as("only the ambulance takes somebody to a hospital")
                .containsExactlyInAnyOrder("Task_Acknowledge", "Task_Hear", "Task_HandOver");
        assertThat(alarms.get(number).serviceCalled("119")).isTrue();
        assertThat(alarms.get(number).serviceCalled("120")).isTrue();
    }

    @Test
    void theSameServiceIsNotCalledTwice() {
        String number = silent(neighbours.home().contact("Li", true).lives());
        for (int i = 0; i < 2; i++) {
            desk.complete(number, "Task_Guide", OPERATOR, Map.of("guide", "NEEDS_EMERGENCY", "serviceNumber", "120"));
        }
        assertThat(desk.waiting(number)).containsExactlyInAnyOrder("Task_Guide", "Task_CallEmergency");
    }

    @Test
    void whoeverTheAmbulanceDoesNotTakeAlongStaysAtHomeAndIsAskedTheNextDay() {
        String number = desk.ring();
        decide(number, Map.of("finding", "NEEDS_EMERGENCY", "serviceNumber", "120"));
        desk.complete(number, "Task_CallEmergency", OPERATOR, Map.of("calledNumber", "120", "reference", "9"));
        desk.complete(number, "Task_StayInTouch", OPERATOR, Map.of("sceneState", "ON_SCENE"));
        hear(number, Map.of("sceneFinding", "HELPED", "confirmedBy", "HELPER", "keyOut", "NO"));
        desk.complete(number, "Task_HandOver", OPERATOR, Map.of("handOver", "STAYS"));
        closeOut(number, "HELPED_AT_HOME");
        time.pass(number, Duration.ofHours(24));
        desk.complete(number, "Task_FollowUp", CASEWORKER, Map.of("wellNow", "YES", "wantsConsultation", "NO"));
        desk.assertClosed(number, Outcome.HELPED);
    }

    @Test
    void aKeyThatIsLostIsWrittenDownAndEndsTheLookingForIt() {
        String number = silent(neighbours.home().contact("Li", true).lives());
        desk.complete(number, "Task_Guide", OPERATOR, Map.of("guide", "THERE", "comingKind", "CONTACT"));
        hear(number, Map.of("sceneFinding", "HELPED", "confirmedBy", "HELPER", "keyOut", "YES", "keyWith", "Chen"));
        desk.complete(number, "Task_KeysBack", OPERATOR, Map.of("keyBack", "LOST", "keyWith", "Chen"));
        assertThat(caseFiles.timeline(number)).extracting(TimelineEntry::kind).contains("alarm.key-lost");
        assertThat(desk.standing(number)).contains("alarm.key-lost");
        assertThat(desk.waiting(number)).containsExactly("Task_CloseOut");
    }

    @Test
    void whenAllOfOneRoundDeclineTheNextAreAskedAtOnce() {
        TestNeighbours.Home home = neighbours.home().contact("Li", true).lives();
        for (String name : List.of("A", "B", "C", "D")) {
            home.nearby(name, Kind.VOLUNTEER);
        }
        home.nearby("Guard", Kind.GUARD);
        String number = silent(home);
        answers.answer(ask(number, "A"), State.CANNOT, null);
        answers.answer(ask(number, "B"), State.CANNOT, null);
        assertThat(names(number, State.ASKED)).containsExactly("Li", "C");
        answers.answer(ask(number, "C"), State.CANNOT, null);
        assertThat(names(number, State.ASKED)).containsExactly("Li", "D");
        answers.answer(ask(number, "D"), State.CANNOT, "operator1");
        assertThat(names(number, State.ASKED)).containsExactly("Li", "Guard");
        assertThat(desk.standing(number)).doesNotContain("alarm.nobody-left");
        answers.answer(ask(number, "Guard"), State.CANNOT, null);
        assertThat(desk.standing(number)).contains("alarm.nobody-left");
    }

    @Test
    void whoTurnsBackIsReplacedAtOnceByThoseWhoHadBeenStoodDown() {
        TestNeighbours.Home home = neighbours.home().contact("Li", true).lives();
        home.nearby("A", Kind.VOLUNTEER);
        home.nearby("B", Kind.VOLUNTEER);
        String number = silent(home);
        answers.answer(ask(number, "A"), State.COMING, null);
        assertThat(names(number, State.STOOD_DOWN)).containsExactly("B");
        answers.answer(ask(number, "A"), State.CANNOT, null);
        assertThat(names(number, State.ASKED)).containsExactly("Li", "B");
    }

    @Test
    void whoWasAskedAndWhatSheAnsweredStandsInTheFormsAndNowhereInTheEngine() {
        TestNeighbours.Home home = neighbours.home().contact("Li", true).lives();
        home.keyholder("Chen *Wu* {{1+1}} <b>", Kind.VOLUNTEER, 40);
        String number = silent(home);
        assertThat(form(number, "Task_Guide")).contains("Li (contact): asked, ", "(responder): asked, ");
        answers.answer(ask(number, "Chen *Wu* {{1+1}} <b>"), State.THERE, null);
        assertThat(form(number, "Task_Hear"))
                .contains("(responder): is there, 10:13")
                .contains("Chen &#42;Wu&#42; &#123;&#123;1&#43;1&#125;&#125; &#60;b&#62;")
                .doesNotContain("Nobody has been asked yet");
        assertThat(EngineTables.holding(jdbc, "Chen *Wu*")).isEmpty();

        assertThat(timesRead(number)).isEqualTo(2);

        String nobody = silent(neighbours.home().lives());
        assertThat(form(nobody, "Task_Guide")).contains("Nobody has been asked yet");
        assertThat(timesRead(nobody)).isZero();
    }

    private Integer timesRead(String number) {
        return jdbc.queryForObject(
                "select count(*) from access_read where what = 'asked' and which = ?", Integer.class, number);
    }

    private String form(String number, String task) {
        return tasks.form(desk.work(number, task).id(), Locale.ENGLISH).schema();
    }

    private String guided() {
        TestNeighbours.Home home = neighbours.home().contact("Li", true).lives();
        home.keyholder("Chen", Kind.VOLUNTEER, 40);
        String number = desk.ring(AlarmKind.SOS, "nearkin:x" + home.area(), home.resident())
                .caseNumber();
        time.pass(number, Duration.ofSeconds(180));
        assertThat(desk.waiting(number)).contains("Task_Guide", "Task_Investigate");
        return number;
    }

    private String silent(TestNeighbours.Home home) {
        String number = desk.ring(AlarmKind.SOS, "nearkin:x" + home.area(), home.resident())
                .caseNumber();
        desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        for (int i = 0; i < 3; i++) {
            callBack(number, "NO_ANSWER");
        }
        return number;
    }

    private void decide(String number, Map<String, Object> decision) {
        desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        callBack(number, "OK_FALSE");
        desk.complete(number, "Task_Assess", OPERATOR, decision);
    }

    private void callBack(String number, String heard) {
        desk.complete(number, "Task_CallBack", OPERATOR, Map.of("numberKind", "HOME", "voiceResult", heard));
    }

    private void hear(String number, Map<String, Object> said) {
        desk.complete(number, "Task_Hear", OPERATOR, said);
    }

    private void closeOut(String number, String how) {
        desk.complete(number, "Task_CloseOut", OPERATOR, Map.of("sceneOutcome", how, "note", "as told"));
    }

    private long ask(String number, String name) {
        return help.of(number).stream()
                .filter(ask -> ask.name().equals(name) && ask.state().open())
                .findFirst()
                .orElseThrow()
                .id();
    }

    private List<String> names(String number, State state) {
        return help.of(number).stream()
                .filter(ask -> ask.state() == state)
                .map(Ask::name)
                .toList();
    }
}
