package care.nearkin.casetype.alarm;

import static care.nearkin.casetype.alarm.TestDesk.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.nearkin.Browser;
import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casefile.TimelineEntry;
import care.nearkin.engine.EngineTime;
import care.nearkin.engine.Tasks;
import care.nearkin.engine.Tasks.Worker;
import care.nearkin.kernel.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** A step is handed over and nudged with who, when and why; nobody does so who has no right to. */
@NearkinTest
class TaskActionsTest {

    private static final Instant NOW = Instant.parse("2026-06-01T02:13:05Z");

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile accounts;

    @Autowired
    TestDesk desk;

    @Autowired
    Tasks tasks;

    @Autowired
    CaseFiles caseFiles;

    @Autowired
    EngineTime time;

    @Autowired
    JdbcTemplate jdbc;

    private String number;
    private String task;

    @BeforeEach
    void somebodyHoldsAStep() {
        time.stopAt(NOW);
        number = desk.ring();
        desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        task = desk.work(number, "Task_CallBack").id();
        tasks.claim(task, OPERATOR);
    }

    private Here as(String name) {
        return Here.as(name, port, accounts);
    }

    private int act(String name, String action, Map<String, String> fields) {
        return as(name).submit("/me/password", "/tasks/" + task + "/" + action, fields)
                .statusCode();
    }

    private List<TimelineEntry> told(String kind) {
        return caseFiles.timeline(number).stream()
                .filter(entry -> entry.kind().equals(kind))
                .toList();
    }

    @Test
    void whoHoldsItHandsItOverWithAReason() {
        assertThat(as("operator1").page("/tasks/" + task).body())
                .contains("/hand-over")
                .contains("value=\"operator2\"");

        assertThat(act("operator1", "hand-over", Map.of("to", "operator2", "why", "my shift ends")))
                .isEqualTo(302);

        assertThat(desk.work(number, "Task_CallBack").assignee()).isEqualTo("operator2");
        assertThat(told("task.handed-over")).extracting(TimelineEntry::by).containsExactly("operator1");
        assertThat(told("task.because")).extracting(TimelineEntry::text).containsExactly("my shift ends");
        assertThat(told("task.taken-over")).isEmpty();
        assertThat(as("operator2").page("/notices").body()).contains("/tasks/" + task);
    }

    /** The why may name somebody, and what is in the engine stays there. */
    @Test
    void tasklistShowsThatItWasHandedOverAndNotWhy() {
        act("operator1", "hand-over", Map.of("to", "operator2", "why", "she is his aunt"));

        assertThat(jdbc.queryForList("select message_ from act_hi_comment where task_id_ = ?", String.class, task))
                .singleElement()
                .asString()
                .doesNotContain("aunt")
                .isNotBlank();
    }

    @Test
    void withoutAReasonOrToSomebodyWhoDoesNoSuchStepsItStays() {
        assertThat(act("operator1", "hand-over", Map.of("to", "operator2", "why", " ")))
                .isEqualTo(400);
        assertThat(act("operator1", "hand-over", Map.of("to", "keeper1", "why", "x")))
                .isEqualTo(400);
        assertThat(act("operator1", "hand-over", Map.of("to", "nobody-at-all", "why", "x")))
                .isEqualTo(400);
        assertThat(desk.work(number, "Task_CallBack").assignee()).isEqualTo("operator1");
    }

    @Test
    void aColleagueHandsOverNothingThatSheDoesNotHold() {
        assertThat(as("operator2").page("/tasks/" + task).body()).doesNotContain("/hand-over");
        assertThat(act("operator2", "hand-over", Map.of("to", "operator2", "why", "x")))
                .isEqualTo(403);
        assertThat(act("caseworker1", "hand-over", Map.of("to", "operator2", "why", "x")))
                .isEqualTo(404);
        assertThat(desk.work(number, "Task_CallBack").assignee()).isEqualTo("operator1");
    }

    @Test
    void aSupervisorGivesItToSomebody() {
        assertThat(act("supervisor1", "hand-over", Map.of("to", "operator2", "why", "she knows them")))
                .isEqualTo(302);
        assertThat(desk.work(number, "Task_CallBack").assignee()).isEqualTo("operator2");
        assertThat(told("task.handed-over")).extracting(TimelineEntry::by).containsExactly("supervisor1");
    }

    /** Camunda Tasklist asks the engine, which knows the groups. */
    @Test
    void theOtherWindowHandsItToNobodyElseEither() {
        tasks.handOver(task, OPERATOR, "operator2");
        assertThat(desk.work(number, "Task_CallBack").assignee()).isEqualTo("operator2");
        Worker holder = new Worker("operator2", Set.of("operator"));
        assertThatThrownBy(() -> tasks.handOver(task, holder, "keeper1")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> tasks.handOver(task, OPERATOR, "supervisor1")).isInstanceOf(Refusal.class);
    }

    @Test
    void whoHoldsAStepIsNudgedAndNotAgainAtOnce() {
        assertThat(act("supervisor1", "nudge", Map.of("why", "the son is on the phone")))
                .isEqualTo(302);

        assertThat(told("task.nudged")).extracting(TimelineEntry::text).containsExactly("the son is on the phone");
        assertThat(as("operator1").page("/notices").body()).contains("/tasks/" + task);
        assertThat(act("operator2", "nudge", Map.of())).isEqualTo(409);
        time.stopAt(NOW.plusSeconds(601));
        assertThat(act("operator2", "nudge", Map.of())).isEqualTo(302);
        assertThat(told("task.nudged")).hasSize(2);
    }

    @Test
    void nobodyNudgesHerselfNorWhatSheMayNotSee() {
        assertThat(act("operator1", "nudge", Map.of())).isEqualTo(400);
        assertThat(act("caseworker1", "nudge", Map.of())).isEqualTo(404);
        assertThat(told("task.nudged")).isEmpty();
    }

    @Test
    void theActionsStandBelowTheWork() {
        try (Browser browser = new Browser(port);
                Browser.Person desktop = browser.open(1280, "zh-CN");
                Browser.Person phone = browser.open(390, "en")) {
            for (Browser.Person person : List.of(desktop, phone)) {
                person.as("operator1", accounts.passwordOf("operator1", "")).go("/tasks/" + task);
                person.page().locator("#form .fjs-form").waitFor();
                person.page().locator("details.action summary").first().click();
                assertThat(person.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                        .isEqualTo(true);
                person.picture("task-actions");
                assertThat(person.complaints()).isEmpty();
            }
        }
    }
}
