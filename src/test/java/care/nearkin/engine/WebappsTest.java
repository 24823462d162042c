package care.nearkin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Browser;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import com.microsoft.playwright.Page;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;

@NearkinTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebappsTest {

    private static final String PROCESS = "webapptest";

    @LocalServerPort
    int port;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    Grants grants;

    @Autowired
    AccountsFile file;

    Browser browser;
    String deployment;

    @BeforeAll
    void deployAProcessWithAForm() throws Exception {
        browser = new Browser(port);
        var model = Bpmn.createExecutableProcess(PROCESS)
                .name("Webapp test")
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .userTask("Task_Ask")
                .name("Ask how she is")
                .camundaCandidateGroups("operator")
                .endEvent()
                .done();
        model.<org.camunda.bpm.model.bpmn.instance.UserTask>getModelElementById("Task_Ask")
                .setAttributeValueNs("http://camunda.org/schema/1.0/bpmn", "formRef", "webapptest");
        model.<org.camunda.bpm.model.bpmn.instance.UserTask>getModelElementById("Task_Ask")
                .setAttributeValueNs("http://camunda.org/schema/1.0/bpmn", "formRefBinding", "deployment");
        deployment = repository
                .createDeployment()
                .name("webapptest")
                .addModelInstance("webapptest.bpmn", model)
                .addInputStream("webapptest.form", new ClassPathResource("webapps/webapptest.form").getInputStream())
                .deploy()
                .getId();
        grants.reconcile();
    }

    @AfterAll
    void remove() {
        browser.close();
        repository.deleteDeployment(deployment, true);
        grants.reconcile();
    }

    @ParameterizedTest
    @CsvSource({"zh-CN,领取,完成", "en,Claim,Complete"})
    void aTaskIsWorkedInTasklistInBothLanguages(String locale, String claim, String complete) {
        String instance = runtime.startProcessInstanceByKey(PROCESS).getId();
        try (var person = signedIn("operator1", locale)) {
            person.go("/camunda/app/tasklist/default/");
            Page page = person.page();
            page.getByText("My groups' tasks").first().click();
            page.getByText("Ask how she is").first().click();
            page.getByText(claim).first().click();
            page.locator(".fjs-container input").first().fill("she is well");
            person.picture("tasklist");
            assertThat(page.url()).doesNotContain("setup");
            assertThat(page.locator(".ce-eol-banner:visible").count()).isZero();
            page.locator("button[type=submit], .form-actions button")
                    .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText(complete))
                    .first()
                    .click();
            org.awaitility.Awaitility.await()
                    .until(() -> runtime.createProcessInstanceQuery()
                                    .processInstanceId(instance)
                                    .count()
                            == 0);
            assertThat(person.complaints()).isEmpty();
        }
    }

    @Test
    void cockpitAndAdminShowThemselvesToAnAdministrator() {
        String instance = runtime.startProcessInstanceByKey(PROCESS).getId();
        String definition = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(PROCESS)
                .singleResult()
                .getId();
        try (var person = signedIn("admin1", "en")) {
            look(
                    person,
                    "cockpit",
                    "#/dashboard",
                    "#/processes",
                    "#/decisions",
                    "#/tasks",
                    "#/repository",
                    "#/process-definition/" + definition + "/runtime",
                    "#/process-instance/" + instance + "/runtime");
            look(person, "admin", "#/", "#/users", "#/groups", "#/authorization", "#/system");
            System.out.println(person.calls());
            assertThat(person.complaints()).isEmpty();
        }
    }

    private static void look(Browser.Person person, String app, String... places) {
        person.go("/camunda/app/" + app + "/default/");
        for (String place : places) {
            Page page = person.page();
            page.evaluate("place => window.location.hash = place", place);
            page.locator(".page-wrap, [ng-view]").first().waitFor();
            page.waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
            assertThat(page.locator(".ce-eol-banner:visible").count()).isZero();
            assertThat(page.url()).contains("/app/" + app + "/").doesNotContain("setup", "login");
            person.picture(app + place.replaceAll("[0-9a-f]{8}-.*", "").replaceAll("[^a-z]+", "-"));
        }
    }

    private Browser.Person signedIn(String name, String locale) {
        return browser.open(1280, locale).signIn(name, file.passwordOf(name, ""));
    }
}
