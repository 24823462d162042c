package care.nearkin.casetype.alarm;

import static care.nearkin.casetype.alarm.TestDesk.OPERATOR;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.nearkin.Browser;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.engine.Tasks;
import care.nearkin.engine.Tasks.Worker;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.FilterService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What somebody types survives her computer, her line and her session, and leaves nothing behind in a browser. */
@NearkinTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DraftOnPageTest {

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
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate inTransaction;

    @AutoClose
    Browser browser;

    private String secret;
    private String number;
    private String task;

    @BeforeAll
    void openBrowser() {
        browser = new Browser(port);
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
    }

    @BeforeEach
    void somebodyIsToCallBack() {
        secret = "dizzy since noon " + UUID.randomUUID();
        number = desk.ring();
        desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        task = desk.work(number, "Task_CallBack").id();
        tasks.claim(task, OPERATOR);
    }

    @AfterEach
    void nobodyElseHearsIt() {
        inTransaction.executeWithoutResult(
                tx -> jdbc.update("update alarm set resolved_at = now() where case_number = ?", number));
    }

    @Test
    void sheGoesOnWhereSheWasOnAnotherComputerAndInAnotherLanguage() {
        try (Browser.Person here = at(1280, "en")) {
            FormOnPage.choose(here.page(), "In distress, or cannot speak");
            FormOnPage.fill(here.page(), "What was said", secret);
            assertThat(here.page().locator("#draft")).containsText("Saved at ");
            here.picture("draft-saved");
            assertThat(here.complaints()).isEmpty();
        }
        try (Browser.Person there = at(390, "zh-CN")) {
            assertThat(there.page().locator("#draft")).containsText("草稿 ");
            assertThat(there.page().locator(".fjs-container textarea")).hasValue(secret);
            assertThat(there.page().locator(".fjs-container input[type=radio]:checked"))
                    .hasCount(1);
            there.picture("draft-back");
            there.page().locator("#discard button").click();
            assertThat(there.page().locator(".fjs-container textarea")).hasValue("");
            assertThat(there.page().locator("#discard")).isHidden();
            assertThat(there.complaints()).isEmpty();
        }
        assertThat(kept()).isZero();
    }

    @Test
    void whatWasTypedInTheLastMomentIsKeptWhenSheLeavesThePage() {
        try (Browser.Person here = at(1280, "en")) {
            FormOnPage.fill(here.page(), "What was said", secret);
            here.go("/tasks");
            await().until(() -> kept() == 1);
        }
    }

    @Test
    void completingLeavesNoDraft() {
        try (Browser.Person here = at(1280, "en")) {
            FormOnPage.fill(here.page(), "What was said", secret);
            assertThat(here.page().locator("#draft")).containsText("Saved at ");
            FormOnPage.choose(here.page(), "Well, but wants something");
            FormOnPage.choose(here.page(), "Home phone");
            FormOnPage.done(here.page());
        }
        assertThat(kept()).isZero();
    }

    @Test
    void whileTheLineIsDownThePageSaysSoAndSavesByItselfWhenItIsBack() {
        try (Browser.Person here = at(1280, "en")) {
            here.page().context().setOffline(true);
            FormOnPage.fill(here.page(), "What was said", secret);
            assertThat(here.page().locator("#draft")).containsText("No connection.");
            here.picture("draft-offline");
            here.page().context().setOffline(false);
            assertThat(here.page().locator("#draft")).containsText("Saved at ");
        }
        assertThat(kept()).isOne();
    }

    @Test
    void whenHerSessionHasEndedThePageStaysUntilWhatIsTypedIsSafe() {
        try (Browser.Person here = at(1280, "en")) {
            here.page().context().clearCookies();
            FormOnPage.fill(here.page(), "What was said", secret);
            assertThat(here.page().locator("#draft")).containsText("You are signed out.");
            asksAgain(here.page());
            assertThat(here.page().locator(".fjs-container textarea")).hasValue(secret);
            here.picture("draft-signed-out");
            assertThat(kept()).isZero();

            here.as("operator1", file.passwordOf("operator1", ""));

            assertThat(here.page().locator("#draft")).containsText("Saved at ");
            FormOnPage.choose(here.page(), "Well, but wants something");
            FormOnPage.choose(here.page(), "Home phone");
            FormOnPage.done(here.page());
        }
        assertThat(desk.waiting(number)).doesNotContain("Task_CallBack");
    }

    @Test
    void afterSigningInAgainSheIsBackAtTheTaskWithWhatSheTyped() {
        try (Browser.Person here = at(1280, "en")) {
            Page page = here.page();
            FormOnPage.fill(page, "What was said", secret);
            assertThat(page.locator("#draft")).containsText("Saved at ");
            page.context().clearCookies();
            asksAgain(page);
            page.waitForURL("**/sign-in");

            page.fill("#username", "operator1");
            page.fill("#password", file.passwordOf("operator1", ""));
            page.click("main form button[type=submit]");

            page.waitForURL("**/tasks/" + task + "*");
            assertThat(page.locator(".fjs-container textarea")).hasValue(secret);
        }
    }

    @Test
    void whoeverElseSignsInAtThisDeskNeitherSeesNorKeepsIt() {
        try (Browser.Person here = at(1280, "en")) {
            here.page().context().clearCookies();
            FormOnPage.fill(here.page(), "What was said", secret);
            assertThat(here.page().locator("#draft")).containsText("You are signed out.");

            here.as("operator2", file.passwordOf("operator2", ""));

            assertThat(here.page().locator("[data-person=operator2]")).hasCount(1);
            assertThat(here.page().content()).doesNotContain(secret);
        }
        assertThat(kept()).isZero();
    }

    @Test
    void whoLostTheStepReadsWhatSheHadTypedOnItsPage() {
        try (Browser.Person here = at(390, "en")) {
            FormOnPage.fill(here.page(), "What was said", secret);
            assertThat(here.page().locator("#draft")).containsText("Saved at ");
            tasks.takeOver(task, new Worker("supervisor1", Set.of("supervisor")));
            here.go("/tasks/" + task + "?lang=zh");
            assertThat(here.page().locator(".typed")).containsText(secret);
            here.picture("draft-lost");
        }
    }

    @Test
    void neitherOurPagesNorTasklistLeaveAnythingAboutAResidentInTheBrowser() {
        try (Browser.Person here = at(1280, "zh-CN")) {
            FormOnPage.fill(here.page(), "说", secret);
            assertThat(here.page().locator("#draft")).containsText("已保存 ");
            holdsNothing(here.page());

            TasklistTask tasklist = TasklistTask.open(here, filters, task);
            tasklist.fill("note", secret);
            assertThat(tasklist.page().locator(".form-actions .btn-default")).isHidden();
            // the button that is hidden, and what Tasklist does when its session ends
            tasklist.page().evaluate("document.querySelector('.form-actions .btn-default')?.click()");
            tasklist.page().evaluate("secret => localStorage.setItem('camunda-form:1', secret)", secret);
            tasklist.page().evaluate("secret => localStorage.setItem('camForm:1', secret)", secret);
            holdsNothing(here.page());
            tasklist.choose("numberKind", 0);
            tasklist.choose("voiceResult", 0);
            tasklist.complete();
            await().until(() -> !desk.waiting(number).contains("Task_CallBack"));
            holdsNothing(here.page());
        }
        assertThat(kept()).as("done in the other window").isZero();
    }

    private void holdsNothing(Page page) {
        String stored = (String) page.evaluate("""
                JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])""");
        assertThat(stored).doesNotContain(secret, number, task, "camForm:", "camunda-form:");
        assertThat((Boolean) page.evaluate("indexedDB.databases().then(all => all.length === 0)"))
                .isTrue();
    }

    /** As the bell of every page does by itself, once a minute. */
    private static void asksAgain(Page page) {
        page.evaluate("htmx.trigger('#bell', 'sse:notices')");
    }

    private Browser.Person at(int width, String locale) {
        Browser.Person person = browser.open(width, locale)
                .as("operator1", file.passwordOf("operator1", ""))
                .go("/tasks/" + task + "?lang=" + locale.substring(0, 2));
        person.page().locator("#complete:visible").waitFor();
        return person;
    }

    private Integer kept() {
        return jdbc.queryForObject("select count(*) from form_draft where task_id = ?", Integer.class, task);
    }
}
