package care.nearkin.casetype.device;

import static care.nearkin.casetype.device.DeviceWork.MAINTAINER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import care.nearkin.Browser;
import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.TwoCases;
import care.nearkin.access.AccountsFile;
import care.nearkin.access.Group;
import care.nearkin.casefile.CaseFile;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casefile.TimelineEntry;
import care.nearkin.casetype.device.DeviceCase.Matter;
import care.nearkin.casetype.device.DeviceCase.Outcome;
import care.nearkin.engine.Tasks;
import care.nearkin.kernel.Refusal;
import com.microsoft.playwright.Page;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Two cases of one home that are one matter: seen side by side, one leads, the other ends in order and leads on. */
@NearkinTest
class CaseMergeTest {

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile accounts;

    @Autowired
    Quarter quarter;

    @Autowired
    DeviceWork desk;

    @Autowired
    Tasks tasks;

    @Autowired
    CaseFiles caseFiles;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    private Quarter.Lane lane;
    private Here supervisor;
    private long person;
    private String first;
    private String second;

    @BeforeEach
    void twoDevicesOfOneHome() {
        lane = quarter.lane();
        supervisor = lane.somebody(port, Group.SUPERVISOR);
        person = lane.resident("502");
        first = lane.tell(lane.device(person), Matter.FAULT);
        second = lane.tell(lane.device(lane.resident("502")), Matter.TAMPER);
    }

    private List<TimelineEntry> told(String number, String kind) {
        return caseFiles.timeline(number).stream()
                .filter(entry -> entry.kind().equals(kind))
                .toList();
    }

    private void merge(String ending, String leading) {
        HttpResponse<String> answer = TwoCases.merge(supervisor, ending, leading, "the router was moved");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/cases/" + leading);
    }

    private String found(String number) {
        String address = supervisor
                .submit("/me/password", "/search", Map.of("to", "/search", "q", number))
                .headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceFirst("https?://[^/]+", "");
        return supervisor
                .get(address, "Accept", "text/html", "Accept-Language", "en")
                .body();
    }

    private int count(String table, String instance, String number) {
        return jdbc.queryForObject(
                "select count(*) from " + table + " t join act_hi_procinst p on p.id_ = t." + instance
                        + " where p.business_key_ = ?",
                Integer.class,
                number);
    }

    @Test
    void oneLeadsAndTheOtherEndsInOrder() {
        String task = desk.work(second, "Task_Visit").id();
        tasks.claim(task, MAINTAINER);
        Here maintainer = Here.as("maintainer1", port, accounts);
        assertThat(maintainer
                        .put(
                                "/tasks/" + task + "/draft",
                                "{\"found\":\"FINE\"}",
                                "X-CSRF-TOKEN",
                                maintainer.csrf("/me/password"))
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> page = TwoCases.look(supervisor, second, first, "en");
        assertThat(page.body()).contains(first, second, "Fault", "Let " + second + " lead instead", "周伟");

        merge(second, first);

        desk.assertClosed(second, Outcome.MERGED);
        assertThat(desk.file(first).status()).isEqualTo(CaseFile.Status.OPEN);
        assertThat(desk.waiting(first)).contains("Task_Visit");
        for (String table : List.of("act_ru_task", "act_ru_execution", "act_ru_event_subscr", "act_ru_variable")) {
            assertThat(count(table, "proc_inst_id_", second)).as(table).isZero();
        }
        assertThat(count("act_ru_job", "process_instance_id_", second)).isZero();
        assertThat(jdbc.queryForObject("select count(*) from form_draft where task_id = ?", Integer.class, task))
                .isZero();
        assertThat(jdbc.queryForObject(
                        "select state_ from act_hi_procinst where business_key_ = ?", String.class, second))
                .as("by the way that its model has for it")
                .isEqualTo("COMPLETED");
        assertThat(told(second, "case.merged-into"))
                .extracting(TimelineEntry::arguments, TimelineEntry::text)
                .containsExactly(tuple(List.of(first, "@device.matter.FAULT"), "the router was moved"));
        assertThat(told(first, "case.merged-here"))
                .extracting(TimelineEntry::arguments, TimelineEntry::text)
                .containsExactly(tuple(List.of(second, "@device.matter.TAMPER"), "the router was moved"));
        assertThat(told(first, "case.merged-here").get(0).by()).startsWith("supervisor");
    }

    @Test
    void itsNumberLeadsToTheOneThatGoesOn() {
        String third = lane.tell(lane.device(person), Matter.FAULT);
        merge(third, second);
        merge(second, first);
        assertThat(found(third)).as("on to the last of them").contains("href=\"/cases/" + first + "\"");
        assertThat(supervisor.page("/cases/" + second + "/onward?lang=en").body())
                .contains("Merged. It goes on in", "/cases/" + first);
        assertThat(found(second))
                .contains(second, "merged into " + first, "href=\"/cases/" + first + "\"")
                .doesNotContain("href=\"/cases/" + second + "\"");

        assertThat(supervisor.page("/cases/" + first + "/links?lang=en").body())
                .contains(second, "was merged into this case")
                .doesNotContain("/remove");
        assertThat(supervisor
                        .submit(
                                "/me/password",
                                "/cases/" + second + "/links/" + first + "/remove",
                                Map.of("kind", "MERGED_INTO", "why", "to hide it"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(caseFiles.links(second)).contains(new CaseFiles.Link(first, "MERGED_INTO"));

        desk.complete(first, "Task_Visit", MAINTAINER, Map.of("found", "FINE", "done", "NOTHING"));
        assertThat(supervisor.page("/cases/" + second + "/reopen?lang=en").statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoLookedBeforeItChangedIsToldAndNothingHappens() {
        String state = TwoCases.state(TwoCases.look(supervisor, second, first, "en"));
        tasks.claim(desk.work(second, "Task_Visit").id(), MAINTAINER);

        HttpResponse<String> answer = TwoCases.merge(supervisor, second, first, state, "one visit will do", "en");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("has changed since you looked", "one visit will do");
        assertThat(TwoCases.merge(supervisor, second, first, state, "一次上门", "zh-CN")
                        .body())
                .contains("其中一个个案有了变化", "一次上门");
        assertThat(desk.file(second).mergedInto()).isNull();
        assertThat(told(second, "case.merged-into")).isEmpty();
        assertThat(desk.waiting(second)).contains("Task_Visit");

        assertThat(TwoCases.merge(supervisor, second, first, TwoCases.state(answer), "one visit will do", "en")
                        .statusCode())
                .as("what it shows now may be done")
                .isEqualTo(302);
    }

    @Test
    void theSoonerLimitCountsAndTheOtherDeviceIsSeenToHereUntilTheEnd() {
        String slow = lane.tell(lane.device(person), Matter.BATTERY_ORDER);
        String urgent = lane.device(person);
        String soon = lane.tell(urgent, Matter.BATTERY_LOW);
        merge(soon, slow);
        assertThat(desk.file(slow).urgency()).isEqualTo("MINOR");
        assertThat(desk.work(slow, "Task_Visit").due())
                .isBetween(
                        clock.instant().plus(Duration.ofHours(47)),
                        clock.instant().plus(Duration.ofHours(49)));

        assertThat(lane.tell(urgent, Matter.FAULT)).isEqualTo(slow);
        assertThat(told(slow, "device.also"))
                .extracting(TimelineEntry::arguments)
                .containsExactly(List.of(urgent, "@device.matter.FAULT"));
        assertThat(supervisor.page("/cases/" + slow + "/device?lang=en").body()).contains("Also seen to here", urgent);
        assertThat(desk.cases(urgent)).containsExactly(soon);

        desk.complete(slow, "Task_Visit", MAINTAINER, Map.of("found", "FINE", "done", "REMOVED"));
        String anew = lane.tell(urgent, Matter.FAULT);
        assertThat(desk.cases(urgent)).containsExactly(soon, anew);
    }

    @Test
    void ofTwoWhoMergeAtOnceOneSucceedsWhicheverWayRound() throws Exception {
        Here colleague = lane.somebody(port, Group.SUPERVISOR);
        String one = TwoCases.state(TwoCases.look(supervisor, second, first, "en"));
        String other = TwoCases.state(TwoCases.look(colleague, first, second, "en"));
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Integer>> asks = List.of(
                    () -> TwoCases.merge(supervisor, second, first, one, "x", "en")
                            .statusCode(),
                    () -> TwoCases.merge(colleague, first, second, other, "x", "en")
                            .statusCode());
            List<Future<Integer>> answers = both.invokeAll(asks);
            assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(302, 409);
        } finally {
            both.shutdown();
        }
        assertThat(List.of(desk.file(first), desk.file(second)))
                .extracting(CaseFile::status)
                .containsExactlyInAnyOrder(CaseFile.Status.OPEN, CaseFile.Status.CLOSED);
        assertThat(caseFiles.links(first)).hasSize(1);
    }

    @Test
    void whoAnswersWhileItIsMergedIsToldOrIsFirst() throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 6; i++) {
                String ending = lane.tell(lane.device(person), Matter.FAULT);
                String state = TwoCases.state(TwoCases.look(supervisor, ending, first, "en"));
                Future<Boolean> answered = both.submit(() -> {
                    try {
                        desk.complete(ending, "Task_Visit", MAINTAINER, Map.of("found", "FINE", "done", "NOTHING"));
                        return true;
                    } catch (Refusal | ConcurrencyFailureException | AssertionError late) {
                        return false;
                    }
                });
                int merged = TwoCases.merge(supervisor, ending, first, state, "one visit", "en")
                        .statusCode();
                assertThat(merged).as("with an answer: " + answered.get()).isIn(302, 409);
                assertThat(desk.file(ending).mergedInto() == null).isEqualTo(merged == 409);
                assertThat(told(ending, "case.merged-into")).hasSize(merged == 302 ? 1 : 0);
            }
        } finally {
            both.shutdown();
        }
    }

    @Test
    void whatWasMergedBeforeLeadsOnToo() throws Exception {
        merge(second, first);
        String migration =
                Files.readString(Path.of("src/main/resources/db/migration/V37__cases_reopened_and_merged.sql"));
        transaction.executeWithoutResult(tx -> {
            jdbc.update("update case_file set merged_into = null where number = ?", second);
            jdbc.update(
                    "update case_link set kind = 'MERGED' where number in (?, ?) and kind like 'MERGED%'",
                    first, second);
            jdbc.update(
                    "update case_entry set kind = 'device.merged-into' where kind = 'case.merged-into' and case_id ="
                            + " (select id from case_file where number = ?)",
                    second);
            Stream.of(migration.replaceAll("(?m)^--.*$", "").split(";"))
                    .map(String::strip)
                    .filter(statement -> statement.startsWith("update"))
                    .forEach(jdbc::update);
        });
        assertThat(desk.file(second).mergedInto()).isEqualTo(first);
        assertThat(caseFiles.links(second)).containsExactly(new CaseFiles.Link(first, "MERGED_INTO"));
        assertThat(caseFiles.links(first)).containsExactly(new CaseFiles.Link(second, "MERGED_HERE"));
    }

    @Test
    void programsLookFirstToo() {
        String path = "/api/v1/cases/" + second + "/merge";
        String preview = supervisor.get(path + "?into=" + first).body();
        assertThat(preview).contains("Task_Visit", "\"leading\":\"" + first + "\"");
        String state = preview.replaceAll("(?s).*\"state\":\"([^\"]*)\".*", "$1");
        String[] headers = {
            "Accept", "application/json", "Accept-Language", "en", "X-CSRF-TOKEN", supervisor.csrf("/me/password")
        };
        String asked = "{\"into\":\"%s\",\"state\":\"%s\",\"why\":\"one visit\"}";
        HttpResponse<String> stale = supervisor.post(path, "application/json", asked.formatted(first, "x"), headers);
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(stale.body()).contains("/problems/changed", "has changed since you looked");
        assertThat(supervisor
                        .post(path, "application/json", asked.formatted(first, state), headers)
                        .statusCode())
                .isEqualTo(200);
        desk.assertClosed(second, Outcome.MERGED);
    }

    @Test
    void bothAreSeenSideBySideBeforeAnythingHappens() {
        try (Browser browser = new Browser(port);
                Browser.Person desktop = browser.open(1280, "zh-CN");
                Browser.Person phone = browser.open(390, "en")) {
            String name = lane.name(Group.SUPERVISOR);
            for (Browser.Person one : List.of(desktop, phone)) {
                String mine = lane.tell(lane.device(person), Matter.FAULT);
                Page page = one.as(name, Quarter.PASSWORD).go("/cases/" + mine).page();
                page.locator("a[href$='/merge']").click();
                page.waitForURL("**/merge");
                one.isForEverybody().picture("case-merge-which");
                page.locator("a[href*='with=" + first + "']").click();
                page.locator("#why").waitFor();
                one.isForEverybody().picture("case-merge");
                page.locator("a[href*='leads=" + mine + "']").click();
                page.waitForURL(url -> url.contains("leads=" + mine));
                page.locator("a[href*='leads=" + first + "']").click();
                page.waitForURL(url -> url.contains("leads=" + first));
                page.fill("#why", "同一台路由器 one router");
                page.click("main form button.primary");
                page.waitForURL(url -> url.endsWith("/cases/" + first));
                page.navigate(page.url().replace(first, mine));
                page.locator(".notice a[href$='/cases/" + first + "']").waitFor();
                page.locator(".linked").waitFor();
                one.isForEverybody().picture("case-merged");
            }
        }
    }
}
