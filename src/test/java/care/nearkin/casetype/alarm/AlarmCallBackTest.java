package care.nearkin.casetype.alarm;

import static care.nearkin.casetype.alarm.TestDesk.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.NearkinTest;
import care.nearkin.engine.EngineTime;
import care.nearkin.engine.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Calling back: who keeps the case when time runs out, and who has to be heard before it may end. */
@NearkinTest
class AlarmCallBackTest {

    @Autowired
    TestDesk desk;

    @Autowired
    Tasks tasks;

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
    void whoIsInTheMiddleOfTheCallDecidesAndNobodyElseIsRung() {
        tasks.claim(desk.work(number, "Task_CallBack").id(), OPERATOR);
        time.pass(number, Duration.ofMinutes(3));
        assertThat(desk.work(number, "Task_Assess").assignee()).isEqualTo("operator1");
        assertThat(readers("alarm.no-answer")).containsExactly("operator1");

        time.pass(number, Duration.ofMinutes(2));
        assertThat(readers("alarm.decision-late")).contains("operator2", "supervisor1");
    }

    @Test
    void whereNobodyHoldsTheCallTheDecisionIsOpenToAllAndTheyAreRung() {
        time.pass(number, Duration.ofMinutes(3));
        assertThat(desk.work(number, "Task_Assess").assignee()).isNull();
        assertThat(readers("alarm.no-answer")).contains("operator1", "operator2", "supervisor1");
    }

    @Test
    void whoHeldAnAttemptThatWasAnsweredDoesNotHoldTheNext() {
        desk.complete(number, "Task_CallBack", OPERATOR, Map.of("numberKind", "HOME", "voiceResult", "NO_ANSWER"));
        time.pass(number, Duration.ofMinutes(3));
        assertThat(desk.work(number, "Task_Assess").assignee()).isNull();
    }

    private List<String> readers(String kind) {
        return jdbc.queryForList("""
                select distinct r.staff from notice_reader r join notice n on n.id = r.notice_id
                where n.kind = ? and n.link = ?
                """, String.class, kind, "/cases/" + number);
    }
}
