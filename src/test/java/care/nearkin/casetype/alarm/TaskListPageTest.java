package care.nearkin.casetype.alarm;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Browser;
import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.Group;
import care.nearkin.casetype.alarm.AlarmCase.Severity;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** The list of tasks never loses anybody's place, tells no name to an address and does not jump. */
@NearkinTest
class TaskListPageTest {

    @LocalServerPort
    int port;

    @Autowired
    Estate estate;

    @Autowired
    TestDesk desk;

    @Autowired
    JdbcTemplate jdbc;

    private Estate.Lane lane;

    @BeforeEach
    void aLane() {
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        estate.leftoversOfOtherTestsAreOver();
        lane = estate.lane();
    }

    private String rings(String building, Instant at) {
        return lane.rings(AlarmKind.SOS, Severity.CRITICAL, lane.resident(building), null, at);
    }

    /** Tasks of no area are everybody's, and other tests leave some. */
    private Locator rows(Page page) {
        return page.locator("#list tbody tr").filter(ofTheLane());
    }

    private Locator.FilterOptions ofTheLane() {
        return new Locator.FilterOptions().setHasText("Lane " + lane.area().substring(1));
    }

    private Here here() {
        Here here = new Here(port);
        here.signIn(lane.operator(), Estate.PASSWORD);
        return here;
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("location").orElse("").replaceFirst("^https?://[^/]+", "");
    }

    @Test
    void whereSheWasIsWhereSheComesBackToAtAnotherComputerToo() {
        Instant now = Instant.now();
        for (int i = 0; i < 75; i++) {
            rings("1", now.plusMillis(i));
        }
        try (Browser browser = new Browser(port);
                Browser.Person desktop = browser.open(1280, "en")) {
            Page page = desktop.as(lane.operator(), Estate.PASSWORD)
                    .go("/tasks?view=all&sort=newest")
                    .page();
            page.navigate(page.url().replace("view=all", "view=unassigned"));
            assertThat(rows(page)).hasCount(50);
            page.locator("[rel=next]").click();
            page.waitForURL(url -> url.contains("after="));
            assertThat(page.locator("[aria-current=page]").filter(new Locator.FilterOptions().setHasText("Not taken")))
                    .hasCount(1);
            String list = page.url();
            page.evaluate("window.scrollTo(0, 120)");
            int down = (int) page.evaluate("Math.round(window.scrollY)");
            assertThat(down).isPositive();
            page.locator("#list tbody a.go").first().click();
            page.waitForURL(url -> url.contains("/tasks/"));

            page.locator("nav.wide a[href='/tasks']").click();
            page.waitForURL(list);
            assertThat((int) page.evaluate("Math.round(window.scrollY)"))
                    .isCloseTo(down, org.assertj.core.data.Offset.offset(2));

            try (Browser.Person phone = browser.open(390, "zh-CN")) {
                Page small =
                        phone.as(lane.operator(), Estate.PASSWORD).go("/tasks").page();
                small.waitForURL(list);
                phone.picture("task-list");
            }
            desktop.picture("task-list");
            assertThat(desktop.complaints()).isEmpty();
        }
    }

    @Test
    void aNameThatIsSearchedForStandsInNoAddress() {
        String number = lane.rings(AlarmKind.SOS, Severity.CRITICAL, lane.named("欧阳晓"), null, Instant.now());
        rings("8", Instant.now());
        try (Browser browser = new Browser(port);
                Browser.Person person = browser.open(1280, "en")) {
            Page page = person.as(lane.operator(), Estate.PASSWORD)
                    .go("/tasks?view=groups")
                    .page();
            assertThat(rows(page)).hasCount(2);
            page.fill("#q", "oyx");
            page.keyboard().press("Enter");
            assertThat(rows(page)).hasCount(1);
            assertThat(page.locator("#list tbody")).containsText(number);
            assertThat(page.url()).contains("q=~").doesNotContain("oyx");
            assertThat(person.calls()).noneMatch(call -> call.contains("oyx"));

            page.reload();
            assertThat(page.locator("#q")).hasValue("oyx");
            assertThat(rows(page)).hasCount(1);
            assertThat(person.complaints()).isEmpty();
        }
    }

    @Test
    void aTokenOfSomebodyElseFindsNothingOut() {
        String number = rings("7", Instant.now());
        String list = location(here().submit(
                        "/tasks?view=groups", "/search", Map.of("to", "/tasks", "view", "groups", "q", "Resident 1")));
        assertThat(list).contains("q=~");

        Here other = new Here(port);
        other.signIn(lane.second(), Estate.PASSWORD);

        String page = other.page(list).body();
        assertThat(page).doesNotContain("Resident 1\"").contains(number);
    }

    @Test
    void aListUnderANameLeadsToItAndASharedOneLeadsEverybody() {
        rings("7", Instant.now());
        Here here = here();
        String found = location(
                here.submit("/tasks?view=late", "/search", Map.of("to", "/tasks", "view", "late", "q", "Resident 1")));
        String token = found.substring(found.indexOf("q=") + 2);

        here.submit(
                "/tasks?view=late",
                "/tasks/lists",
                Map.of("view", "late", "q", token, "name", "Mine " + lane.area(), "shared", "true"));

        String page = here.page("/tasks?view=late").body();
        assertThat(page).contains("Mine " + lane.area());
        String href = page.replaceAll("(?s).*?(/tasks/lists/\\d+)\".*", "$1");
        assertThat(location(here.page(href))).contains("view=late").contains("q=~");
        assertThat(page).contains(href + "/remove");
        // an operator's own: only supervisors share
        Here other = new Here(port);
        other.signIn(lane.second(), Estate.PASSWORD);
        assertThat(other.page("/tasks?view=groups").body()).doesNotContain("Mine " + lane.area());
        assertThat(other.page(href).statusCode()).isEqualTo(404);
        assertThat(other.submit("/tasks?view=groups", href + "/remove", Map.of())
                        .statusCode())
                .isEqualTo(404);

        here.submit("/tasks?view=late", href + "/remove", Map.of());
        assertThat(here.page("/tasks?view=late").body()).doesNotContain("Mine " + lane.area());
    }

    @Test
    void whatASupervisorSharesIsThereForEverybodyAndAnotherSupervisorMayRemoveIt() {
        Here supervisor = lane.somebody(port, Group.SUPERVISOR);
        supervisor.submit(
                "/tasks?view=late",
                "/tasks/lists",
                Map.of("view", "late", "name", "All " + lane.area(), "shared", "true"));

        String page = here().page("/tasks?view=groups").body();
        assertThat(page).contains("All " + lane.area());
        String href = page.replaceAll("(?s).*?(/tasks/lists/\\d+)\">All " + lane.area() + ".*", "$1");
        assertThat(location(here().page(href))).contains("view=late");

        assertThat(lane.somebody(port, Group.SUPERVISOR)
                        .submit("/tasks?view=late", href + "/remove", Map.of())
                        .statusCode())
                .isEqualTo(302);
        assertThat(here().page("/tasks?view=groups").body()).doesNotContain("All " + lane.area());
    }

    @Test
    void theSearchLeadsToNoOtherServer() {
        for (String to : List.of("//evil.example/x", "https://evil.example", "tasks", "/tasks?x=1")) {
            assertThat(here().submit("/tasks?view=late", "/search", Map.of("to", to, "q", "x"))
                            .statusCode())
                    .as(to)
                    .isEqualTo(400);
        }
    }

    @Test
    void aListWithoutANameIsNotSaved() {
        assertThat(here().submit("/tasks?view=late", "/tasks/lists", Map.of("view", "late", "name", " "))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aSupervisorTakesTheListWithHerAndItIsLogged() {
        lane.rings(AlarmKind.SOS, Severity.CRITICAL, lane.named("=cmd()"), null, Instant.now());
        desk.ring(AlarmKind.SOS, null);
        Here supervisor = lane.somebody(port, Group.SUPERVISOR);

        HttpResponse<String> file = supervisor.page("/tasks/export?view=groups&sort=due");

        assertThat(file.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(file.body())
                .startsWith("\ufeff剩余时间,待办,")
                .contains(",'=cmd(),")
                .contains("Lane");
        assertThat(jdbc.queryForObject(
                        "select count(*) from access_read where what = 'task-list' and which like 'view=groups%'",
                        Integer.class))
                .isPositive();
        assertThat(here().page("/tasks/export?view=groups").statusCode()).isEqualTo(403);
        assertThat(here().page("/tasks?view=groups").body()).doesNotContain("/tasks/export");
    }

    @Test
    void theColumnsThatSheChoseAreThereNextTime() {
        rings("7", Instant.now());
        Here here = here();
        assertThat(here.page("/tasks?view=groups").body())
                .contains("data-label=\"承办人\"")
                .doesNotContain("data-label=\"片区\"");

        here.submit("/tasks?view=groups", "/tasks/columns", Map.of("column", "AREA"));

        assertThat(here.page("/tasks?view=groups").body())
                .contains("data-label=\"片区\"")
                .contains("data-label=\"待办\"")
                .doesNotContain("data-label=\"承办人\"");
    }

    @Test
    void everyColumnCanBeShown() {
        rings("7", Instant.now());
        try (Browser browser = new Browser(port);
                Browser.Person person = browser.open(1280, "zh-CN")) {
            Page page = person.as(lane.operator(), Estate.PASSWORD)
                    .go("/tasks?view=groups")
                    .page();
            page.locator(".list-tools summary").first().click();
            page.locator("[name=column]").all().forEach(box -> box.check());
            person.picture("task-list-tools");
            page.locator(".list-tools form button").first().click();
            assertThat(page.locator("#list thead th")).hasCount(11);
            assertThat(rows(page).locator("[data-label='类型']")).hasText("报警");
            assertThat(rows(page).locator("[data-label='最近动态']")).containsText("为何报警");
            person.picture("task-list-columns");
            assertThat(person.complaints()).isEmpty();
        }
    }

    @Test
    void theListGoesOnByItselfAndDoesNotJump() {
        Instant now = Instant.now();
        List<String> numbers = List.of(rings("1", now), rings("2", now.plusMillis(1)), rings("3", now.plusMillis(2)));
        try (Browser browser = new Browser(port);
                Browser.Person person = browser.open(1280, "en")) {
            Page page = person.as(lane.operator(), Estate.PASSWORD)
                    .go("/tasks?view=unassigned")
                    .page();
            assertThat(rows(page)).hasCount(3);
            double last = rows(page).last().boundingBox().y;

            desk.complete(numbers.get(0), "Task_Acknowledge", TestDesk.OPERATOR, Map.of());

            assertThat(page.locator("#list tbody tr.over").filter(ofTheLane()))
                    .containsText("Done or taken away meanwhile");
            assertThat(page.locator("#list tbody tr.over").filter(ofTheLane())).containsText(numbers.get(0));
            // its next step is new, and waits
            assertThat(page.locator(".fresh-line button")).containsText("Show 1 new");
            assertThat(rows(page).last().boundingBox().y).isCloseTo(last, org.assertj.core.data.Offset.offset(60.0));
            person.picture("task-list-live");
            page.locator(".fresh-line button").click();
            assertThat(page.locator("#list tbody tr.over").filter(ofTheLane())).hasCount(0);
            assertThat(page.locator(".fresh-line button")).hasCount(0);
            assertThat(person.complaints()).isEmpty();
        }
    }
}
