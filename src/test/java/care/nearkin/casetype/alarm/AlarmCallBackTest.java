package care.nearkin.casetype.alarm;

import static care.nearkin.casetype.alarm.TestDesk.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.NearkinTest;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casefile.TimelineEntry;
import care.nearkin.casetype.alarm.AlarmCase.Outcome;
import care.nearkin.engine.EngineTime;
import care.nearkin.engine.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Calling back: who keeps the case when time runs out, and who has to be heard before it may end. */
@NearkinTest
class AlarmCallBackTest {

    @Autowired
    TestDesk desk;

    @Autowired
    Alarms alarms;

    @Autowired
    CaseFiles caseFiles;

    @Autowired
    Tasks tasks;

    @Autowired
    org.camunda.bpm.engine.FormService forms;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    EngineTime time;

    String number = "";

    @BeforeEach
    void anAlarmThatSomebodyTook() {
        time.stopAt(Instant.parse("2026-06-01T02:13:05Z"));
        number = desk.ring();
        desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());
    }

    @Test
    void whatTablesDecidedInACaseIsInTheLogWithItsNumber() {
        assertThat(jdbc.queryForMap("""
                        select table_key, facts ->> 'signal' signal, result ->> 'ringAgainEvery' every from decision_taken
                        where case_number = ?""", number))
                .containsEntry("table_key", "alarm-times")
                .containsEntry("signal", "SOS")
                .containsEntry("every", "PT60S");
    }

    /** One click on "done" must not record a call that nobody made. */
    @Test
    void eachCallBackBeginsWithAnEmptyFormInBothWindows() {
        desk.complete(number, "Task_CallBack", OPERATOR, Map.of("numberKind", "HOME", "voiceResult", "NO_ANSWER"));
        String again = desk.work(number, "Task_CallBack").id();

        assertThat(tasks.form(again, Locale.ENGLISH).values()).isEmpty();
        assertThat(forms.getTaskFormVariables(again)).isEmpty();
    }

    @Test
    void whatWasHeardLastIsFilledInWhereItIsDecidedOn() {
        desk.complete(number, "Task_CallBack", OPERATOR, Map.of("numberKind", "HOME", "voiceResult", "OK_HELP"));
        String decide = desk.work(number, "Task_Assess").id();

        assertThat(tasks.form(decide, Locale.ENGLISH).values()).containsEntry("voiceResult", "OK_HELP");
        assertThat(forms.getTaskFormVariables(decide)).containsEntry("voiceResult", "OK_HELP");
    }

    @Test
    void whoIsInTheMiddleOfTheCallDecidesAndNobodyElseIsRung() {
        tasks.claim(desk.work(number, "Task_CallBack").id(), OPERATOR);
        time.pass(number, Duration.ofMinutes(3));
        assertThat(desk.work(number, "Task_Assess").assignee()).isEqualTo("operator1");
        assertThat(readers("alarm.no-answer")).containsExactly("operator1");

        time.pass(number, Duration.ofMinutes(2));
        assertThat(readers("alarm.decision-late")).contains("operator2", "supervisor1");
    }

    @Test
    void whereNobodyHoldsTheCallTheTableDecidesAndAllAreRung() {
        time.pass(number, Duration.ofMinutes(3));
        assertThat(desk.waiting(number)).containsExactlyInAnyOrder("Task_CallEmergency", "Task_Guide");
        assertThat(desk.work(number, "Task_CallEmergency").assignee()).isNull();
        assertThat(readers("alarm.no-answer")).contains("operator1", "operator2", "supervisor1");
    }

    @Test
    void whoHeldAnAttemptThatWasAnsweredDoesNotHoldTheNext() {
        desk.complete(number, "Task_CallBack", OPERATOR, Map.of("numberKind", "HOME", "voiceResult", "NO_ANSWER"));
        time.pass(number, Duration.ofMinutes(3));
        assertThat(desk.work(number, "Task_CallEmergency").assignee()).isNull();
    }

    @Test
    void whenSomebodyElseAnswersAnotherNumberIsTriedWhileTriesAreLeft() {
        for (String phone : List.of("HOME", "MOBILE", "CONTACT")) {
            assertThat(desk.waiting(number)).containsExactly("Task_CallBack");
            desk.complete(
                    number, "Task_CallBack", OPERATOR, Map.of("numberKind", phone, "voiceResult", "WRONG_PERSON"));
        }
        assertThat(desk.waiting(number)).containsExactly("Task_Assess");
    }

    @ParameterizedTest
    @ValueSource(strings = {"WRONG_PERSON", "FALSE_PERSON", "HELPED_BY_TALK"})
    void aCaseDoesNotEndBeforeWhoeverPressedWasHeard(String finding) {
        midCallTheTimeIsOver(number);
        desk.complete(number, "Task_Assess", OPERATOR, Map.of("finding", finding));
        assertThat(desk.waiting(number)).containsExactly("Task_CallBack");
        assertThat(caseFiles.timeline(number)).extracting(TimelineEntry::kind).contains("alarm.not-heard");

        desk.complete(number, "Task_CallBack", OPERATOR, Map.of("numberKind", "HOME", "voiceResult", "NO_ANSWER"));
        desk.complete(number, "Task_CallBack", OPERATOR, Map.of("numberKind", "DEVICE", "voiceResult", "NO_ANSWER"));
        desk.complete(
                number, "Task_CallBack", OPERATOR, Map.of("numberKind", "CONTACT", "voiceResult", "WRONG_PERSON"));
        desk.complete(number, "Task_Assess", OPERATOR, Map.of("finding", finding));
        assertThat(desk.waiting(number)).containsExactly("Task_CallBack");
        midCallTheTimeIsOver(number);
        assertThat(desk.waiting(number)).containsExactly("Task_Assess");
        desk.complete(number, "Task_Assess", OPERATOR, Map.of("finding", finding, "voiceResult", "OK_FALSE"));
        assertThat(caseFiles.find(number).orElseThrow().stage()).isIn("RESOLVED", "CLOSED");
    }

    @Test
    void aFireAlarmThatNobodyVerifiedIsNotHarmlessByAGuess() {
        String smoke = desk.ring(AlarmKind.SMOKE);
        desk.complete(smoke, "Task_Acknowledge", OPERATOR, Map.of());
        midCallTheTimeIsOver(smoke);
        desk.complete(smoke, "Task_Assess", OPERATOR, Map.of("finding", "FALSE_PERSON"));
        assertThat(desk.waiting(smoke))
                .containsExactlyInAnyOrder("Task_CallFireBrigade", "Task_Guide", "Task_CallBack");
        desk.complete(smoke, "Task_CallBack", OPERATOR, Map.of("numberKind", "HOME", "voiceResult", "OK_FALSE"));
        desk.complete(smoke, "Task_Assess", OPERATOR, Map.of("finding", "FALSE_PERSON"));
        desk.assertClosed(smoke, Outcome.FALSE_PERSON);
    }

    @Test
    void aCaseIsWithdrawnWhileSomebodyDecides() {
        midCallTheTimeIsOver(number);
        alarms.withdraw(number, Outcome.WITHDRAWN, "supervisor1", "opened by mistake");
        desk.assertClosed(number, Outcome.WITHDRAWN);
    }

    /** Who is speaking on the phone just then decides. */
    private void midCallTheTimeIsOver(String alarm) {
        tasks.claim(desk.work(alarm, "Task_CallBack").id(), OPERATOR);
        time.pass(alarm, Duration.ofMinutes(3));
    }

    private List<String> readers(String kind) {
        return jdbc.queryForList("""
                select distinct r.staff from notice_reader r join notice n on n.id = r.notice_id
                where n.kind = ? and n.link = ?
                """, String.class, kind, "/cases/" + number);
    }
}
