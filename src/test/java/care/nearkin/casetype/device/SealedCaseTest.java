package care.nearkin.casetype.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.nearkin.Browser;
import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.Group;
import care.nearkin.casefile.CaseFile;
import care.nearkin.casetype.device.DeviceCase.Matter;
import care.nearkin.engine.EngineTime;
import care.nearkin.engine.Tasks;
import care.nearkin.engine.Tasks.Worker;
import care.nearkin.kernel.Refusal;
import care.nearkin.worklist.TestSealedSteps;
import care.nearkin.worklist.WorkItem;
import com.microsoft.playwright.Page;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Of a sealed case those who are named see everything, and the others that there is work, but not about whom. */
@NearkinTest
class SealedCaseTest {

    private static final String WHY = "it touches somebody of our own";

    @LocalServerPort
    int port;

    @Autowired
    Quarter quarter;

    @Autowired
    DeviceWork desk;

    @Autowired
    DeviceMatters matters;

    @Autowired
    Tasks tasks;

    @Autowired
    EngineTime time;

    @Autowired
    TestSealedSteps steps;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    private Quarter.Lane lane;
    private String supervisorName;
    private Here supervisor;
    private String operatorName;
    private Here operator;
    private Here otherSupervisor;
    private long person;
    private String called;
    private String number;
    private String task;

    @BeforeEach
    void aCase() {
        lane = quarter.lane();
        supervisorName = lane.name(Group.SUPERVISOR);
        supervisor = signedIn(supervisorName);
        operatorName = lane.name(Group.OPERATOR);
        operator = signedIn(operatorName);
        otherSupervisor = lane.somebody(port, Group.SUPERVISOR);
        person = lane.resident("1203");
        called = "Lane " + lane.area().substring(1);
        number = lane.tell(lane.device(person), Matter.TEST_MISSED);
        task = desk.work(number, "Task_AskForTest").id();
    }

    private Here signedIn(String name) {
        Here here = new Here(port);
        here.signIn(name, Quarter.PASSWORD);
        return here;
    }

    private static HttpResponse<String> submit(Here here, String path, Map<String, String> fields) {
        return here.submit("/me/password", path, fields, "Accept-Language", "en");
    }

    private static HttpResponse<String> page(Here here, String path) {
        return here.get(path, "Accept", "*/*", "Accept-Language", "en");
    }

    private HttpResponse<String> seal(Here here, Map<String, String> fields) {
        return submit(here, "/cases/" + number + "/seal", fields);
    }

    private void sealed() {
        HttpResponse<String> answer = seal(supervisor, Map.of("why", WHY));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    }

    private String inSearch(Here here, String words) {
        HttpResponse<String> to = submit(here, "/search", Map.of("q", words, "to", "/search"));
        return page(here, to.headers().firstValue("Location").orElseThrow().replaceAll("^http://[^/]+", ""))
                .body();
    }

    @Test
    void theOthersFindItNowhereAndWhoIsNamedEverywhere() {
        for (Here here : List.of(operator, otherSupervisor)) {
            assertThat(page(here, "/cases/of/" + person).body()).contains(number);
        }
        sealed();

        for (Here here : List.of(operator, otherSupervisor)) {
            for (String page : List.of(
                    "/cases",
                    "/cases?number=" + number,
                    "/cases/of/" + person,
                    "/residents/" + person + "/household",
                    "/api/v1/cases?limit=200")) {
                assertThat(page(here, page).body())
                        .as(page)
                        .doesNotContain("/cases/" + number)
                        .doesNotContain("\"number\":\"" + number);
            }
            assertThat(inSearch(here, number)).doesNotContain("/cases/" + number);
            assertThat(page(here, "/cases/" + number).headers().firstValue("Location"))
                    .hasValueSatisfying(to -> assertThat(to).endsWith("/cases/" + number + "/sealed"));
            assertThat(page(here, "/cases/" + number + "/sealed").body())
                    .contains(number, "刘洋")
                    .doesNotContain(called)
                    .doesNotContain("Resident 1");
        }
        assertThat(page(otherSupervisor, "/cases/export").body()).doesNotContain(number);
        assertThat(page(supervisor, "/cases/of/" + person).body()).contains(number);
        assertThat(page(supervisor, "/cases?number=" + number).body()).contains(number, "Resident 1");
        assertThat(page(supervisor, "/cases/export").body()).contains(number);
        assertThat(page(supervisor, "/cases/" + number).statusCode()).isEqualTo(200);
        assertThat(inSearch(supervisor, number)).contains("/cases/" + number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timeline",
                "resident",
                "notes",
                "documents",
                "links",
                "print",
                "position",
                "possible",
                "model",
                "onward",
                "failed",
                "device",
                "device/now",
                "seal",
                "merge",
                "reopen"
            })
    void noPartOfItIsReachedByItsAddress(String part) {
        int before = page(otherSupervisor, "/cases/" + number + "/" + part).statusCode();
        sealed();

        assertThat(before).isBetween(200, 299);
        assertThat(page(otherSupervisor, "/cases/" + number + "/" + part).statusCode())
                .isEqualTo(403);
        assertThat(page(supervisor, "/cases/" + number + "/" + part).statusCode())
                .isEqualTo(before);
    }

    @Test
    void itsStepsStandInTheListsWithoutAName() {
        sealed();

        for (Here here : List.of(operator, otherSupervisor)) {
            String list = page(here, "/tasks?view=unassigned&sort=newest").body();
            assertThat(list).contains(number, "/tasks/" + task, "Sealed").doesNotContain(called);
            assertThat(page(here, "/tasks?view=unassigned&q=x").statusCode()).isEqualTo(200);
            assertThat(page(here, "/tasks/" + task).headers().firstValue("Location"))
                    .hasValueSatisfying(to -> assertThat(to).endsWith("/cases/" + number + "/sealed"));
            assertThat(page(here, "/tasks/" + task + "/form").statusCode()).isEqualTo(403);
            assertThat(submit(here, "/tasks/" + task + "/claim", Map.of()).statusCode())
                    .isEqualTo(403);
        }
        assertThat(page(otherSupervisor, "/tasks/export?view=all").body())
                .contains(number)
                .doesNotContain(called);
        assertThat(page(supervisor, "/tasks/export?view=all").body()).contains(number, called);
        assertThat(page(supervisor, "/tasks?view=all&sort=newest").body()).contains(number, called);
        assertThat(page(supervisor, "/tasks/" + task).statusCode()).isEqualTo(200);
        assertThat(jdbc.queryForObject("select resident from open_task where id = ?", Long.class, task))
                .isNull();
    }

    @Test
    void whoIsNamedFindsItsStepsByTheName() {
        sealed();

        String found = searchTasks(supervisor);
        assertThat(found).contains(number);
        assertThat(searchTasks(otherSupervisor)).doesNotContain(number);
    }

    private String searchTasks(Here here) {
        return here.get("/api/v1/tasks?q=" + lane.area().substring(1) + "-1", "Accept", "application/json")
                .body();
    }

    /** Whatever window it is done in passes here. */
    @Test
    void theEngineKeepsItFromWhoIsNotNamed() {
        sealed();

        assertThatThrownBy(() -> tasks.claim(task, new Worker(operatorName, Set.of("operator"))))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.words()).isEqualTo("case.sealed"));
        Worker named = new Worker(supervisorName, Set.of("supervisor"));
        assertThatThrownBy(() -> tasks.handOver(task, named, operatorName)).isInstanceOf(Refusal.class);
        submit(supervisor, "/cases/" + number + "/seal/readers", Map.of("reader", operatorName, "why", "she asks"));
        tasks.claim(task, new Worker(operatorName, Set.of("operator")));
        assertThat(desk.work(number, "Task_AskForTest").assignee()).isEqualTo(operatorName);
    }

    @Test
    void tasklistDoesNotOpenItEither() {
        String call = "/camunda/api/engine/engine/default/task/" + task;
        assertThat(page(operator, call).statusCode()).isEqualTo(200);
        assertThat(page(otherSupervisor, call).statusCode()).isEqualTo(200);
        sealed();

        for (String part : List.of("", "/form", "/comment", "/form-variables")) {
            assertThat(page(operator, call + part).statusCode()).as(part).isEqualTo(403);
            assertThat(page(otherSupervisor, call + part).statusCode()).as(part).isEqualTo(403);
        }
        assertThat(page(supervisor, call).statusCode()).isEqualTo(200);
    }

    @Test
    void aStepIsGivenOnlyToWhoIsNamed() {
        String colleague = lane.name(Group.OPERATOR);
        tasks.claim(task, new Worker(operatorName, Set.of("operator")));
        seal(supervisor, Map.of("why", WHY, "reader", operatorName));

        assertThat(page(operator, "/tasks/" + task).statusCode()).isEqualTo(200);
        assertThat(submit(operator, "/tasks/" + task + "/hand-over", Map.of("to", colleague, "why", "x"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(submit(operator, "/cases/" + number + "/notes", Map.of("text", "x", "mentioned", colleague))
                        .statusCode())
                .isEqualTo(400);
        submit(supervisor, "/cases/" + number + "/seal/readers", Map.of("reader", colleague, "why", "she knows her"));
        assertThat(submit(operator, "/tasks/" + task + "/hand-over", Map.of("to", colleague, "why", "x"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(page(signedIn(colleague), "/notices").body()).contains("/cases/" + number);
    }

    @Test
    void whatIsNotRightIsRefusedAndWhatWasTypedStays() {
        assertThat(seal(operator, Map.of("why", WHY)).statusCode()).isEqualTo(403);
        assertThat(seal(supervisor, Map.of("reader", operatorName)).body()).contains("Please say why");
        HttpResponse<String> stranger =
                seal(supervisor, Map.of("why", WHY, "reader", quarter.lane().name(Group.OPERATOR)));
        assertThat(stranger.statusCode()).isEqualTo(400);
        assertThat(stranger.body()).contains(WHY);
        tasks.claim(task, new Worker(operatorName, Set.of("operator")));
        assertThat(seal(supervisor, Map.of("why", WHY)).body()).contains("Somebody who holds a step");
        assertThat(desk.file(number).isSealed()).isFalse();
        assertThat(seal(supervisor, Map.of("why", WHY, "reader", operatorName)).statusCode())
                .isEqualTo(302);
        assertThat(seal(supervisor, Map.of("why", WHY)).statusCode()).isEqualTo(409);
        assertThat(strike(supervisor, operatorName).body()).contains("She holds a step");
    }

    private HttpResponse<String> strike(Here here, String reader) {
        return submit(here, "/cases/" + number + "/seal/strike", Map.of("reader", reader, "why", "no longer"));
    }

    @Test
    void theListMayChangeButSomebodyIsLeft() {
        sealed();
        assertThat(strike(supervisor, supervisorName).statusCode()).isEqualTo(409);
        submit(supervisor, "/cases/" + number + "/seal/readers", Map.of("reader", operatorName, "why", "she asks"));
        assertThat(page(operator, "/cases/" + number).statusCode()).isEqualTo(200);
        assertThat(page(operator, "/cases/" + number + "/seal").statusCode()).isEqualTo(403);

        assertThat(strike(supervisor, supervisorName).headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/cases"));
        assertThat(page(supervisor, "/cases/" + number + "/timeline").statusCode())
                .isEqualTo(403);
        assertThat(desk.told(number)).contains("case.sealed", "case.reader.added", "case.reader.removed");
    }

    @Test
    void inAnEmergencyItOpensForHalfAnHourAndWhoIsNamedHearsOfIt() {
        Instant now = Instant.now();
        time.stopAt(now);
        sealed();
        assertThat(submit(operator, "/cases/" + number + "/sealed", Map.of("why", " "))
                        .statusCode())
                .isEqualTo(400);
        assertThat(page(operator, "/cases/" + number + "/timeline").statusCode())
                .isEqualTo(403);

        assertThat(submit(operator, "/cases/" + number + "/sealed", Map.of("why", "he stands before her door"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(page(operator, "/cases/" + number).statusCode()).isEqualTo(200);
        assertThat(page(operator, "/cases/" + number + "/onward").body()).contains("in an emergency");
        assertThat(page(supervisor, "/notices/banners").body()).contains(number, "in an emergency");
        assertThat(page(supervisor, "/cases/" + number + "/timeline").body()).contains("he stands before her door");
        assertThat(page(supervisor, "/cases/" + number + "/seal").body()).contains("until", "Who has opened it");
        assertThat(jdbc.queryForObject(
                        "select count(*) from access_read where what = 'sealed-case' and which = ? and who = ? and why is not null",
                        Integer.class,
                        number,
                        operatorName))
                .isEqualTo(1);

        time.stopAt(now.plus(Duration.ofMinutes(29)));
        assertThat(page(operator, "/cases/" + number + "/timeline").statusCode())
                .isEqualTo(200);
        time.stopAt(now.plus(Duration.ofMinutes(30)));
        assertThat(page(operator, "/cases/" + number + "/timeline").statusCode())
                .isEqualTo(403);
        assertThat(page(operator, "/cases").body()).doesNotContain(number);
    }

    @Test
    void whoMayNotReadSuchCasesDoesNotHearThatItIsSealed() {
        sealed();
        Here stranger = quarter.lane().somebody(port, Group.SUPERVISOR);

        assertThat(page(stranger, "/cases/" + number + "/sealed").statusCode()).isEqualTo(404);
        assertThat(page(stranger, "/cases/" + number).statusCode()).isEqualTo(404);
        assertThat(submit(stranger, "/cases/" + number + "/sealed", Map.of("why", "x"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void openedAgainItIsAsBefore() {
        sealed();
        submit(supervisor, "/cases/" + number + "/seal/open", Map.of("why", "it has been settled"));

        assertThat(page(operator, "/cases/" + number).statusCode()).isEqualTo(200);
        assertThat(page(operator, "/tasks?view=unassigned&sort=newest").body()).contains(number, called);
        assertThat(jdbc.queryForObject("select resident from open_task where id = ?", Long.class, task))
                .isEqualTo(person);
        assertThat(jdbc.queryForObject("select count(*) from case_reader where case_number = ?", Integer.class, number))
                .isZero();
    }

    @Test
    void itsNextStepIsSealedToo() {
        number = matters.install(lane.device(person), supervisorName);
        sealed();
        Worker named = new Worker(supervisorName, Set.of("supervisor", "maintainer"));
        WorkItem schedule = desk.work(number, "Task_Schedule");
        tasks.claim(schedule.id(), named);
        tasks.complete(schedule.id(), named, Map.of("appointment", "2099-01-01T10:00:00+08:00"));

        WorkItem install = desk.work(number, "Task_Install");
        assertThat(install.isSealed()).isTrue();
        assertThat(install.resident()).isNull();
    }

    @Test
    void aStepThatBeganInTheMomentOfSealingLosesTheNameAfterwards() {
        sealed();
        transaction.executeWithoutResult(
                tx -> jdbc.update("update open_task set sealed = false, resident = ? where id = ?", person, task));

        assertThat(steps.setRight()).isEqualTo(1);
        assertThat(desk.work(number, "Task_AskForTest").resident()).isNull();
        assertThat(steps.setRight()).isZero();
    }

    @Test
    void reopenedItIsSealedForTheSamePeople() {
        number = lane.tell(lane.device(lane.resident("7")), Matter.FAULT);
        seal(supervisor, Map.of("why", WHY, "reader", operatorName));
        matters.withdraw(number, supervisorName, "told twice");
        HttpResponse<String> to = submit(supervisor, "/cases/" + number + "/reopen", Map.of("why", "again"));
        String anew = to.headers().firstValue("Location").orElseThrow().replaceAll(".*/", "");

        assertThat(desk.file(anew).isSealed()).isTrue();
        assertThat(desk.work(anew)).isNotEmpty().allMatch(WorkItem::isSealed);
        assertThat(page(operator, "/cases/" + anew + "/timeline").statusCode()).isEqualTo(200);
        assertThat(page(otherSupervisor, "/cases/" + anew + "/timeline").statusCode())
                .isEqualTo(403);
    }

    @Test
    void anOpenCaseIsNotToldThatASealedOneIsLinkedWithIt() {
        String open = lane.tell(lane.device(person), Matter.FAULT);
        sealed();
        submit(
                supervisor,
                "/cases/" + number + "/links",
                Map.of("other", open, "kind", "RELATED", "why", "the same home"));

        assertThat(desk.told(number)).contains("case.linked.as");
        assertThat(desk.told(open)).doesNotContain("case.linked.as");
        assertThat(page(operator, "/cases/" + open + "/links").body()).doesNotContain(number);
        assertThat(page(operator, "/api/v1/cases/" + open).body()).doesNotContain(number);
        assertThat(page(supervisor, "/cases/" + open + "/links").body()).contains(number);
    }

    @Test
    void itsPagesAreForEverybody() {
        lane.name(Group.OPERATOR);
        String second = lane.name(Group.SUPERVISOR);
        try (Browser browser = new Browser(port);
                Browser.Person desktop = browser.open(1280, "zh-CN");
                Browser.Person phone = browser.open(390, "en")) {
            for (Browser.Person who : List.of(desktop, phone)) {
                Page page = who.as(supervisorName, Quarter.PASSWORD)
                        .go("/cases/" + number)
                        .page();
                page.locator("a[href$='/seal']").click();
                page.locator("main textarea").fill(WHY);
                who.picture("case-seal").isForEverybody();
                page.locator("main input[value='" + operatorName + "']").check();
                page.locator("main form button.primary").click();
                page.locator("main summary").first().waitFor();
                who.picture("case-sealed-readers").isForEverybody();
                who.go("/cases/" + number).page().locator("a[href$='/seal']").waitFor();
                who.picture("case-sealed").isForEverybody();
                try (Browser.Person other =
                        browser.open(who == desktop ? 1280 : 390, who == desktop ? "zh-CN" : "en")) {
                    other.as(second, Quarter.PASSWORD)
                            .go("/tasks?view=all&sort=newest")
                            .picture("tasks-sealed")
                            .isForEverybody();
                    other.page().locator("a.go[href='/tasks/" + task + "']").click();
                    other.page().locator("#why").fill("she calls for help");
                    other.picture("case-sealed-closed").isForEverybody();
                    other.page().locator("main form button").click();
                    other.page().locator("a[href$='/seal']").waitFor();
                    other.picture("case-sealed-emergency").isForEverybody();
                }
                page = who.go("/cases/" + number + "/seal").page();
                page.locator("details:has(form[action$='/seal/open']) summary").click();
                page.locator("#why-open").fill("settled");
                page.locator("form[action$='/seal/open'] button").click();
                page.locator("main form button.primary").waitFor();
            }
        }
        assertThat(desk.file(number)).extracting(CaseFile::isSealed).isEqualTo(false);
    }
}
