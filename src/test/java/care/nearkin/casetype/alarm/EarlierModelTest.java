package care.nearkin.casetype.alarm;

import static care.nearkin.casetype.alarm.TestDesk.CASEWORKER;
import static care.nearkin.casetype.alarm.TestDesk.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.NearkinTest;
import care.nearkin.casetype.alarm.AlarmCase.Outcome;
import care.nearkin.engine.EarlierModels;
import care.nearkin.engine.EngineTime;
import care.nearkin.engine.Flows;
import care.nearkin.engine.Tasks;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Alarms that rang before the program was renewed are worked to their end by the model they began with. */
@NearkinTest
class EarlierModelTest {

    @Autowired
    EarlierModels models;

    @Autowired
    TestDesk desk;

    @Autowired
    Tasks tasks;

    @Autowired
    Flows flows;

    @Autowired
    EngineTime time;

    @Test
    void anAlarmThatRangUnderTheFirstModelIsWorkedToItsEndUnderTodaysProgram() {
        String number = models.under("1", () -> desk.ring());
        time.pass(number, Duration.ofSeconds(180));
        assertThat(desk.standing(number)).contains("alarm.not-acknowledged", "alarm.supervisor-must-take");
        desk.complete(
                number,
                "Task_Investigate",
                TestDesk.SUPERVISOR,
                Map.of("cause", "NOT_HEARD", "investigation", "nobody at the desk"));

        decide(number, Map.of("finding", "NEEDS_EMERGENCY", "serviceNumber", "120"));
        assertThat(tasks.form(desk.work(number, "Task_CallEmergency").id(), Locale.ENGLISH)
                        .values())
                .containsEntry("calledNumber", "120");
        desk.complete(number, "Task_CallEmergency", OPERATOR, Map.of("calledNumber", "120", "reference", "7"));
        desk.complete(number, "Task_StayInTouch", OPERATOR, Map.of("sceneState", "ON_SCENE"));
        // the first model knows no hand-over to a hospital
        assertThat(desk.waiting(number)).containsExactly("Task_CloseOut");
        desk.complete(
                number,
                "Task_CloseOut",
                OPERATOR,
                Map.of("sceneOutcome", "HOSPITAL", "hospital", "No. 1", "note", "taken along"));
        time.pass(number, Duration.ofHours(72));
        desk.complete(number, "Task_FollowUp", CASEWORKER, Map.of("wellNow", "YES", "wantsConsultation", "NO"));
        desk.assertClosed(number, Outcome.HOSPITAL);
    }

    @Test
    void underTheFirstModelATalkIsStillEnoughWhereNobodyIsNeeded() {
        String number = models.under("1", () -> desk.ring());
        decide(number, Map.of("finding", "FALSE_PERSON"));
        desk.assertClosed(number, Outcome.FALSE_PERSON);
    }

    @Test
    void anAlarmThatRingsAfterwardsBeginsWithTodaysModel() {
        String before = models.under("1", () -> desk.ring());
        String after = desk.ring();
        assertThat(flows.model(before, Locale.ENGLISH).orElseThrow()).doesNotContain("Sub_Respond");
        assertThat(flows.model(after, Locale.ENGLISH).orElseThrow()).contains("Sub_Respond");
    }

    @Test
    void aModelIsCalledByItsNameInItsReadersLanguage() {
        String number = desk.ring();
        assertThat(flows.model(number, Locale.SIMPLIFIED_CHINESE).orElseThrow()).contains(" name=\"报警\"");
        assertThat(flows.model(number, Locale.ENGLISH).orElseThrow()).contains(" name=\"Alarm\"");
    }

    private void decide(String number, Map<String, Object> decision) {
        desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        desk.complete(number, "Task_CallBack", OPERATOR, Map.of("numberKind", "HOME", "voiceResult", "OK_FALSE"));
        desk.complete(number, "Task_Assess", OPERATOR, decision);
    }
}
