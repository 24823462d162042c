package care.nearkin.casetype.device;

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
import care.nearkin.engine.Tasks.Worker;
import care.nearkin.signal.DeviceKind;
import care.nearkin.worklist.TestPauses;
import com.microsoft.playwright.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A step with which nothing can be done rests until a time, out of the way and never forgotten. */
@NearkinTest
class PauseTest {

    private static final String STEP = "Task_AskForTest";

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile accounts;

    @Autowired
    DeviceWork desk;

    @Autowired
    Tasks tasks;

    @Autowired
    CaseFiles caseFiles;

    @Autowired
    EngineTime time;

    @Autowired
    TestPauses pauses;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    private String number;
    private String task;

    /** On a Friday morning. */
    @BeforeEach
    void somebodyHoldsAStepThatCanWait() {
        time.stopAt(Instant.parse("2026-12-04T02:00:00Z"));
        number = desk.tell(desk.device(DeviceKind.SOS, null), Matter.TEST_MISSED);
        task = desk.work(number, STEP).id();
        tasks.claim(task, OPERATOR);
    }

    private Here as(String name) {
        return Here.as(name, port, accounts);
    }

    private int act(String name, String action, Map<String, String> fields) {
        return as(name).submit("/me/password", "/tasks/" + task + "/" + action, fields)
                .statusCode();
    }

    private int pause(String name, String until) {
        return act(name, "pause", Map.of("until", until, "why", "the family is away"));
    }

    private boolean isIn(String view) {
        return as("operator1").page("/tasks?view=" + view).body().contains("/tasks/" + task);
    }

    private List<TimelineEntry> told(String kind) {
        return caseFiles.timeline(number).stream()
                .filter(entry -> entry.kind().equals(kind))
                .toList();
    }

    @Test
    void itRestsAmongThoseThatWaitAndIsBackByItselfAtItsTime() {
        Instant due = desk.work(number, STEP).due();
        assertThat(pause("operator1", "2026-12-07T10:00")).isEqualTo(302);

        assertThat(isIn("mine")).isFalse();
        assertThat(isIn("groups")).isFalse();
        assertThat(isIn("waiting")).isTrue();
        assertThat(as("caseworker1").page("/tasks?view=waiting").body()).doesNotContain("/tasks/" + task);
        assertThat(as("operator1").page("/tasks/" + task).body()).contains("暂停到 ", "/go-on");
        assertThat(desk.work(number, STEP).due()).isAfterOrEqualTo(due);
        assertThat(told("task.paused")).extracting(TimelineEntry::text).containsExactly("the family is away");
        assertThat(jdbc.queryForList("select message_ from act_hi_comment where task_id_ = ?", String.class, task))
                .containsExactly("暂停到2026-12-07 10:00");

        pauses.wake();
        assertThat(isIn("waiting")).isTrue();
        time.stopAt(Instant.parse("2026-12-07T02:00:00Z"));
        pauses.wake();
        assertThat(isIn("waiting")).isFalse();
        assertThat(isIn("mine")).isTrue();
        assertThat(awake()).containsExactly("operator1");
        pauses.wake();
        assertThat(awake()).hasSize(1);
    }

    private List<String> awake() {
        return jdbc.queryForList("""
                select r.staff from notice n join notice_reader r on r.notice_id = n.id
                where n.kind = 'task.awake' and n.link = ?""", String.class, "/tasks/" + task);
    }

    @Test
    void aLongerRestIsForASupervisorToAgreeToAndItIsDueByTheEndOfThatWorkingDay() {
        assertThat(pause("operator1", "2026-12-20T10:00")).isEqualTo(302);
        assertThat(isIn("mine")).isTrue();
        assertThat(pause("operator1", "2026-12-21T10:00")).as("asked already").isEqualTo(409);
        String request = jdbc.queryForObject("select id from task_request where task_id = ?", String.class, task);
        assertThat(as("supervisor1").page("/tasks/" + task).body()).contains("申请暂停到");
        assertThat(act("operator1", "requests/" + request + "/answer", Map.of("agrees", "true")))
                .isEqualTo(403);
        assertThat(act("supervisor1", "requests/" + request + "/answer", Map.of("agrees", "true")))
                .isEqualTo(302);
        assertThat(isIn("waiting")).isTrue();
        assertThat(desk.work(number, STEP).due()).as("a Sunday rests on").isEqualTo("2026-12-21T09:30:00Z");
        assertThat(told("task.pause-asked")).extracting(TimelineEntry::by).containsExactly("operator1");
        assertThat(told("task.paused")).extracting(TimelineEntry::by).containsExactly("supervisor1");
    }

    @Test
    void aRestThatNobodyAgreesToIsNone() {
        pause("operator1", "2026-12-20T10:00");
        String request = jdbc.queryForObject("select id from task_request where task_id = ?", String.class, task);
        assertThat(act(
                        "supervisor1",
                        "requests/" + request + "/answer",
                        Map.of("agrees", "false", "why", "call the neighbour")))
                .isEqualTo(302);
        assertThat(isIn("mine")).isTrue();
        assertThat(told("task.pause-refused")).extracting(TimelineEntry::text).containsExactly("call the neighbour");
    }

    @Test
    void whoeverHasSomethingToDoWithItGoesOnBeforeItsTime() {
        pause("operator1", "2026-12-07T10:00");
        assertThat(act("caseworker1", "go-on", Map.of())).isEqualTo(404);
        assertThat(act("operator2", "go-on", Map.of())).isEqualTo(302);
        assertThat(isIn("mine")).isTrue();
        assertThat(told("task.resumed")).extracting(TimelineEntry::by).containsExactly("operator2");
        assertThat(act("operator2", "go-on", Map.of())).isEqualTo(409);

        pause("operator1", "2026-12-07T10:00");
        tasks.handOver(task, OPERATOR, "operator2");
        assertThat(as("operator2").page("/tasks?view=mine").body()).contains("/tasks/" + task);
        tasks.takeOver(task, new Worker("supervisor1", Set.of("supervisor")));
        tasks.release(task, new Worker("supervisor1", Set.of("supervisor")));
        assertThat(pause("supervisor1", "2026-12-07T10:00")).as("nobody has it").isEqualTo(409);
    }

    @Test
    void noEmergencyRestsAndNothingBackwardsOrWithoutAReason() {
        for (String until : List.of("2026-12-01T10:00", "2028-12-05T10:00", "soon")) {
            assertThat(pause("operator1", until)).as(until).isEqualTo(400);
        }
        assertThat(act("operator1", "pause", Map.of("until", "2026-12-07T10:00", "why", " ")))
                .isEqualTo(400);
        assertThat(pause("operator2", "2026-12-07T10:00")).isEqualTo(403);
        assertThat(pause("caseworker1", "2026-12-07T10:00")).isEqualTo(404);
        jdbc.execute((java.sql.Connection connection) -> {
            try (var change = connection.prepareStatement(
                    "update open_task set first_due = created_at + interval '1 hour' where id = ?")) {
                change.setString(1, task);
                change.executeUpdate();
            }
            connection.commit();
            return null;
        });
        assertThat(as("operator1").page("/tasks/" + task).body()).doesNotContain("/pause");
        assertThat(pause("operator1", "2026-12-07T10:00")).isEqualTo(409);
    }

    /** What rings elsewhere lies over the page, and is not what this is about. */
    private void nothingRings() {
        transaction.executeWithoutResult(
                tx -> jdbc.update("update alarm set resolved_at = now() where resolved_at is null"));
    }

    @Test
    void thePagesSayUntilWhen() {
        nothingRings();
        pause("operator1", "2026-12-07T10:00");
        try (Browser browser = new Browser(port);
                Browser.Person desktop = browser.open(1280, "zh-CN");
                Browser.Person phone = browser.open(390, "en")) {
            for (Browser.Person person : List.of(desktop, phone)) {
                Page page = person.as("operator1", accounts.passwordOf("operator1", ""))
                        .go("/tasks?view=waiting")
                        .page();
                person.picture("pause-list");
                person.isForEverybody();
                page.locator("a.go[href='/tasks/" + task + "']").click();
                page.locator("form[action$='/go-on']").waitFor();
                person.picture("pause-task");
                person.isForEverybody();
            }
        }
    }
}
