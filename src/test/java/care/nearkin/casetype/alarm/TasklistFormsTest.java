package care.nearkin.casetype.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.nearkin.Browser;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.casefile.CaseFile;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casetype.alarm.AlarmCase.Severity;
import care.nearkin.engine.EngineTables;
import care.nearkin.engine.EngineTime;
import care.nearkin.engine.Tasks;
import care.nearkin.engine.Tasks.Worker;
import care.nearkin.worklist.WorkItem;
import care.nearkin.worklist.Worklist;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** Every form of the alarm, worked in Camunda Tasklist by a person with a browser: claimed, filled in, completed. */
@NearkinTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TasklistFormsTest {

    private static final Path FORMS = Path.of("forms", AlarmCase.KEY);

    /** What operators answer on the way to the form in question. */
    private static final Map<String, Map<String, Object>> USUAL = Map.of(
            "Task_Acknowledge", Map.of(),
            "Task_CallBack", Map.of("numberKind", "HOME", "voiceResult", "DISTRESS"),
            "Task_Assess", Map.of("finding", "NEEDS_EMERGENCY", "serviceNumber", "120"),
            "Task_CallEmergency", Map.of("calledNumber", "120", "reference", "1"),
            "Task_StayInTouch", Map.of("sceneState", "ON_SCENE"),
            "Task_CloseOut", Map.of("sceneOutcome", "HELPED_AT_HOME", "note", "up again"),
            "Task_FollowUp", Map.of("wellNow", "NO"));

    private static final List<String> ROAD = List.of(
            "Task_Acknowledge",
            "Task_CallBack",
            "Task_Assess",
            "Task_CallEmergency",
            "Task_StayInTouch",
            "Task_CloseOut",
            "Task_FollowUp",
            "Task_HomeVisit");

    /** One entry a form; a form without an entry fails {@link #isClaimedFilledInAndCompletedInTasklist}. */
    private static final Map<String, Work> WORKS = Map.of(
            "alarm-acknowledge",
            Work.of("operator1", "Task_Acknowledge").answering("note").leadsTo("VERIFYING", "Task_CallBack"),
            "alarm-call-back",
            Work.of("operator1", "Task_CallBack")
                    .answering("voiceResult=DISTRESS", "numberKind=MOBILE", "note")
                    .leadsTo("DECIDING", "Task_Assess"),
            "alarm-assess",
            Work.of("operator1", "Task_Assess")
                    .answering("finding=NEEDS_EMERGENCY", "serviceNumber=119", "note")
                    .leadsTo("CALLING_EMERGENCY", "Task_CallEmergency"),
            "alarm-call",
            Work.of("operator1", "Task_CallEmergency")
                    .answering("calledNumber=120", "reference", "spokeWith", "note")
                    .leadsTo("HANDED_TO_EMERGENCY", "Task_StayInTouch"),
            "alarm-stay-in-touch",
            Work.of("operator1", "Task_StayInTouch")
                    .answering("sceneState=CALLED_OFF", "worsening")
                    .leadsTo("ON_SCENE", "Task_CloseOut"),
            "alarm-close-out",
            Work.of("operator1", "Task_CloseOut")
                    .answering("sceneOutcome=HOSPITAL", "hospital", "note")
                    .leadsTo("RESOLVED"),
            "alarm-follow-up",
            Work.of("caseworker1", "Task_FollowUp")
                    .after(Duration.ofHours(72))
                    .answering("wellNow=YES", "wantsConsultation=YES", "note")
                    .leadsTo("CLOSED"),
            "alarm-home-visit",
            Work.of("caseworker1", "Task_HomeVisit")
                    .answering("visitResult=SEEN_UNWELL", "arranged", "wantsConsultation=YES", "note")
                    .leadsTo("CLOSED"),
            "alarm-investigate",
            Work.of("supervisor1", "Task_Investigate")
                    .after(Duration.ofMinutes(3))
                    .answering("cause=NOT_HEARD", "investigation", "measure")
                    .leadsTo("RINGING", "Task_Acknowledge"),
            "alarm-call-fire",
            Work.of("operator1", "Task_CallFireBrigade")
                    .from(AlarmKind.SMOKE)
                    .after(Duration.ofMinutes(1))
                    .answering("fireCall=NOT_NEEDED", "reasonNotNeeded")
                    .leadsTo("RINGING", "Task_Acknowledge"));

    /** Answers are {@code field=OPTION}, or {@code field} alone for one that takes private text. */
    private record Work(
            String by,
            String task,
            AlarmKind kind,
            Duration after,
            List<String> answers,
            String stage,
            Set<String> next) {

        static Work of(String by, String task) {
            return new Work(by, task, AlarmKind.SOS, Duration.ZERO, List.of(), "", Set.of());
        }

        Work from(AlarmKind otherKind) {
            return new Work(by, task, otherKind, after, answers, stage, next);
        }

        Work after(Duration time) {
            return new Work(by, task, kind, time, answers, stage, next);
        }

        Work answering(String... given) {
            return new Work(by, task, kind, after, List.of(given), stage, next);
        }

        Work leadsTo(String reached, String... waiting) {
            return new Work(by, task, kind, after, answers, reached, Set.of(waiting));
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    Alarms alarms;

    @Autowired
    CaseFiles caseFiles;

    @Autowired
    Tasks tasks;

    @Autowired
    Worklist worklist;

    @Autowired
    FilterService filters;

    @Autowired
    HistoryService history;

    @Autowired
    ProcessEngine engine;

    @Autowired
    AccountsFile file;

    @Autowired
    JdbcTemplate jdbc;

    Browser browser;
    EngineTime time;

    static Stream<String> forms() throws IOException {
        try (Stream<Path> files = Files.list(FORMS)) {
            return files.map(form -> form.getFileName().toString().replace(".form", "")).sorted().toList().stream();
        }
    }

    @BeforeAll
    void openBrowser() {
        browser = new Browser(port);
    }

    @AfterAll
    void closeBrowser() {
        browser.close();
    }

    @BeforeEach
    void stopTheClock() {
        time = new EngineTime(engine);
        time.stopAt(Instant.now());
    }

    @AfterEach
    void letTheClockGo() {
        time.reset();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void isClaimedFilledInAndCompletedInTasklist(String form) throws IOException {
        assertThat(WORKS).as("say here how this form is worked").containsKey(form);
        Work work = WORKS.get(form);
        String number = bringTo(work);
        Map<String, String> chosen = new LinkedHashMap<>();
        Map<String, String> typed = new LinkedHashMap<>();
        try (Browser.Person person = signedIn(work.by(), "zh-CN")) {
            Page page = openTask(person, waiting(number, work.task()).id());
            assertThat(page.locator(".task-details h2, .task-details h3")
                            .first()
                            .textContent())
                    .contains(number);
            page.locator("button.claim").click();
            JsonNode fields = fieldsOf(form);
            page.locator(".fjs-container [id*='-Field_']:enabled").first().waitFor();
            for (String answer : work.answers()) {
                String[] parts = answer.split("=");
                if (parts.length == 2) {
                    choose(page, fields, parts[0], parts[1]);
                    chosen.put(parts[0], parts[1]);
                } else {
                    typed.put(parts[0], "王家儿子 " + UUID.randomUUID());
                    page.locator("[id$='-Field_" + parts[0] + "']").fill(typed.get(parts[0]));
                }
            }
            person.picture("tasklist-" + form);
            page.locator(".form-actions button:visible").getByText("完成").click();
            await().until(() ->
                    waitingFor(number).stream().noneMatch(item -> item.key().equals(work.task())));
            page.waitForLoadState(LoadState.NETWORKIDLE);
            assertThat(person.complaints()).isEmpty();
        }

        assertThat(waitingFor(number)).extracting(WorkItem::key).containsExactlyInAnyOrderElementsOf(work.next());
        CaseFile after = caseFiles.find(number).orElseThrow();
        assertThat(after.status() == CaseFile.Status.CLOSED ? "CLOSED" : after.stage())
                .isEqualTo(work.stage());
        assertThat(variables(number)).containsAllEntriesOf(chosen);
        assertThat(variables(number)).doesNotContainKeys(typed.keySet().toArray(String[]::new));
        typed.values().forEach(secret -> {
            assertThat(EngineTables.holding(jdbc, secret)).as(secret).isEmpty();
            assertThat(timeline(number)).contains(secret);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | {\"numberKind\": {\"value\": \"HOME\"}} | Please answer \"What did you hear?\".",
                "zh-CN | {\"numberKind\": {\"value\": \"HOME\"}} | 请填写“您听到了什么？”。",
                "en | {\"voiceResult\": {\"value\": \"SINGING\"}} | \"What did you hear?\" has an answer that the form does not offer.",
                "en | {\"gossip\": {\"value\": \"x\"}} | This form has no field \"gossip\"."
            })
    void anIncompleteOrInadmissibleAnswerIsRefusedInPlainWords(String locale, String answers, String sentence) {
        String number = bringTo(WORKS.get("alarm-call-back"));
        WorkItem task = waiting(number, "Task_CallBack");
        try (Browser.Person person = signedIn("operator1", locale)) {
            Page page = openTask(person, task.id());
            Map<?, ?> refused = submit(page, task.id(), answers);
            assertThat(refused.get("status")).isEqualTo(400);
            assertThat(refused.get("message")).isEqualTo(sentence);
        }
        assertThat(waitingFor(number)).extracting(WorkItem::id).containsExactly(task.id());
    }

    @Test
    void whatIsHeldBySomebodyElseIsRefusedAndStays() {
        String number = bringTo(WORKS.get("alarm-call-back"));
        WorkItem task = waiting(number, "Task_CallBack");
        tasks.claim(task.id(), new Worker("operator2", Set.of("operator")));
        try (Browser.Person person = signedIn("supervisor1", "en")) {
            Page page = openTask(person, task.id());
            Map<?, ?> refused = submit(
                    page, task.id(), "{\"numberKind\":{\"value\":\"HOME\"},\"voiceResult\":{\"value\":\"OK_HELP\"}}");
            assertThat(refused.get("status")).isEqualTo(400);
            assertThat(refused.get("message")).isEqualTo("operator2 has this task already.");
        }
        assertThat(waitingFor(number)).extracting(WorkItem::id).containsExactly(task.id());
    }

    /** Two windows are open on one task; the other one was quicker. */
    @Test
    void aStepThatIsOverSaysSoInTasklistWithoutTheEnginesScaffolding() {
        String number = bringTo(WORKS.get("alarm-acknowledge"));
        WorkItem task = waiting(number, "Task_Acknowledge");
        try (Browser.Person person = signedIn("operator1", "zh-CN")) {
            Page page = openTask(person, task.id());
            page.locator("button.claim").click();
            page.locator(".fjs-container textarea:enabled").waitFor();
            tasks.complete(task.id(), new Worker("operator1", Set.of("operator")), Map.of());
            page.locator(".form-actions button:visible").getByText("完成").click();
            Locator said = page.locator(".notifications, [notifications-panel]").getByText("这一步已经结束");
            said.first().waitFor();
            assertThat(page.locator("body").textContent()).doesNotContain("Cannot ");
            person.picture("tasklist-over");
        }
    }

    private String bringTo(Work work) {
        String number = alarms.raise(new RaiseAlarm(
                        work.kind(),
                        Severity.CRITICAL,
                        work.kind() == AlarmKind.SMOKE ? "because.alarm.fire" : "because.alarm.sos",
                        null,
                        null,
                        "nearkin:" + UUID.randomUUID(),
                        "bedroom",
                        Instant.now().truncatedTo(ChronoUnit.MILLIS),
                        null,
                        null))
                .caseNumber();
        for (String step : ROAD.subList(0, Math.max(0, ROAD.indexOf(work.task())))) {
            boolean later = step.equals("Task_FollowUp");
            time.pass(number, later ? Duration.ofHours(72) : Duration.ZERO);
            WorkItem task = waiting(number, step);
            Worker worker = later
                    ? new Worker("caseworker1", Set.of("caseworker"))
                    : new Worker("operator1", Set.of("operator"));
            tasks.claim(task.id(), worker);
            tasks.complete(task.id(), worker, USUAL.get(step));
        }
        time.pass(number, work.after());
        return number;
    }

    private Page openTask(Browser.Person person, String task) {
        String filter = filters.createFilterQuery()
                .filterNameLike("%My tasks")
                .singleResult()
                .getId();
        person.go("/camunda/app/tasklist/default/#/?filter=" + filter + "&task=" + task);
        person.page().locator(".task-details").waitFor();
        return person.page();
    }

    private static void choose(Page page, JsonNode fields, String field, String option) {
        JsonNode options = null;
        for (JsonNode component : fields) {
            if (component.path("key").asText().equals(field)) {
                options = component.path("values");
            }
        }
        assertThat(options).as(field).isNotNull();
        int place = 0;
        while (!options.path(place).path("value").asText().equals(option)) {
            assertThat(++place).as(option).isLessThan(options.size());
        }
        page.locator("[id$='-Field_" + field + "-" + place + "']").check();
    }

    private static JsonNode fieldsOf(String form) throws IOException {
        return new ObjectMapper()
                .readTree(FORMS.resolve(form + ".form").toFile())
                .path("components");
    }

    /** As Tasklist itself calls, with the token that it was given. */
    private static Map<?, ?> submit(Page page, String task, String answers) {
        return (Map<?, ?>) page.evaluate("""
                async ([task, answers]) => {
                  const token = document.cookie.split('; ').find(c => c.startsWith('CAM-XSRF=')).split('=')[1];
                  const answer = await fetch(`/camunda/api/engine/engine/default/task/${task}/submit-form`, {
                    method: 'POST',
                    headers: {'Content-Type': 'application/json', 'Accept': 'application/json', 'X-XSRF-TOKEN': token},
                    body: JSON.stringify({variables: JSON.parse(answers)}),
                  });
                  const body = await answer.json();
                  return {status: answer.status, message: body.message};
                }
                """, List.of(task, answers));
    }

    private WorkItem waiting(String number, String task) {
        return waitingFor(number).stream()
                .filter(item -> item.key().equals(task))
                .findFirst()
                .orElseThrow(() -> new AssertionError(task + " does not wait, but " + waitingFor(number)));
    }

    private List<WorkItem> waitingFor(String number) {
        return worklist.of(List.of(number)).getOrDefault(number, List.of());
    }

    private Map<String, Object> variables(String number) {
        Map<String, Object> values = new HashMap<>();
        String instance = history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(number)
                .singleResult()
                .getId();
        history.createHistoricVariableInstanceQuery()
                .processInstanceId(instance)
                .list()
                .forEach(variable -> values.put(variable.getName(), variable.getValue()));
        return values;
    }

    /** The case's timeline as those who work on it read it. */
    private String timeline(String number) {
        try (Browser.Person person = signedIn("supervisor1", "en")) {
            return person.go("/cases/" + number + "/timeline").page().content();
        }
    }

    private Browser.Person signedIn(String name, String locale) {
        return browser.open(1280, locale).signIn(name, file.passwordOf(name, ""));
    }
}
