package care.nearkin.casetype.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.nearkin.Browser;
import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.casefile.CaseFile;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.engine.EngineTables;
import care.nearkin.engine.EngineTime;
import care.nearkin.worklist.WorkItem;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.camunda.bpm.engine.FilterService;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** Every form of the alarm, worked in Camunda Tasklist by a person with a browser: claimed, filled in, completed. */
@NearkinTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TasklistFormsTest {

    @LocalServerPort
    int port;

    @Autowired
    TestDesk desk;

    @Autowired
    CaseFiles caseFiles;

    @Autowired
    FilterService filters;

    @Autowired
    AccountsFile file;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    EngineTime time;

    @AutoClose
    Browser browser;

    /** Who reads the case's timeline. */
    Here supervisor;

    private final Map<String, Browser.Person> people = new HashMap<>();

    static Stream<String> forms() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("forms", AlarmCase.KEY))) {
            return files.map(form -> form.getFileName().toString().replace(".form", "")).sorted().toList().stream();
        }
    }

    @BeforeAll
    void openBrowser() {
        browser = new Browser(port);
        supervisor = Here.as("supervisor1", port, file);
    }

    @BeforeEach
    void stopTheClock() {
        time.stopAt(Instant.now());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void isClaimedFilledInAndCompletedInTasklist(String form) throws IOException {
        assertThat(AlarmWork.BY_FORM).as("say here how this form is worked").containsKey(form);
        AlarmWork work = AlarmWork.BY_FORM.get(form);
        String number = work.begin(desk, time);
        Map<String, String> chosen = new LinkedHashMap<>();
        Map<String, String> typed = new LinkedHashMap<>();
        String secret = "王家儿子 " + UUID.randomUUID();
        Browser.Person person = person(work.by());
        TasklistTask tasklist = TasklistTask.open(
                person, filters, desk.work(number, work.task()).id());
        Page page = tasklist.page();
        assertThat(page.locator(".task-details h2, .task-details h3").first().textContent())
                .contains(number);
        tasklist.claim();
        JsonNode fields = TasklistTask.fieldsOf(form);
        page.locator(".fjs-container [id*='-Field_']:enabled").first().waitFor();
        for (String answer : work.answers()) {
            String[] parts = answer.split("=");
            if (parts.length == 2) {
                tasklist.choose(fields, parts[0], parts[1]);
                chosen.put(parts[0], parts[1]);
            } else {
                typed.put(parts[0], secret + " " + parts[0]);
                tasklist.fill(parts[0], typed.get(parts[0]));
            }
        }
        person.picture("tasklist-" + form);
        tasklist.complete();
        try {
            await().until(() ->
                    desk.work(number).stream().noneMatch(item -> item.key().equals(work.task())));
        } catch (ConditionTimeoutException stayed) {
            person.picture("tasklist-stuck-" + form);
            throw new AssertionError(
                    "Not completed: " + person.complaints()
                            + page.locator("[notifications-panel]").allTextContents(),
                    stayed);
        }
        page.waitForLoadState(LoadState.NETWORKIDLE);
        assertThat(person.complaints()).isEmpty();

        assertThat(desk.work(number)).extracting(WorkItem::key).containsExactlyInAnyOrderElementsOf(work.next());
        CaseFile after = caseFiles.find(number).orElseThrow();
        assertThat(after.status() == CaseFile.Status.CLOSED ? "CLOSED" : after.stage())
                .isEqualTo(work.stage());
        chosen.forEach((field, value) -> assertThat(answers(number)).contains(form + "." + field + "=" + value));
        assertThat(answers(number)).noneMatch(answer -> typed.keySet().stream().anyMatch(answer::contains));
        assertThat(supervisor.page("/cases/" + number + "/timeline").body()).contains(typed.values());
        assertThat(EngineTables.holding(jdbc, secret)).isEmpty();
    }

    /** What the timeline keeps in clear. */
    private List<String> answers(String number) {
        return caseFiles.timeline(number).stream()
                .flatMap(entry -> entry.arguments().stream())
                .toList();
    }

    /** One person each for all that is hers to do, as on a working day. */
    private Browser.Person person(String name) {
        return people.computeIfAbsent(name, who -> browser.open(1280, "zh-CN").as(who, file.passwordOf(who, "")))
                .anew();
    }
}
