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
import care.nearkin.casetype.alarm.AlarmCase.Severity;
import care.nearkin.engine.Tasks;
import care.nearkin.engine.Tasks.Worker;
import care.nearkin.kernel.Refusal;
import com.microsoft.playwright.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** A step is prepared by another and given back, signed by another, copied to others. */
@NearkinTest
class StepActionsTest {

    private static final Worker SECOND = new Worker("operator2", Set.of("operator"));

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile accounts;

    @Autowired
    TestDesk desk;

    @Autowired
    Estate estate;

    @Autowired
    Tasks tasks;

    @Autowired
    CaseFiles caseFiles;

    @Autowired
    JdbcTemplate jdbc;

    private String number;
    private String task;

    @BeforeEach
    void somebodyHoldsAStep() {
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

    private int delegate() {
        return act(
                "operator1", "hand-over", Map.of("to", "operator2", "why", "she speaks their dialect", "back", "true"));
    }

    private String request() {
        return jdbc.queryForObject("select max(id)::text from task_request where task_id = ?", String.class, task);
    }

    @Test
    void whoPreparesAStepGivesItBackAndDoesNotFinishIt() {
        assertThat(delegate()).isEqualTo(302);
        assertThat(desk.work(number, "Task_CallBack").assignee()).isEqualTo("operator2");
        assertThat(desk.work(number, "Task_CallBack").delegatedBy()).isEqualTo("operator1");
        assertThatThrownBy(() -> tasks.complete(task, SECOND, Map.of("numberKind", "HOME", "voiceResult", "NO_ANSWER")))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> tasks.handOver(task, SECOND, "operator1")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> tasks.release(task, SECOND)).isInstanceOf(Refusal.class);

        assertThat(act("operator2", "give-back", Map.of("why", " "))).isEqualTo(400);
        assertThat(act("operator2", "give-back", Map.of("why", "nobody is at home")))
                .isEqualTo(302);

        assertThat(desk.work(number, "Task_CallBack").assignee()).isEqualTo("operator1");
        assertThat(told("task.delegated.why"))
                .extracting(TimelineEntry::text)
                .containsExactly("she speaks their dialect");
        assertThat(told("task.delegated")).hasSize(1);
        assertThat(told("task.found")).extracting(TimelineEntry::text).containsExactly("nobody is at home");
        assertThat(told("task.given-back")).extracting(TimelineEntry::by).containsExactly("operator2");
        assertThat(told("task.handed-over")).isEmpty();
        assertThat(as("operator1").page("/notices").body()).contains("/tasks/" + task);
        assertThat(jdbc.queryForList("select message_ from act_hi_comment where task_id_ = ?", String.class, task))
                .hasSize(2)
                .noneMatch(remark -> remark.contains("dialect") || remark.contains("at home"));
        tasks.complete(task, OPERATOR, Map.of("numberKind", "HOME", "voiceResult", "NO_ANSWER"));
    }

    @Test
    void theOwnerCallsItBackAndNobodyElse() {
        delegate();
        assertThat(act("caseworker1", "give-back", Map.of("why", "x"))).isEqualTo(404);
        assertThat(desk.work(number, "Task_CallBack").assignee()).isEqualTo("operator2");
        assertThat(act("operator1", "give-back", Map.of())).isEqualTo(302);
        assertThat(desk.work(number, "Task_CallBack").assignee()).isEqualTo("operator1");
        assertThat(act("operator1", "give-back", Map.of())).isEqualTo(409);
    }

    @Test
    void nobodyHasAStepPreparedThatSheDoesNotHold() {
        assertThat(act("operator2", "hand-over", Map.of("to", "operator2", "why", "x", "back", "true")))
                .isEqualTo(403);
        assertThat(act("supervisor1", "hand-over", Map.of("to", "operator2", "why", "x", "back", "true")))
                .isEqualTo(403);
        assertThat(act("operator1", "hand-over", Map.of("to", "keeper1", "why", "x", "back", "true")))
                .isEqualTo(400);
    }

    @Test
    void whatSheTypedWhilePreparingIsTheOwnersDraft() {
        delegate();
        try (Browser browser = new Browser(port);
                Browser.Person second = browser.open(1280, "zh-CN");
                Browser.Person first = browser.open(390, "en")) {
            Page page = second.as("operator2", accounts.passwordOf("operator2", ""))
                    .go("/tasks/" + task)
                    .page();
            page.locator("#form textarea").fill("the neighbour says");
            assertThat(page.locator("#complete").isVisible()).isFalse();
            page.locator("#found").fill("asked next door");
            second.picture("task-prepare");
            // at once after the last letter
            page.locator("#form textarea").fill("the neighbour says they left on Sunday");
            page.locator(".give-back button").click();
            page.waitForFunction("() => !document.querySelector('.give-back')");

            page = first.as("operator1", accounts.passwordOf("operator1", ""))
                    .go("/tasks/" + task)
                    .page();
            page.locator("#form textarea").waitFor();
            page.waitForFunction(
                    "() => document.querySelector('#form textarea').value === 'the neighbour says they left on Sunday'");
            assertThat(page.locator("#complete").isVisible()).isTrue();
            assertThat(first.complaints()).isEmpty();
            assertThat(second.complaints()).isEmpty();
        }
    }

    @Test
    void aStepThatSomebodyHasToSignIsNotFinishedBefore() {
        assertThat(act("operator1", "sign", Map.of("person", "supervisor1", "why", "an unusual call")))
                .isEqualTo(302);
        assertThatThrownBy(
                        () -> tasks.complete(task, OPERATOR, Map.of("numberKind", "HOME", "voiceResult", "NO_ANSWER")))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.words()).isEqualTo("task.sign.open"));
        assertThat(as("supervisor1").page("/tasks").body()).contains("/tasks/" + task);
        assertThat(act("operator2", "requests/" + request() + "/answer", Map.of("agrees", "true")))
                .isEqualTo(403);
        assertThat(act("operator1", "requests/" + request() + "/answer", Map.of("agrees", "true")))
                .isEqualTo(403);

        assertThat(act("supervisor1", "requests/" + request() + "/answer", Map.of("agrees", "true")))
                .isEqualTo(302);

        assertThat(told("task.sign-asked")).extracting(TimelineEntry::text).containsExactly("an unusual call");
        assertThat(told("task.sign-agreed")).extracting(TimelineEntry::by).containsExactly("supervisor1");
        tasks.complete(task, OPERATOR, Map.of("numberKind", "HOME", "voiceResult", "NO_ANSWER"));
    }

    @Test
    void whatWaitsForSomebodysWordOrIsPreparedByAnotherStandsAmongThoseThatWait() {
        assertThat(waits("operator1")).isNull();
        act("operator1", "sign", Map.of("person", "supervisor1", "why", "an unusual call"));
        assertThat(waits("operator1")).contains("等待", "同意");
        assertThat(waits("caseworker1")).isNull();
        act("supervisor1", "requests/" + request() + "/answer", Map.of("agrees", "true"));
        assertThat(waits("operator1")).isNull();

        act("operator1", "hand-over", Map.of("to", "operator2", "back", "true", "why", "knows the dialect"));
        assertThat(waits("operator1")).contains("代为准备");
        assertThat(waits("operator2")).contains("准备").doesNotContain("代为准备");
        assertThat(act("operator2", "give-back", Map.of("why", "done"))).isEqualTo(302);
        assertThat(waits("operator1")).isNull();
    }

    /** The row of the step in the list of what waits, or null. */
    private @Nullable String waits(String name) {
        String page = as(name).page("/tasks?view=waiting").body();
        int row = page.indexOf("id=\"t-" + task + "\"");
        return row < 0 ? null : page.substring(row, page.indexOf("</tr>", row));
    }

    @Test
    void whoDoesNotSignSaysWhyAndTheStepWaitsUntilTheRequestIsTakenBack() {
        act("operator1", "sign", Map.of("person", "supervisor1", "why", "an unusual call"));
        assertThat(act("supervisor1", "requests/" + request() + "/answer", Map.of("agrees", "false")))
                .isEqualTo(400);
        assertThat(act("supervisor1", "requests/" + request() + "/answer", Map.of("agrees", "false", "why", "not so")))
                .isEqualTo(302);
        assertThat(act("supervisor1", "requests/" + request() + "/answer", Map.of("agrees", "true")))
                .isEqualTo(409);
        assertThatThrownBy(
                        () -> tasks.complete(task, OPERATOR, Map.of("numberKind", "HOME", "voiceResult", "NO_ANSWER")))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.words()).isEqualTo("task.sign.refused"));

        assertThat(act("operator2", "requests/" + request() + "/withdraw", Map.of()))
                .isEqualTo(403);
        assertThat(act("operator1", "requests/" + request() + "/withdraw", Map.of()))
                .isEqualTo(302);
        tasks.complete(task, OPERATOR, Map.of("numberKind", "HOME", "voiceResult", "NO_ANSWER"));
    }

    @Test
    void onlyColleaguesAndSupervisorsOfTheStepSignAndEachIsAskedOnce() {
        assertThat(act("operator1", "sign", Map.of("person", "keeper1", "why", "x")))
                .isEqualTo(400);
        assertThat(act("operator2", "sign", Map.of("person", "supervisor1", "why", "x")))
                .isEqualTo(403);
        assertThat(act("operator1", "sign", Map.of("person", "operator2", "why", "")))
                .isEqualTo(400);
        assertThat(act("operator1", "sign", Map.of("person", "operator2", "why", "x")))
                .isEqualTo(302);
        assertThat(act("operator1", "sign", Map.of("person", "operator2", "why", "x")))
                .isEqualTo(409);
    }

    @Test
    void aCopyTellsThemAndAsksNothing() {
        assertThat(act("operator1", "copy", Map.of("people", "supervisor1", "why", "so that you know")))
                .isEqualTo(302);
        assertThat(told("task.copied")).extracting(TimelineEntry::text).containsExactly("so that you know");
        assertThat(as("supervisor1").page("/notices").body()).contains("/cases/" + number);
        assertThat(act("operator1", "copy", Map.of("people", "keeper1"))).isEqualTo(400);
        assertThat(act("operator1", "copy", Map.of())).isEqualTo(400);
        assertThat(act("caseworker1", "copy", Map.of("people", "supervisor1"))).isEqualTo(404);
    }

    @Test
    void allActionsAreForEverybody() {
        estate.leftoversOfOtherTestsAreOver();
        Estate.Lane lane = estate.lane();
        Worker holder = new Worker(lane.operator(), Set.of("operator"));
        number = lane.rings(AlarmKind.SOS, Severity.CRITICAL, lane.resident("3"), null, Instant.now());
        desk.complete(number, "Task_Acknowledge", holder, Map.of());
        task = desk.work(number, "Task_CallBack").id();
        tasks.claim(task, holder);
        Here here = new Here(port);
        here.signIn(lane.operator(), Estate.PASSWORD);
        here.submit("/me/password", "/tasks/" + task + "/sign", Map.of("person", lane.second(), "why", "unusual"));
        try (Browser browser = new Browser(port);
                Browser.Person desktop = browser.open(1280, "zh-CN");
                Browser.Person phone = browser.open(390, "en")) {
            for (Browser.Person person : List.of(desktop, phone)) {
                Page page = person.as(lane.operator(), Estate.PASSWORD)
                        .go("/tasks/" + task)
                        .page();
                page.locator("details.action summary").all().forEach(summary -> summary.click());
                person.picture("task-all-actions");
                person.isForEverybody();
            }
        }
    }
}
