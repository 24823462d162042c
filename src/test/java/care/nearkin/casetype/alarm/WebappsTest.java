package care.nearkin.casetype.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.nearkin.Browser;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.LoadState;
import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Camunda's own windows on the alarm, in a real browser. */
@NearkinTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebappsTest {

    @LocalServerPort
    int port;

    @Autowired
    TestDesk desk;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    AccountsFile file;

    @AutoClose
    Browser browser;

    @BeforeAll
    void openBrowser() {
        browser = new Browser(port);
    }

    @ParameterizedTest
    @CsvSource({"zh-CN,领取,完成,记录", "en,Claim,Complete,History"})
    void anAlarmIsTakenInTasklistInBothLanguages(String locale, String claim, String complete, String history) {
        ProcessInstance instance = ring();
        Task task = tasks.createTaskQuery().processInstanceId(instance.getId()).singleResult();
        try (var person = signedIn("operator1", locale)) {
            person.go("/camunda/app/tasklist/default/");
            Page page = person.page();
            page.getByText("My groups' tasks").first().click();
            page.waitForURL(url -> url.contains("filter="));
            page.evaluate("task => window.location.hash += '&task=' + task", task.getId());
            page.locator("button.claim").getByText(claim).click();
            page.getByText(history).first().click();
            page.locator(".fjs-container").waitFor(hidden());
            page.locator(".task-details a")
                    .getByText(locale.startsWith("zh") ? "表单" : "Form")
                    .first()
                    .click();
            page.locator(".fjs-container textarea").fill("she did not answer");
            assertNothingForeign(page);
            assertThat(page.locator(".task-details").first().innerText())
                    .containsPattern(locale.startsWith("zh") ? "(分钟|秒)后" : "in .*(minute|second)");
            person.picture("tasklist");

            page.locator(".form-actions button:visible").getByText(complete).click();

            await().until(() -> tasks.createTaskQuery().taskId(task.getId()).count() == 0);
            page.waitForLoadState(LoadState.NETWORKIDLE);
            assertThat(person.complaints()).isEmpty();
        }
        assertThat(tasks.createTaskQuery().processInstanceId(instance.getId()).list())
                .extracting(Task::getTaskDefinitionKey)
                .contains("Task_CallBack");
    }

    @Test
    void signingOutInTasklistSignsOutHere() {
        try (var person = signedIn("operator2", "en")) {
            person.go("/camunda/app/tasklist/default/");
            Page page = person.page();
            page.locator(".account .dropdown-toggle").click();
            page.locator(".account .logout a").click();
            page.waitForURL("**/sign-in");

            person.go("/me/password");
            assertThat(page.url()).endsWith("/sign-in");
        }
    }

    @Test
    void whoIsNotSignedInMeetsOurSignInPageAndGoesOnFromThere() {
        try (var person = browser.open(1280, "en")) {
            person.go("/camunda/app/tasklist/default/");
            Page page = person.page();
            assertThat(page.url()).endsWith("/sign-in");
            page.fill("#username", "operator1");
            page.fill("#password", file.passwordOf("operator1", ""));
            page.click("button[type=submit]");
            page.waitForURL("**/camunda/app/tasklist/default/**");
        }
    }

    @Test
    void anAdministratorLooksAroundInCockpitAndAdmin() {
        ProcessInstance instance = ring();
        try (var person = signedIn("admin1", "en")) {
            look(person, "cockpit", "/dashboard", "Running Process Instances");
            look(person, "cockpit", "/processes", "process definition");
            look(person, "cockpit", "/decisions", "decision definition");
            look(person, "cockpit", "/tasks", "Assignments by group");
            look(person, "cockpit", "/repository", "table alarm-level");
            look(
                    person,
                    "cockpit",
                    "/process-definition/" + instance.getProcessDefinitionId() + "/runtime",
                    "Definition Version");
            look(person, "cockpit", "/process-instance/" + instance.getId() + "/runtime", "Instance ID");
            look(person, "admin", "/", "System");
            look(person, "admin", "/users", "admin1");
            look(person, "admin", "/groups", "operator");
            look(person, "admin", "/authorization", "Application");
            look(person, "admin", "/system", "General");
            assertThat(person.complaints()).isEmpty();
        }
    }

    /** Her browser asks for English; she chose Chinese when she signed in. */
    @Test
    void cockpitAndAdminSpeakTheLanguageThatThePersonChose() {
        ProcessInstance instance = ring();
        try (var person = signedIn("admin1", "en")) {
            choseChinese(person);
            look(person, "cockpit", "/dashboard", "运行中的流程实例");
            look(person, "cockpit", "/processes", "个流程定义已部署");
            look(person, "cockpit", "/process-definition/" + instance.getProcessDefinitionId() + "/runtime", "定义版本");
            look(person, "cockpit", "/process-instance/" + instance.getId() + "/runtime", "实例标识");
            look(person, "admin", "/users", "用户列表");
            look(person, "admin", "/groups", "岗位列表");
            look(person, "admin", "/system", "系统设置");
            assertThat(person.complaints()).isEmpty();
        }
    }

    @Test
    void tasklistSpeaksTheLanguageThatThePersonChose() {
        try (var person = signedIn("operator1", "en")) {
            choseChinese(person);
            person.go("/camunda/app/tasklist/default/");
            person.page().getByText("快捷键").first().waitFor();
            assertThat(person.complaints()).isEmpty();
        }
    }

    private void choseChinese(Browser.Person person) {
        person.page()
                .context()
                .addCookies(List.of(new Cookie("nearkin-lang", "zh").setUrl("http://127.0.0.1:" + port)));
    }

    /** Loads the place anew, so that nothing of the place before is taken for it, and lets it finish. */
    private static void look(Browser.Person person, String app, String place, String shows) {
        Page page = person.page();
        page.navigate("about:blank");
        person.go("/camunda/app/" + app + "/default/#" + place);
        page.waitForLoadState(LoadState.NETWORKIDLE);
        page.locator("body").getByText(shows).filter(visible()).first().waitFor();
        page.waitForLoadState(LoadState.NETWORKIDLE);
        person.picture(app + place.replaceAll(":?[0-9a-f]{8}-[0-9a-f-]+", "").replaceAll("[^a-z]+", "-"));
        assertNothingForeign(page);
        assertThat(page.url()).contains("/app/" + app + "/default/#" + place);
    }

    private static Locator.FilterOptions visible() {
        return new Locator.FilterOptions().setVisible(true);
    }

    private static void assertNothingForeign(Page page) {
        assertThat(page.locator(".ce-eol-banner:visible").count()).isZero();
        assertThat(page.locator("form[name=signinForm], .form-signin").count()).isZero();
        assertThat(page.url()).doesNotContain("setup", "login");
    }

    private static Locator.WaitForOptions hidden() {
        return new Locator.WaitForOptions().setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN);
    }

    private ProcessInstance ring() {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(desk.ring())
                .singleResult();
    }

    private Browser.Person signedIn(String name, String locale) {
        return browser.open(1280, locale).as(name, file.passwordOf(name, ""));
    }
}
