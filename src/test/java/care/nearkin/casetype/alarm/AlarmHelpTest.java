package care.nearkin.casetype.alarm;

import static care.nearkin.casetype.alarm.TestDesk.CASEWORKER;
import static care.nearkin.casetype.alarm.TestDesk.OPERATOR;
import static care.nearkin.casetype.alarm.TestDesk.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.nearkin.NearkinTest;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casefile.TimelineEntry;
import care.nearkin.casetype.alarm.AlarmCase.Level;
import care.nearkin.casetype.alarm.AlarmCase.Outcome;
import care.nearkin.casetype.alarm.Ask.State;
import care.nearkin.engine.EngineTables;
import care.nearkin.engine.EngineTime;
import care.nearkin.engine.Tasks;
import care.nearkin.engine.Tasks.Worker;
import care.nearkin.kernel.Refusal;
import care.nearkin.notification.Messages;
import care.nearkin.notification.Sent;
import care.nearkin.people.ResidentCard.Risk;
import care.nearkin.people.Responders.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Level two: who is told, who is asked, who goes, and what happens at the door. */
@NearkinTest
class AlarmHelpTest {

    private static final Worker OTHER_SUPERVISOR = new Worker("supervisor2", Set.of("supervisor"));

    @Autowired
    Alarms alarms;

    @Autowired
    AskAnswers answers;

    @Autowired
    AlarmHelp help;

    @Autowired
    HelpKeys keys;

    @Autowired
    CaseFiles caseFiles;

    @Autowired
    Messages messages;

    @Autowired
    TestDesk desk;

    @Autowired
    Tasks tasks;

    @Autowired
    TestNeighbours neighbours;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    EngineTime time;

    @BeforeEach
    void stopTheClock() {
        time.stopAt(Instant.parse("2026-06-01T02:13:05Z"));
    }

    @Test
    void nobodyAnswersSoAllContactsAreToldAndTheNearestThreeAreAsked() {
        TestNeighbours.Home home =
                neighbours.home().contact("Son", false).contact("Li", true).lives();
        home.keyholder("Chen", Kind.VOLUNTEER, 40);
        home.keyholder("Wu", Kind.VOLUNTEER, 90);
        home.nearby("Zhao", Kind.STAFF);
        home.nearby("Qian", Kind.VOLUNTEER);
        home.nearby("Guard", Kind.GUARD);
        String number = silent(home);

        assertThat(desk.waiting(number)).containsExactly("Task_Guide");
        assertThat(alarms.get(number).level()).isEqualTo(Level.TWO);
        assertThat(names(number, State.ASKED)).hasSize(5).startsWith("Son", "Li", "Chen", "Wu");
        assertThat(messages.of("alarm-ask:" + number)).hasSize(5);
        assertThat(caseFiles.timeline(number))
                .extracting(TimelineEntry::kind)
                .contains("alarm.level-TWO", "alarm.asked-CONTACT", "alarm.asked-RESPONDER");
        assertThat(EngineTables.holding(jdbc, "Chen")).isEmpty();
    }

    @Test
    void theFirstWhoAcceptsGoesAndTheOthersAreStoodDown() {
        TestNeighbours.Home home = neighbours.home().contact("Li", true).lives();
        home.keyholder("Chen", Kind.VOLUNTEER, 40);
        home.keyholder("Wu", Kind.VOLUNTEER, 90);
        String number = silent(home);

        answers.answer(ask(number, "Wu"), State.COMING, null);

        assertThat(names(number, State.COMING)).containsExactly("Wu");
        assertThat(names(number, State.STOOD_DOWN)).containsExactly("Chen");
        assertThat(names(number, State.ASKED)).containsExactly("Li");
        assertThat(messages.of("alarm-stand-down:" + number)).hasSize(1);
        assertThatThrownBy(() -> answers.answer(ask(number, "Chen"), State.COMING, null))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.words()).isEqualTo("alarm.ask.over"));
        time.pass(number, Duration.ofMinutes(2));
        assertThat(names(number, State.ASKED)).containsExactly("Li");
    }

    @Test
    void nobodyAcceptsSoTheNextAreAskedThenTheGuardThenTheCommunityWorkerThenTheDeskHears() {
        TestNeighbours.Home home = neighbours.home().contact("Li", true).lives();
        for (String name : List.of("A", "B", "C", "D")) {
            home.nearby(name, Kind.VOLUNTEER);
        }
        home.nearby("Guard", Kind.GUARD);
        home.nearby("Community", Kind.COMMUNITY);
        String number = silent(home);
        assertThat(names(number, State.ASKED)).containsExactlyInAnyOrder("Li", "A", "B", "C");
        time.pass(number, Duration.ofMinutes(2));
        assertThat(names(number, State.ASKED)).containsExactlyInAnyOrder("Li", "A", "B", "C", "D");
        time.pass(number, Duration.ofMinutes(2));
        assertThat(names(number, State.ASKED)).endsWith("Guard");
        time.pass(number, Duration.ofMinutes(2));
        assertThat(names(number, State.ASKED)).endsWith("Community");
        assertThat(desk.standing(number)).doesNotContain("alarm.nobody-left").contains("alarm.contacts-silent");
        time.pass(number, Duration.ofMinutes(2));
        assertThat(desk.standing(number)).contains("alarm.nobody-left");
    }

    @Test
    void whoIsAtOneDoorIsNotAskedToAnotherUntilThatIsOver() {
        TestNeighbours.Home home = neighbours.home().contact("Li", true).lives();
        home.nearby("Chen", Kind.VOLUNTEER);
        String first = silent(home);
        answers.answer(ask(first, "Chen"), State.THERE, null);
        String meanwhile = silent(home, AlarmKind.FALL);
        assertThat(names(meanwhile, State.ASKED)).containsExactly("Li");

        hear(first, Map.of("sceneFinding", "HELPED", "confirmedBy", "HELPER", "keyOut", "NO"));
        closeOut(first, "HELPED_AT_HOME");

        assertThat(names(silent(home, AlarmKind.PHONE), State.ASKED)).containsExactly("Li", "Chen");
    }

    @Test
    void aNeighbourWhoIsContactAndResponderIsAskedOnceAndBringsTheKey() {
        TestNeighbours.Home home = neighbours
                .home()
                .contact("Chen", "+86 138 0000 0020", null, Locale.SIMPLIFIED_CHINESE)
                .lives();
        home.keyholder("Chen", Kind.VOLUNTEER, 40, "13800000020");
        home.nearby("Wu", Kind.VOLUNTEER);
        String number = silent(home);

        assertThat(names(number, State.ASKED)).containsExactly("Chen", "Wu");
        Ask asked = help.of(number).get(0);
        assertThat(keys.keeps(asked, home.resident())).isTrue();
        answers.answer(asked.id(), State.THERE, null);
        time.pass(number, Duration.ofMinutes(2));
        hear(number, Map.of("sceneFinding", "HELPED", "confirmedBy", "HELPER", "keyOut", "NO"));
        closeOut(number, "HELPED_AT_HOME");
        assertThat(names(number, State.THERE)).containsExactly("Chen");
        assertThat(names(number, State.STOOD_DOWN)).containsExactly("Wu");
    }

    @Test
    void whoSaysThatSheIsThereIsSpokenWithBeforeAnythingEnds() {
        TestNeighbours.Home home = neighbours.home().contact("Li", true).lives();
        home.keyholder("Chen", Kind.VOLUNTEER, 40);
        String number = silent(home);
        answers.answer(ask(number, "Chen"), State.COMING, null);
        time.pass(number, Duration.ofMinutes(6));
        answers.answer(ask(number, "Chen"), State.THERE, null);

        assertThat(desk.waiting(number)).containsExactly("Task_Hear");
        assertThat(desk.standing(number)).contains("alarm.arrived");
        assertThat(alarms.get(number).arrivedAt()).isEqualTo(Instant.parse("2026-06-01T02:19:05Z"));
        hear(number, Map.of("sceneFinding", "HELPED", "confirmedBy", "HELPER", "keyOut", "NO"));
        assertThat(caseFiles.find(number).orElseThrow().stage())
                .as("no emergency service was called")
                .isEqualTo("SOMEBODY_WAS_THERE");
        closeOut(number, "HELPED_AT_HOME");
        time.pass(number, Duration.ofHours(24));
        desk.complete(number, "Task_FollowUp", CASEWORKER, Map.of("wellNow", "YES", "wantsConsultation", "NO"));
        desk.assertClosed(number, Outcome.HELPED);
    }

    @Test
    void aContactWhoSaysThatAllIsWellIsCalledBackAndEndsNothing() {
        TestNeighbours.Home home = neighbours.home().contact("Li", true).lives();
        String number = silent(home);
        answers.answer(ask(number, "Li"), State.SAID_WELL, null);

        assertThat(desk.waiting(number)).containsExactly("Task_Guide");
        assertThat(desk.standing(number)).contains("alarm.said-well");
        desk.complete(number, "Task_Guide", OPERATOR, Map.of("guide", "SAID_WELL", "comingKind", "CONTACT"));
        assertThatThrownBy(() -> hear(number, Map.of("sceneFinding", "WELL", "keyOut", "NO")))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.field()).isEqualTo("confirmedBy"));
        hear(number, Map.of("sceneFinding", "NOT_YET"));
        assertThat(desk.waiting(number)).containsExactly("Task_Hear");
        hear(number, Map.of("sceneFinding", "ELSEWHERE", "confirmedBy", "PERSON", "keyOut", "NO"));
        assertThat(caseFiles.find(number).orElseThrow().stage())
                .as("nobody was there")
                .isEqualTo("ENDING");
        closeOut(number, "ELSEWHERE");
    }

    @Test
    void aCriticalAlarmThatNobodyTakesSendsPeopleWithoutWaiting() {
        TestNeighbours.Home home = neighbours.home().contact("Li", true).lives();
        String number = desk.ring(AlarmKind.SOS, "nearkin:x" + home.area(), home.resident())
                .caseNumber();
        time.pass(number, Duration.ofSeconds(180));

        assertThat(desk.waiting(number))
                .containsExactlyInAnyOrder("Task_Acknowledge", "Task_Investigate", "Task_Guide");
        assertThat(names(number, State.ASKED)).containsExactly("Li");
        desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        for (int i = 0; i < 3; i++) {
            callBack(number, "NO_ANSWER");
        }
        assertThat(desk.waiting(number)).containsExactlyInAnyOrder("Task_Investigate", "Task_Guide");
        assertThat(help.of(number)).hasSize(1);
    }

    @Test
    void whoIsHeardToBeWellStandsEverybodyDown() {
        TestNeighbours.Home home = neighbours.home().contact("Li", true).lives();
        home.keyholder("Chen", Kind.VOLUNTEER, 40);
        String number = desk.ring(AlarmKind.SOS, "nearkin:x" + home.area(), home.resident())
                .caseNumber();
        time.pass(number, Duration.ofSeconds(180));
        answers.answer(ask(number, "Chen"), State.COMING, null);
        desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        callBack(number, "OK_FALSE");
        desk.complete(number, "Task_Assess", OPERATOR, Map.of("finding", "FALSE_PERSON"));

        assertThat(names(number, State.STOOD_DOWN)).containsExactly("Li", "Chen");
        assertThat(messages.of("alarm-stand-down:" + number)).hasSize(2);
        assertThat(desk.waiting(number)).containsExactly("Task_Investigate");
        assertThat(caseFiles.find(number).orElseThrow().outcome()).isEqualTo("FALSE_PERSON");
    }

    @Test
    void nobodyThereInTimeIsForASupervisorToDecideAndLaterLookedInto() {
        TestNeighbours.Home home = neighbours.home().contact("Li", true).lives();
        String number = silent(home);
        time.pass(number, Duration.ofMinutes(15));
        assertThat(desk.waiting(number)).containsExactlyInAnyOrder("Task_Guide", "Task_DecideThree");
        time.pass(number, Duration.ofMinutes(2));
        assertThat(desk.standing(number)).contains("alarm.three-late");
        desk.complete(
                number, "Task_DecideThree", SUPERVISOR, Map.of("raiseToThree", "NO", "reason", "Li is at the lift"));
        time.pass(number, Duration.ofMinutes(28));
        assertThat(desk.standing(number)).contains("alarm.arrival-limit");
        time.pass(number, Duration.ofMinutes(15));
        assertThat(desk.waiting(number)).containsExactlyInAnyOrder("Task_Guide", "Task_Investigate");
        assertThat(desk.standing(number)).contains("alarm.arrival-missed");
    }

    @Test
    void aSupervisorMayBringInAnEmergencyServiceWhenNobodyIsThere() {
        String number = silent(neighbours.home().contact("Li", true).lives());
        time.pass(number, Duration.ofMinutes(15));
        desk.complete(number, "Task_DecideThree", SUPERVISOR, Map.of("raiseToThree", "YES", "serviceNumber", "120"));
        assertThat(desk.waiting(number)).containsExactlyInAnyOrder("Task_Guide", "Task_CallEmergency");
        assertThat(alarms.get(number).level()).isEqualTo(Level.THREE);
    }

    @Test
    void twoPeopleDecideAboutBreakingIn() {
        String number = atALockedDoor();
        desk.complete(number, "Task_AskEntry", SUPERVISOR, Map.of("entryWish", "FORCE", "reason", "she groans"));
        assertThat(desk.standing(number)).contains("alarm.entry-asked");
        Map<String, Object> yes = Map.of("entryAgreed", "YES", "serviceNumber", "119", "reason", "heard her too");
        assertThatThrownBy(() -> desk.complete(number, "Task_AgreeEntry", SUPERVISOR, yes))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.words()).isEqualTo("alarm.entry.same-person"));
        tasks.takeOver(desk.work(number, "Task_AgreeEntry").id(), OTHER_SUPERVISOR);
        tasks.complete(desk.work(number, "Task_AgreeEntry").id(), OTHER_SUPERVISOR, yes);
        assertThat(desk.waiting(number)).containsExactlyInAnyOrder("Task_Hear", "Task_CallEmergency");
        assertThat(EngineTables.holding(jdbc, "she groans")).isEmpty();
    }

    @Test
    void withoutTheSecondPersonTheDoorStaysShut() {
        String number = atALockedDoor();
        time.pass(number, Duration.ofMinutes(5));
        assertThat(desk.standing(number)).contains("alarm.entry-wish-late");
        desk.complete(number, "Task_AskEntry", OPERATOR, Map.of("entryWish", "FORCE", "reason", "no sound"));
        time.pass(number, Duration.ofMinutes(5));
        assertThat(desk.standing(number)).contains("alarm.entry-late");
        desk.complete(number, "Task_AgreeEntry", SUPERVISOR, Map.of("entryAgreed", "NO", "reason", "she is at market"));
        assertThat(desk.waiting(number)).containsExactly("Task_Hear");
    }

    @Test
    void aKeyThatWasTakenOutComesBackBeforeTheCaseIsClosed() {
        String number = somebodyAtTheDoor();
        hear(number, Map.of("sceneFinding", "HELPED", "confirmedBy", "HELPER", "keyOut", "YES", "keyWith", "Chen"));
        closeOut(number, "HELPED_AT_HOME");
        time.pass(number, Duration.ofHours(24));
        assertThat(desk.standing(number)).contains("alarm.reminder");
        desk.complete(number, "Task_FollowUp", CASEWORKER, Map.of("wellNow", "YES", "wantsConsultation", "NO"));
        assertThat(caseFiles.find(number).orElseThrow().closedAt()).isNull();
        desk.complete(number, "Task_KeysBack", OPERATOR, Map.of("keyBack", "KEEPER", "keyWith", "Chen"));
        desk.assertClosed(number, Outcome.HELPED);
    }

    @Test
    void nobodyIsSentToAnIntruderButThePoliceAndTheContactsKnow() {
        TestNeighbours.Home home = neighbours.home().contact("Li", true).lives();
        home.keyholder("Chen", Kind.VOLUNTEER, 40);
        String number = desk.ring(AlarmKind.INTRUSION, "nearkin:x" + home.area(), home.resident())
                .caseNumber();
        desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        callBack(number, "DISTRESS");
        assertThat(desk.waiting(number)).containsExactly("Task_CallEmergency");
        assertThat(names(number, State.ASKED)).containsExactly("Li");
        assertThat(desk.standing(number)).contains("alarm.level-three");
    }

    @Test
    void whoeverIsDeadIsToldToNobodyOnThePhone() {
        TestNeighbours.Home home = neighbours.home().contact("Li", true).lives();
        String number = desk.ring(AlarmKind.PHONE, "nearkin:x" + home.area(), home.resident())
                .caseNumber();
        desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        callBack(number, "WRONG_PERSON");
        callBack(number, "WRONG_PERSON");
        callBack(number, "WRONG_PERSON");
        desk.complete(number, "Task_Assess", OPERATOR, Map.of("finding", "DECEASED", "serviceNumber", "110"));
        assertThat(help.of(number)).isEmpty();
        assertThat(messages.of("alarm-ask:" + number)).isEmpty();
        assertThat(desk.standing(number)).contains("alarm.level-three");
    }

    @Test
    void whoIsFoundDeadAtTheDoorStopsWhatHasNotLeft() {
        String number = somebodyAtTheDoor();
        hear(number, Map.of("sceneFinding", "DECEASED", "serviceNumber", "110", "keyOut", "NO"));
        assertThat(messages.of("alarm-ask:" + number)).extracting(Sent::state).containsOnly(Sent.State.RECALLED);
        assertThat(desk.waiting(number)).containsExactly("Task_CallEmergency");
    }

    @Test
    void highRiskAndSilenceBringAnAmbulanceAndPeopleAtOnce() {
        TestNeighbours.Home home =
                neighbours.home().atRisk(Risk.HIGH).contact("Li", true).lives();
        String number = silent(home);
        assertThat(desk.waiting(number)).containsExactlyInAnyOrder("Task_CallEmergency", "Task_Guide");
        desk.complete(number, "Task_CallEmergency", OPERATOR, Map.of("calledNumber", "120", "reference", "9"));
        desk.complete(number, "Task_StayInTouch", OPERATOR, Map.of("sceneState", "ON_SCENE"));
        assertThat(desk.waiting(number)).containsExactlyInAnyOrder("Task_HandOver", "Task_Hear");
        time.pass(number, Duration.ofMinutes(30));
        assertThat(desk.standing(number)).contains("alarm.hand-over-late", "alarm.hear-late");
    }

    private String silent(TestNeighbours.Home home) {
        return silent(home, AlarmKind.SOS);
    }

    private String silent(TestNeighbours.Home home, AlarmKind kind) {
        String number =
                desk.ring(kind, "nearkin:x" + home.area(), home.resident()).caseNumber();
        desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        for (int i = 0; i < 3; i++) {
            callBack(number, "NO_ANSWER");
        }
        return number;
    }

    private String somebodyAtTheDoor() {
        TestNeighbours.Home home = neighbours.home().contact("Li", true).lives();
        home.keyholder("Chen", Kind.VOLUNTEER, 40);
        String number = silent(home);
        answers.answer(ask(number, "Chen"), State.THERE, null);
        return number;
    }

    private String atALockedDoor() {
        String number = somebodyAtTheDoor();
        hear(number, Map.of("sceneFinding", "NOBODY_OPENS"));
        assertThat(desk.waiting(number)).containsExactly("Task_AskEntry");
        return number;
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
                .filter(ask -> ask.name().equals(name))
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
