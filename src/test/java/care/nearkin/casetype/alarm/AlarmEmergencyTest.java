package care.nearkin.casetype.alarm;

import static care.nearkin.casetype.alarm.TestDesk.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.NearkinTest;
import care.nearkin.casetype.alarm.AlarmCase.Outcome;
import care.nearkin.engine.EngineTables;
import care.nearkin.engine.EngineTime;
import care.nearkin.engine.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The paths on which somebody telephones with 120, 119 or 110. */
@NearkinTest
class AlarmEmergencyTest {

    @Autowired
    TestDesk desk;

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
    void theServiceThatWasDecidedIsChosenInTheFormOfTheCall() {
        String number = desk.ring();
        decide(number, Map.of("finding", "NEEDS_EMERGENCY", "serviceNumber", "110"));
        assertThat(tasks.form(desk.work(number, "Task_CallEmergency").id(), Locale.ENGLISH)
                        .values())
                .isEqualTo(Map.of("calledNumber", "110"));
    }

    @Test
    void whileTheyAreOnTheWayTheRingingStopsUntilTheNextUpdateIsDue() {
        String number = desk.ring();
        decide(number, Map.of("finding", "NEEDS_EMERGENCY", "serviceNumber", "120"));
        desk.complete(number, "Task_CallEmergency", OPERATOR, Map.of("calledNumber", "120", "reference", "7"));
        time.pass(number, Duration.ofMinutes(7));
        assertThat(updatesAskedFor(number)).isEqualTo(1);

        String first = desk.work(number, "Task_StayInTouch").id();
        desk.complete(
                number,
                "Task_StayInTouch",
                OPERATOR,
                Map.of("sceneState", "ON_THE_WAY", "howFar", "ten minutes, at the north bridge"));

        assertThat(desk.standing(number)).doesNotContain("alarm.update-due");
        assertThat(desk.work(number, "Task_StayInTouch").id()).isNotEqualTo(first);
        time.pass(number, Duration.ofMinutes(5).minusSeconds(1));
        assertThat(updatesAskedFor(number)).isEqualTo(1);
        time.pass(number, Duration.ofSeconds(1));
        assertThat(updatesAskedFor(number)).isEqualTo(2);
        desk.complete(number, "Task_StayInTouch", OPERATOR, Map.of("sceneState", "ON_SCENE"));
        assertThat(desk.waiting(number)).containsExactlyInAnyOrder("Task_HandOver", "Task_Hear");
        assertThat(EngineTables.holding(jdbc, "at the north bridge")).isEmpty();
    }

    @Test
    void aFalseFireAlarmEndsWhenTheFireBrigadeThatWasCalledKnowsIt() {
        String number = desk.ring(AlarmKind.SMOKE);
        time.pass(number, Duration.ofSeconds(60));
        desk.complete(number, "Task_CallFireBrigade", OPERATOR, Map.of("fireCall", "CALLED", "reference", "119-77"));
        decide(number, Map.of("finding", "FALSE_DEVICE"));
        assertThat(desk.waiting(number)).containsExactly("Task_CallOff");

        time.pass(number, Duration.ofSeconds(60));
        assertThat(desk.standing(number)).contains("alarm.call-off-late");
        desk.complete(number, "Task_CallOff", OPERATOR, Map.of("callOff", "COMING_ANYWAY", "spokeWith", "Officer Ma"));
        assertThat(desk.standing(number)).doesNotContain("alarm.call-off-late");
        desk.assertClosed(number, Outcome.FALSE_DEVICE);
    }

    @Test
    void nobodyIsCalledOffWhereNobodyWasCalled() {
        String number = desk.ring(AlarmKind.SMOKE);
        time.pass(number, Duration.ofSeconds(60));
        desk.complete(
                number,
                "Task_CallFireBrigade",
                OPERATOR,
                Map.of("fireCall", "NOT_NEEDED", "reasonNotNeeded", "she cooks"));
        decide(number, Map.of("finding", "FALSE_DEVICE"));
        desk.assertClosed(number, Outcome.FALSE_DEVICE);
    }

    private int updatesAskedFor(String number) {
        return Collections.frequency(desk.told(number), "alarm.update-due");
    }

    private void decide(String number, Map<String, Object> decision) {
        desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        desk.complete(number, "Task_CallBack", OPERATOR, Map.of("numberKind", "HOME", "voiceResult", "OK_HELP"));
        desk.complete(number, "Task_Assess", OPERATOR, decision);
    }
}
