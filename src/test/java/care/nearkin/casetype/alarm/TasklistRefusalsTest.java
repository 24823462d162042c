package care.nearkin.casetype.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Browser;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.engine.EngineTime;
import care.nearkin.engine.Tasks;
import care.nearkin.engine.Tasks.Worker;
import care.nearkin.worklist.WorkItem;
import com.microsoft.playwright.Locator;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.FilterService;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What Camunda Tasklist says when an answer is not taken: why, in the reader's language, and the task stays. */
@NearkinTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TasklistRefusalsTest {

    @LocalServerPort
    int port;

    @Autowired
    TestDesk desk;

    @Autowired
    Tasks tasks;

    @Autowired
    FilterService filters;

    @Autowired
    AccountsFile file;

    @Autowired
    EngineTime time;

    @AutoClose
    Browser browser;

    @BeforeAll
    void openBrowser() {
        browser = new Browser(port);
    }

    @BeforeEach
    void stopTheClock() {
        time.stopAt(Instant.now());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | {\"numberKind\": {\"value\": \"HOME\"}} | Please answer \"What did you hear?\".",
                "zh-CN | {\"numberKind\": {\"value\": \"HOME\"}} | 请填写“您听到了什么？”。",
                "en | {\"voiceResult\": {\"value\": \"SINGING\"}} | \"What did you hear?\" has an answer that the form does not offer.",
                "en | {\"gossip\": {\"value\": \"x\"}} | This form has no field \"gossip\"."
            })
    void anIncompleteOrInadmissibleAnswerIsRefusedInPlainWords(String locale, String answers, String sentence) {
        String number = AlarmWork.BY_FORM.get("alarm-call-back").begin(desk, time);
        WorkItem task = desk.work(number, "Task_CallBack");
        try (Browser.Person person = signedIn("operator1", locale)) {
            TasklistTask tasklist = TasklistTask.open(person, filters, task.id());
            Map<?, ?> refused = tasklist.submit(answers);
            assertThat(refused.get("status")).isEqualTo(400);
            assertThat(refused.get("message")).isEqualTo(sentence);
        }
        assertThat(desk.work(number)).extracting(WorkItem::id).containsExactly(task.id());
    }

    @Test
    void whatIsHeldBySomebodyElseIsRefusedAndStays() {
        String number = AlarmWork.BY_FORM.get("alarm-call-back").begin(desk, time);
        WorkItem task = desk.work(number, "Task_CallBack");
        tasks.claim(task.id(), new Worker("operator2", Set.of("operator")));
        try (Browser.Person person = signedIn("supervisor1", "en")) {
            TasklistTask tasklist = TasklistTask.open(person, filters, task.id());
            Map<?, ?> refused =
                    tasklist.submit("{\"numberKind\":{\"value\":\"HOME\"},\"voiceResult\":{\"value\":\"OK_HELP\"}}");
            assertThat(refused.get("status")).isEqualTo(400);
            assertThat(String.valueOf(refused.get("message")))
                    .endsWith(" has this task already.")
                    .as("by her name, not her account")
                    .doesNotContain("operator2");
        }
        assertThat(desk.work(number)).extracting(WorkItem::id).containsExactly(task.id());
    }

    /** Two windows are open on one task; the other one was quicker. */
    @Test
    void aStepThatIsOverSaysSoInTasklistWithoutTheEnginesScaffolding() {
        String number = AlarmWork.BY_FORM.get("alarm-acknowledge").begin(desk, time);
        WorkItem task = desk.work(number, "Task_Acknowledge");
        try (Browser.Person person = signedIn("operator1", "zh-CN")) {
            TasklistTask tasklist = TasklistTask.open(person, filters, task.id());
            tasklist.claim();
            tasklist.page().locator(".fjs-container textarea:enabled").waitFor();
            tasklist.untilCompletable();
            tasks.complete(task.id(), TestDesk.OPERATOR, Map.of());
            tasklist.complete();
            Locator said = tasklist.page()
                    .locator(".notifications, [notifications-panel]")
                    .getByText("这一步已经结束");
            said.first().waitFor();
            assertThat(tasklist.page().locator("body").textContent()).doesNotContain("Cannot ");
            person.picture("tasklist-over");
        }
    }

    private Browser.Person signedIn(String name, String locale) {
        return browser.open(1280, locale).as(name, file.passwordOf(name, ""));
    }
}
