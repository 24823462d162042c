package care.nearkin.casetype.device;

import static care.nearkin.casetype.device.DeviceWork.MAINTAINER;
import static care.nearkin.casetype.device.DeviceWork.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Browser;
import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casefile.TimelineEntry;
import care.nearkin.casetype.device.DeviceCase.Matter;
import care.nearkin.engine.EngineTime;
import care.nearkin.engine.Tasks;
import care.nearkin.signal.DeviceKind;
import com.microsoft.playwright.Page;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** A step is sent back, taken back, put off: by whom it is, with a reason, and nothing unseen. */
@NearkinTest
class GoingBackTest {

    private static final String NEXT_WEEK = "2099-01-01T10:00:00+08:00";
    private static final Pattern STATE = Pattern.compile("name=\"state\" value=\"([^\"]*)\"");

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile accounts;

    @Autowired
    DeviceWork desk;

    @Autowired
    DeviceMatters matters;

    @Autowired
    Tasks tasks;

    @Autowired
    CaseFiles caseFiles;

    @Autowired
    EngineTime time;

    @Autowired
    JdbcTemplate jdbc;

    private Here as(String name) {
        return Here.as(name, port, accounts);
    }

    private String installing() {
        String number = matters.install(desk.device(DeviceKind.SOS, null), "maintainer1");
        desk.complete(number, "Task_Schedule", MAINTAINER, Map.of("appointment", NEXT_WEEK));
        return number;
    }

    private List<TimelineEntry> told(String number, String kind) {
        return caseFiles.timeline(number).stream()
                .filter(entry -> entry.kind().equals(kind))
                .toList();
    }

    private int post(Here here, String path, Map<String, String> fields) {
        return here.submit("/me/password", path, fields).statusCode();
    }

    private static Map<String, String> shown(String page, String step, String why) {
        Matcher state = STATE.matcher(page);
        Map<String, String> fields = new HashMap<>(Map.of("step", step, "why", why));
        fields.put("state", state.find() ? state.group(1) : "");
        return fields;
    }

    @Test
    void whoHoldsAStepSendsItBackWithAReasonAfterSeeingWhatItMeans() {
        String number = installing();
        String task = desk.work(number, "Task_Install").id();
        Here maintainer = as("maintainer1");
        assertThat(maintainer.page("/tasks/" + task + "/send-back").statusCode())
                .isEqualTo(403);
        tasks.claim(task, MAINTAINER);
        assertThat(maintainer.page("/tasks/" + task).body()).contains("/send-back");
        String page = maintainer
                .page("/tasks/" + task + "/send-back?step=Task_Schedule")
                .body();

        assertThat(post(maintainer, "/tasks/" + task + "/send-back", shown(page, "Task_Schedule", " ")))
                .isEqualTo(400);
        assertThat(post(
                        maintainer,
                        "/tasks/" + task + "/send-back",
                        Map.of("step", "Task_Schedule", "state", "x", "why", "x")))
                .isEqualTo(409);
        assertThat(desk.waiting(number)).containsExactly("Task_Install");
        assertThat(post(maintainer, "/tasks/" + task + "/send-back", shown(page, "Task_Schedule", "they are away")))
                .isEqualTo(302);

        assertThat(desk.waiting(number)).containsExactly("Task_Schedule");
        assertThat(told(number, "task.sent-back"))
                .extracting(TimelineEntry::text)
                .containsExactly("they are away");
        String anew = desk.work(number, "Task_Schedule").id();
        assertThat(jdbc.queryForList("select message_ from act_hi_comment where task_id_ = ?", String.class, anew))
                .as("Tasklist shows it beside the new task")
                .hasSize(1);
        desk.complete(number, "Task_Schedule", MAINTAINER, Map.of("appointment", NEXT_WEEK));
        assertThat(desk.waiting(number)).containsExactly("Task_Install");
    }

    @Test
    void nobodySendsBackWhatIsNotHersNorToWhereItNeverWas() {
        String number = installing();
        String task = desk.work(number, "Task_Install").id();
        tasks.claim(task, MAINTAINER);
        assertThat(post(as("operator1"), "/tasks/" + task + "/send-back", Map.of("step", "Task_Schedule", "state", "")))
                .isEqualTo(404);
        assertThat(as("supervisor1")
                        .page("/tasks/" + task + "/send-back?step=Task_Test")
                        .statusCode())
                .isEqualTo(400);
        assertThat(desk.waiting(number)).containsExactly("Task_Install");
    }

    @Test
    void whoDidItTakesItBackWhileNobodyHasLooked() {
        String number = installing();
        String next = desk.work(number, "Task_Install").id();
        Here maintainer = as("maintainer1");
        String page = maintainer.page("/tasks/of/" + number + "/done").body();
        assertThat(page).contains("/take-back");
        String done = page.replaceAll("(?s).*/tasks/([^/]+)/take-back.*", "$1");

        assertThat(post(as("supervisor1"), "/tasks/" + done + "/take-back", Map.of("why", "x")))
                .as("it was not hers")
                .isEqualTo(409);
        assertThat(post(maintainer, "/tasks/" + done + "/take-back", Map.of())).isEqualTo(400);
        assertThat(post(maintainer, "/tasks/" + done + "/take-back", Map.of("why", "the wrong day")))
                .isEqualTo(302);

        assertThat(desk.waiting(number)).containsExactly("Task_Schedule");
        assertThat(desk.work(number, "Task_Schedule").assignee()).isEqualTo("maintainer1");
        assertThat(told(number, "task.taken-back"))
                .extracting(TimelineEntry::text)
                .containsExactly("the wrong day");
        assertThat(as("supervisor1").page("/tasks/" + next).statusCode()).isEqualTo(302);
    }

    @Test
    void onceSomebodyElseHasOpenedTheNextStepItIsTooLate() {
        String number = installing();
        Here maintainer = as("maintainer1");
        String done = maintainer
                .page("/tasks/of/" + number + "/done")
                .body()
                .replaceAll("(?s).*/tasks/([^/]+)/take-back.*", "$1");
        as("supervisor1").page("/tasks/" + desk.work(number, "Task_Install").id());

        assertThat(maintainer.page("/tasks/of/" + number + "/done").body()).doesNotContain("/take-back");
        assertThat(post(maintainer, "/tasks/" + done + "/take-back", Map.of("why", "x")))
                .isEqualTo(409);
        assertThat(desk.waiting(number)).containsExactly("Task_Install");
    }

    @Test
    void aStepIsPutOffAFewWorkingDaysByWhoHoldsItAndFurtherByASupervisor() {
        // a Friday at ten in the morning; due on Tuesday at half past five
        time.stopAt(Instant.parse("2026-12-04T02:00:00Z"));
        String number = desk.tell(desk.device(DeviceKind.SOS, null), Matter.TEST_MISSED);
        String task = desk.work(number, "Task_AskForTest").id();
        tasks.claim(task, OPERATOR);
        Here operator = as("operator1");
        assertThat(operator.page("/tasks/" + task).body()).contains("/extend");

        assertThat(post(operator, "/tasks/" + task + "/extend", Map.of("until", "2026-12-11T17:30", "why", "away")))
                .isEqualTo(302);
        assertThat(desk.work(number, "Task_AskForTest").due()).isEqualTo("2026-12-11T09:30:00Z");

        assertThat(post(operator, "/tasks/" + task + "/extend", Map.of("until", "2026-12-20T17:30", "why", "away")))
                .isEqualTo(302);
        assertThat(desk.work(number, "Task_AskForTest").due())
                .as("that is the supervisor's")
                .isEqualTo("2026-12-11T09:30:00Z");
        assertThat(post(operator, "/tasks/" + task + "/extend", Map.of("until", "2026-12-21T17:30", "why", "away")))
                .as("asked already")
                .isEqualTo(409);
        String request = jdbc.queryForObject("select id from task_request where task_id = ?", String.class, task);
        assertThat(post(operator, "/tasks/" + task + "/requests/" + request + "/answer", Map.of("agrees", "true")))
                .isEqualTo(403);
        assertThat(as("supervisor1").page("/tasks/" + task).body()).contains("/requests/" + request + "/answer");
        assertThat(post(
                        as("supervisor1"),
                        "/tasks/" + task + "/requests/" + request + "/answer",
                        Map.of("agrees", "true")))
                .isEqualTo(302);

        assertThat(desk.work(number, "Task_AskForTest").due()).isEqualTo("2026-12-20T09:30:00Z");
        assertThat(told(number, "task.extended"))
                .extracting(TimelineEntry::by)
                .containsExactly("operator1", "supervisor1");
    }

    @Test
    void noTimeIsGivenBackwardsNorToAnEmergency() {
        time.stopAt(Instant.parse("2026-12-04T02:00:00Z"));
        String number = desk.tell(desk.device(DeviceKind.SOS, null), Matter.TEST_MISSED);
        String task = desk.work(number, "Task_AskForTest").id();
        tasks.claim(task, OPERATOR);
        for (String until : List.of("2026-12-01T10:00", "2026-12-05T10:00", "2028-12-05T10:00", "soon")) {
            assertThat(post(as("operator1"), "/tasks/" + task + "/extend", Map.of("until", until, "why", "x")))
                    .as(until)
                    .isEqualTo(400);
        }
        jdbc.execute((java.sql.Connection connection) -> {
            try (var change = connection.prepareStatement(
                    "update open_task set first_due = created_at + interval '1 hour' where id = ?")) {
                change.setString(1, task);
                change.executeUpdate();
            }
            connection.commit();
            return null;
        });
        assertThat(as("operator1").page("/tasks/" + task).body()).doesNotContain("/extend");
        assertThat(post(as("operator1"), "/tasks/" + task + "/extend", Map.of("until", "2026-12-11T10:00", "why", "x")))
                .isEqualTo(409);
    }

    @Test
    void thePageShowsWhatEndsAndWhatIsDoneAgain() {
        String number = installing();
        String task = desk.work(number, "Task_Install").id();
        tasks.claim(task, MAINTAINER);
        try (Browser browser = new Browser(port);
                Browser.Person desktop = browser.open(1280, "zh-CN");
                Browser.Person phone = browser.open(390, "en")) {
            for (Browser.Person person : List.of(desktop, phone)) {
                Page page = person.as("maintainer1", accounts.passwordOf("maintainer1", ""))
                        .go("/tasks/" + task)
                        .page();
                page.locator("#form .fjs-container").waitFor();
                page.waitForFunction("() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')");
                page.locator("a[href$='/send-back']").click();
                page.locator("a[href*='step=Task_Schedule']").click();
                page.locator("textarea[name=why]").fill("they are away");
                person.picture("send-back");
                person.isForEverybody();
            }
            phone.page().locator("form[action$='/send-back'] button").click();
            phone.page().waitForURL(url -> !url.contains("send-back"));
            assertThat(desk.waiting(number)).containsExactly("Task_Schedule");
        }
    }
}
