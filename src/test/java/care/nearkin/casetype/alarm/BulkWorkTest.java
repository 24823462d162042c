package care.nearkin.casetype.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Browser;
import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casefile.TimelineEntry;
import care.nearkin.casetype.alarm.AlarmCase.Severity;
import care.nearkin.engine.Tasks;
import care.nearkin.engine.Tasks.Worker;
import care.nearkin.worklist.TestBulk;
import com.microsoft.playwright.Page;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A supervisor distributes, gives back and nudges many steps at once; each with its reason, none twice, none lost. */
@NearkinTest
class BulkWorkTest {

    private static final String STEP = "Task_CallBack";

    @LocalServerPort
    int port;

    @Autowired
    Estate estate;

    @Autowired
    TestDesk desk;

    @Autowired
    TestBulk bulk;

    @Autowired
    Tasks tasks;

    @Autowired
    CaseFiles caseFiles;

    @Autowired
    StaffAccounts staff;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    private Estate.Lane lane;
    private String second;
    private String supervisor;
    private Here she;
    private final List<String> numbers = new ArrayList<>();

    /** Six were taken by the operator, who can call none of them back now. */
    @BeforeEach
    void sixStepsInOneHand() {
        lane = estate.lane();
        second = lane.second();
        supervisor = lane.person(Group.SUPERVISOR);
        she = new Here(port);
        she.signIn(supervisor, Estate.PASSWORD);
        Worker operator = new Worker(lane.operator(), Set.of("operator"));
        for (int i = 0; i < 6; i++) {
            String number = lane.rings(AlarmKind.LEAK, Severity.MAJOR, lane.resident("1"), null, Instant.now());
            desk.complete(number, "Task_Acknowledge", operator, Map.of());
            tasks.claim(desk.work(number, STEP).id(), operator);
            numbers.add(number);
        }
    }

    private String task(String number) {
        return desk.work(number, STEP).id();
    }

    private String allTasks() {
        return String.join(",", numbers.stream().map(this::task).toList());
    }

    private HttpResponse<String> sends(String path, Map<String, String> fields) {
        return she.submit("/me/password", path, fields);
    }

    private void ticks(String ids) {
        assertThat(sends("/tasks/picks", Map.of("showed", ids, "task", ids)).statusCode())
                .isEqualTo(302);
    }

    /** Answers its address. */
    private String drafts(String kind) {
        HttpResponse<String> answer = sends("/tasks/bulk", Map.of("kind", kind));
        assertThat(answer.statusCode()).isEqualTo(302);
        return answer.headers().firstValue("location").orElseThrow().replaceFirst("^https?://[^/]+", "");
    }

    private String starts(String kind, Map<String, String> fields) {
        ticks(allTasks());
        String work = drafts(kind);
        assertThat(sends(work + "/start", fields).statusCode()).isEqualTo(302);
        return work;
    }

    private List<String> holders() {
        return numbers.stream()
                .map(number -> desk.work(number, STEP).assignee())
                .toList();
    }

    private List<TimelineEntry> told(String number, String kind) {
        return caseFiles.timeline(number).stream()
                .filter(entry -> entry.kind().equals(kind))
                .toList();
    }

    private List<String> states(String work) {
        return jdbc.queryForList(
                "select state from bulk_item where work = ? order by position",
                String.class,
                Long.valueOf(work.replaceFirst(".*/", "")));
    }

    private List<String> notices(String person, String kind) {
        return jdbc.queryForList("""
                select n.arguments->>'count' from notice n join notice_reader r on r.notice_id = n.id
                where r.staff = ? and n.kind = ?""", String.class, person, kind);
    }

    @Test
    void whoStandsInForSomebodyAbsentHearsOnceOfWhatCameToHer() {
        String third = lane.person(Group.OPERATOR);
        String deputy = lane.person(Group.OPERATOR);
        for (String absent : List.of(second, third)) {
            transaction.executeWithoutResult(tx -> jdbc.update("""
                    insert into absence (person, deputy, first_day, last_day, entered_by, entered_at)
                    values (?, ?, current_date - 1, current_date + 1, 'admin1', now())""", absent, deputy));
        }

        starts("DISTRIBUTE", Map.of("people", second + "," + third, "why", "she is ill"));
        bulk.all();

        assertThat(notices(deputy, "task.bulk.for-absent")).containsExactly("6");
        assertThat(notices(deputy, "task.bulk.given")).isEmpty();
    }

    @Test
    void stepsAreSpreadOverThoseChosenAndEachCaseSaysWhy() {
        String third = lane.person(Group.OPERATOR);
        ticks(allTasks());
        String work = drafts("DISTRIBUTE");
        assertThat(she.page(work).body()).contains("所选 6 项中的 6 项").doesNotContain("将分到");
        assertThat(sends(work + "/plan", Map.of("people", second + "," + third)).statusCode())
                .isEqualTo(302);
        assertThat(she.page(work).body()).contains("将分到 3 项").contains("所选 6 项中的 6 项");
        assertThat(holders()).containsOnly(lane.operator());

        assertThat(sends(work + "/start", Map.of("people", second + "," + third, "why", "she is ill"))
                        .statusCode())
                .isEqualTo(302);
        bulk.all();

        assertThat(holders()).containsOnly(second, third);
        assertThat(holders().stream().filter(second::equals)).hasSize(3);
        assertThat(states(work)).containsOnly("DONE").hasSize(6);
        for (String number : numbers) {
            assertThat(told(number, "task.handed-over"))
                    .extracting(TimelineEntry::by)
                    .containsExactly(supervisor);
            assertThat(told(number, "task.because"))
                    .extracting(TimelineEntry::text)
                    .containsExactly("she is ill");
            assertThat(jdbc.queryForList(
                            "select message_ from act_hi_comment where task_id_ = ?", String.class, task(number)))
                    .hasSize(1)
                    .noneMatch(remark -> remark.contains("ill"));
        }
        assertThat(notices(second, "task.bulk.given")).containsExactly("3");
        assertThat(notices(third, "task.bulk.given")).containsExactly("3");
        assertThat(notices(lane.operator(), "task.bulk.taken")).containsExactly("6");
        assertThat(she.page(work).body()).contains("已完成 6 / 6", "she is ill");
        assertThat(she.page("/tasks/bulk").body()).contains(work);
        assertThat(jdbc.queryForObject("select count(*) from task_pick where staff = ?", Integer.class, supervisor))
                .isZero();
    }

    @Test
    void whoHasLessToDoGetsMoreAndWhoHasAStepAlreadyKeepsIt() {
        String third = lane.person(Group.OPERATOR);
        tasks.handOver(task(numbers.get(0)), new Worker(supervisor, Set.of("supervisor")), second);
        tasks.handOver(task(numbers.get(1)), new Worker(supervisor, Set.of("supervisor")), second);
        ticks(allTasks());
        String work = drafts("DISTRIBUTE");
        sends(work + "/start", Map.of("people", second + "," + third, "why", "she is ill"));
        bulk.all();
        assertThat(states(work)).containsExactlyInAnyOrder("LEFT", "LEFT", "DONE", "DONE", "DONE", "DONE");
        assertThat(holders().stream().filter(second::equals)).hasSize(3);
        assertThat(holders().stream().filter(third::equals)).hasSize(3);
    }

    @Test
    void stepsAreGivenBackToTheirGroups() {
        tasks.release(task(numbers.get(5)), new Worker(lane.operator(), Set.of("operator")));
        String work = starts("RELEASE", Map.of("why", "she went home"));
        bulk.all();
        assertThat(holders()).containsOnlyNulls();
        assertThat(states(work)).containsExactlyInAnyOrder("DONE", "DONE", "DONE", "DONE", "DONE", "LEFT");
        assertThat(told(numbers.get(0), "task.released"))
                .extracting(TimelineEntry::text)
                .containsExactly("she went home");
        assertThat(told(numbers.get(5), "task.released")).isEmpty();
        assertThat(notices(lane.operator(), "task.bulk.taken")).containsExactly("5");
        assertThat(she.page(work + "?show=LEFT").body()).contains("此步骤无人持有");
    }

    @Test
    void everybodyIsNudgedOnceForAllHerStepsAndNobodyTwiceInTenMinutes() {
        tasks.release(task(numbers.get(4)), new Worker(lane.operator(), Set.of("operator")));
        tasks.takeOver(task(numbers.get(5)), new Worker(supervisor, Set.of("supervisor")));
        String work = starts("NUDGE", Map.of("why", "they have waited for an hour"));
        bulk.all();
        assertThat(states(work)).containsExactlyInAnyOrder("DONE", "DONE", "DONE", "DONE", "DONE", "LEFT");
        assertThat(notices(lane.operator(), "task.bulk.nudged")).containsExactlyInAnyOrder("4", "1");
        assertThat(notices(second, "task.bulk.nudged")).containsExactly("1");
        assertThat(notices(lane.operator(), "task.nudged")).isEmpty();
        assertThat(told(numbers.get(0), "task.nudged"))
                .extracting(TimelineEntry::text)
                .containsExactly("they have waited for an hour");

        String again = starts("NUDGE", Map.of("why", "again"));
        bulk.all();
        assertThat(states(again)).containsOnly("REFUSED", "LEFT");
        assertThat(told(numbers.get(0), "task.nudged")).hasSize(1);
        assertThat(she.page(again).body()).contains("分钟内已经催办过");
    }

    @Test
    void stoppedInTheMiddleWhatIsDoneStaysDoneAndIsTold() {
        String work = starts("DISTRIBUTE", Map.of("people", second, "why", "she is ill"));
        bulk.step();
        bulk.step();
        assertThat(sends(work + "/cancel", Map.of()).statusCode()).isEqualTo(302);
        bulk.all();
        assertThat(states(work))
                .containsExactlyInAnyOrder("DONE", "DONE", "CANCELLED", "CANCELLED", "CANCELLED", "CANCELLED");
        assertThat(holders().stream().filter(second::equals)).hasSize(2);
        assertThat(notices(second, "task.bulk.given")).containsExactly("2");
        assertThat(sends(work + "/cancel", Map.of()).statusCode()).isEqualTo(409);
        assertThat(sends(work + "/start", Map.of("people", second, "why", "x")).statusCode())
                .isEqualTo(409);
    }

    /** Each call of {@code step} is a worker of its own: one killed after any of them has left nothing half done. */
    @Test
    void afterARestartInTheMiddleItGoesOnAndNothingIsDoneTwice() {
        String work = starts("RELEASE", Map.of("why", "she went home"));
        bulk.step();
        bulk.step();
        assertThat(states(work)).containsExactly("DONE", "DONE", "WAITING", "WAITING", "WAITING", "WAITING");
        bulk.all();
        assertThat(states(work)).containsOnly("DONE");
        numbers.forEach(number -> assertThat(told(number, "task.released")).hasSize(1));
        assertThat(notices(lane.operator(), "task.bulk.taken")).containsExactly("6");
    }

    @Test
    void whoLosesHerRightOnTheWayDoesNoMoreAndWhatIsOverIsSaid() {
        String work = starts("DISTRIBUTE", Map.of("people", second, "why", "she is ill"));
        bulk.step();
        Worker operator = new Worker(lane.operator(), Set.of("operator"));
        tasks.complete(task(numbers.get(1)), operator, Map.of("numberKind", "CONTACT", "voiceResult", "OK_FALSE"));
        bulk.step();
        transaction.executeWithoutResult(tx -> staff.groups(supervisor, Set.of(Group.CASEWORKER)));
        bulk.step();
        transaction.executeWithoutResult(tx -> staff.lock(supervisor));
        bulk.all();
        assertThat(states(work)).containsExactly("DONE", "REFUSED", "REFUSED", "REFUSED", "REFUSED", "REFUSED");
        assertThat(jdbc.queryForList(
                        "select distinct why from bulk_item where work = ? and why is not null order by 1",
                        String.class,
                        Long.valueOf(work.replaceFirst(".*/", ""))))
                .containsExactly("access.no-longer-here", "task.bulk.no-right", "task.gone");
        assertThat(holdersOf(2, 6)).containsOnly(lane.operator());
        assertThat(notices(second, "task.bulk.given")).containsExactly("1");
    }

    private List<String> holdersOf(int from, int to) {
        return numbers.subList(from, to).stream()
                .map(number -> desk.work(number, STEP).assignee())
                .toList();
    }

    @Test
    void nobodyElseReachesIt() {
        String work = starts("DISTRIBUTE", Map.of("people", second, "why", "she is ill"));
        for (Group group : List.of(Group.OPERATOR, Group.MANAGER, Group.ADMIN, Group.CASEWORKER)) {
            Here other = lane.somebody(port, group);
            assertThat(other.submit("/me/password", "/tasks/picks", Map.of("task", allTasks()))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(other.submit("/me/password", "/tasks/bulk", Map.of("kind", "NUDGE"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(other.page(work).statusCode()).isEqualTo(403);
            assertThat(other.page("/tasks?view=mine").body()).doesNotContain("pick-all");
        }
        Here another = lane.somebody(port, Group.SUPERVISOR);
        assertThat(another.page(work).statusCode()).isEqualTo(404);
        assertThat(another.submit("/me/password", work + "/cancel", Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(another.page("/tasks/bulk").body()).doesNotContain(work);
        bulk.all();
    }

    @Test
    void whatSheMayNotSeeIsNotTickedAndNothingStartsWithoutPeopleAndReason() {
        Estate.Lane other = estate.lane();
        String number = other.leak("1", Instant.now());
        String theirs = desk.work(number, "Task_Acknowledge").id();
        ticks(theirs + "," + task(numbers.get(0)));
        String work = drafts("DISTRIBUTE");
        assertThat(states(work)).hasSize(1);
        assertThat(sends(work + "/start", Map.of("people", second, "why", " ")).statusCode())
                .isEqualTo(400);
        assertThat(sends(work + "/start", Map.of("why", "because")).statusCode())
                .isEqualTo(400);
        assertThat(sends(work + "/start", Map.of("people", other.operator(), "why", "because"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(sends(work + "/plan", Map.of("people", second, "why", "not finished yet"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(she.page(work).body()).contains("not finished yet");
        assertThat(jdbc.queryForList("select why from bulk_work where staff = ?", String.class, supervisor))
                .noneMatch(why -> why.contains("finished"));
        sends("/tasks/picks/none", Map.of());
        assertThat(sends("/tasks/bulk", Map.of("kind", "NUDGE")).statusCode()).isEqualTo(400);
    }

    @Test
    void ticksStandOnEveryPageOfTheListAndAtEveryComputer() {
        for (int i = 0; i < 55; i++) {
            lane.leak("2", Instant.now());
        }
        try (Browser browser = new Browser(port);
                Browser.Person desktop = browser.open(1280, "zh-CN");
                Browser.Person phone = browser.open(390, "en")) {
            Page page = desktop.as(supervisor, Estate.PASSWORD)
                    .go("/tasks?view=all&sort=newest&type=alarm")
                    .page();
            page.locator("td.pick input").first().check();
            page.locator("#picked strong").getByText("已选 1 项").waitFor();
            page.locator("[rel=next]").click();
            page.waitForURL(url -> url.contains("after="));
            page.locator("#picked strong").getByText("已选 1 项").waitFor();
            page.locator("td.pick input").first().check();
            page.locator("#picked strong").getByText("已选 2 项").waitFor();
            desktop.isForEverybody().picture("bulk-list");

            Page small = phone.as(supervisor, Estate.PASSWORD)
                    .go("/tasks?view=all&sort=newest&type=alarm")
                    .page();
            small.locator("#picked strong").getByText("2 chosen").waitFor();
            assertThat(small.locator("td.pick input").first().isChecked()).isTrue();
            small.locator("td.pick input").first().uncheck();
            small.locator("#picked strong").getByText("1 chosen").waitFor();
            phone.isForEverybody().picture("bulk-list");
            small.locator("#pick-all").click();
            small.locator("#picked strong").getByText("chosen").waitFor();
            assertThat(Integer.parseInt(
                            small.locator("#picked strong").innerText().split(" ")[0]))
                    .isGreaterThanOrEqualTo(61);
            small.locator("#picked").getByText("Choose none").click();
            small.waitForFunction("() => document.getElementById('picked')?.hidden === true");

            ticks(allTasks());
            page.navigate(page.url().replaceFirst("/tasks.*", "/tasks"));
            page.locator("#picked button.primary").click();
            page.waitForURL(url -> url.contains("/tasks/bulk/"));
            page.locator("label[for='to-" + second + "']").click();
            page.locator("#why").fill("她今天请假");
            page.getByText("预览分派结果").click();
            page.getByText("将分到 6 项").waitFor();
            assertThat(page.locator("#why").inputValue()).isEqualTo("她今天请假");
            desktop.isForEverybody().picture("bulk-draft");
            small.navigate(page.url());
            phone.isForEverybody().picture("bulk-draft");
            page.locator("form#bulk button.primary").click();
            page.locator("#progress").waitFor();
            bulk.step();
            page.getByText("已完成 1 / 6").waitFor();
            desktop.isForEverybody().picture("bulk-running");
            bulk.all();
            page.getByText("已完成 6 / 6").waitFor();
            page.locator("#progress a.button").waitFor();
            small.reload();
            phone.isForEverybody().picture("bulk-done");
            small.navigate(page.url().replaceFirst("/tasks.*", "/tasks/bulk"));
            phone.isForEverybody().picture("bulk-before");
            assertThat(desktop.complaints()).isEmpty();
            assertThat(phone.complaints()).isEmpty();
        }
        assertThat(holders()).containsOnly(second);
    }
}
