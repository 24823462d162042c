package care.nearkin;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.access.AccountsFile;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casefile.TimelineEntry;
import care.nearkin.engine.FormAnswers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a form declares private never stays in the engine. Walks every private field of every form there is, so that a
 * new one is covered the day it is drawn: types a mark of its own into it, by our API and by Tasklist's call, and then
 * looks for the marks in every column of every table.
 */
@NearkinTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class PrivateFieldsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ENGINE = "/camunda/api/engine/engine/default";

    /** How a case of a type is opened through the API; a new case type says here what its call needs. */
    private static final Map<String, String> OPENS = Map.of("alarm", "{\"kind\":\"SMOKE\",\"via\":\"PHONE\"}");

    private enum Window {
        API,
        TASKLIST
    }

    private record Field(CaseTypeFiles type, String form, String name) {}

    private record Told(Field field, Window window, String caseNumber, String mark) {}

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile file;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    CaseFiles caseFiles;

    @Autowired
    JdbcTemplate jdbc;

    private final String run =
            "PRIV" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private final Map<String, Here> visitors = new LinkedHashMap<>();
    private final Map<String, String> tokens = new LinkedHashMap<>();
    private final List<Told> told = new ArrayList<>();
    private String logged = "";

    @BeforeAll
    void everyPrivateFieldIsFilledInThroughBothWindows(CapturedOutput output) {
        for (Field field : fields().toList()) {
            for (Window window : Window.values()) {
                told.add(tell(field, window));
            }
        }
        refuse(fields().findFirst().orElseThrow());
        logged = output.getAll();
    }

    @Test
    void everyFormWithAPrivateFieldIsVisited() {
        assertThat(told.stream().map(Told::field).distinct()).hasSizeGreaterThan(10);
        assertThat(told).hasSize(2 * (int) fields().count());
    }

    @Test
    void theEngineHoldsNothingOfThemInAnyTable() {
        List<String> tables = tables("act\\_%");
        assertThat(tables)
                .contains(
                        "act_ru_variable",
                        "act_ge_bytearray",
                        "act_hi_varinst",
                        "act_hi_detail",
                        "act_hi_op_log",
                        "act_hi_comment",
                        "act_hi_taskinst",
                        "act_hi_job_log",
                        "act_hi_dec_in");
        assertThat(holding(tables, run)).isEmpty();
    }

    /** Without this the test above could be blind and green. */
    @Test
    void theSearchSeesWhatDoesStandInTheEngine() {
        String mark = "CONTROL" + UUID.randomUUID();
        ProcessInstance instance = open(fields().findFirst().orElseThrow().type());
        runtime.setVariable(instance.getId(), "controlText", mark);
        runtime.setVariable(instance.getId(), "controlBytes", mark.getBytes(StandardCharsets.UTF_8));
        try {
            assertThat(holding(tables("act\\_%"), mark))
                    .contains("act_ru_variable.text_", "act_hi_varinst.text_", "act_ge_bytearray.bytes_");
        } finally {
            runtime.removeVariables(instance.getId(), List.of("controlText", "controlBytes"));
        }
    }

    @Test
    void ourOwnTablesHoldThemOnlySealed() {
        List<String> ours = tables("%");
        ours.removeIf(table -> table.startsWith("act_"));
        assertThat(ours).contains("case_answer", "case_entry", "open_task", "notice", "access_read", "access_write");
        assertThat(holding(ours, run)).isEmpty();
        for (Told one : told) {
            assertThat(answers(one)).as("%s", one).contains(one.mark());
        }
    }

    @Test
    void theLogSaysNothingOfThem() {
        assertThat(logged).doesNotContain(run);
    }

    @Test
    void whoMayReadTheCaseReadsThemAndNobodyElseDoes() {
        for (Told one : told) {
            String page = "/cases/" + one.caseNumber() + "/timeline";
            assertThat(visitor("supervisor1").page(page).body()).as("%s", one).contains(one.mark());
        }
        String page = "/cases/" + told.get(0).caseNumber() + "/timeline";
        for (String outsider : List.of("keeper1", "responder1", "maintainer1", "childlead1")) {
            HttpResponse<String> answer = visitor(outsider).page(page);
            assertThat(answer.statusCode()).as(outsider).isEqualTo(403);
            assertThat(answer.body()).doesNotContain(run);
        }
    }

    /** Every form's private fields; a form that no task shows has nobody who could type into it. */
    private static Stream<Field> fields() {
        return CaseTypeFiles.all()
                .flatMap(type -> type.forms().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .flatMap(form -> new FormAnswers(form.getValue())
                                .privateFields().stream().map(field -> new Field(type, form.getKey(), field))));
    }

    private Told tell(Field field, Window window) {
        String mark = mark(field.name(), window);
        Task task = taskWith(field);
        FormAnswers form = new FormAnswers(field.type().forms().get(field.form()));
        Map<String, Object> answers = form.keeping(field.name(), name -> mark(name, window));
        HttpResponse<String> answer = submit(task, answers, window);
        assertThat(answer.statusCode())
                .as("%s %s: %s", field, window, answer.body())
                .isEqualTo(204);
        return new Told(field, window, caseOf(task), mark);
    }

    /** A refused answer is not kept anywhere, and the refusal does not repeat it. */
    private void refuse(Field field) {
        for (Window window : Window.values()) {
            Task task = taskWith(field);
            Map<String, Object> answers =
                    new LinkedHashMap<>(new FormAnswers(field.type().forms().get(field.form()))
                            .keeping(field.name(), name -> mark("refused", window)));
            answers.put("nobodyAskedThis", mark("refused", window));
            HttpResponse<String> answer = submit(task, answers, window);
            assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
            assertThat(answer.body()).doesNotContain(run);
        }
    }

    private HttpResponse<String> submit(Task task, Map<String, Object> answers, Window window) {
        String name = worker(task);
        if (window == Window.API) {
            return new Here(port)
                    .basic(name, file.passwordOf(name, ""))
                    .call("POST", "/api/v1/tasks/" + task.getId() + "/complete", FormAnswers.json(answers));
        }
        Map<String, Object> variables = answers.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, answer -> Map.of("value", answer.getValue())));
        Here here = visitor(name);
        String token = here.page("/camunda/app/tasklist/default/").headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("CAM-XSRF="))
                .map(cookie -> cookie.substring("CAM-XSRF=".length(), cookie.indexOf(';')))
                .findFirst()
                .orElseGet(() -> tokens.get(name));
        tokens.put(name, token);
        return here.post(
                ENGINE + "/task/" + task.getId() + "/submit-form",
                "application/json",
                FormAnswers.json(Map.of("variables", variables)),
                "X-XSRF-TOKEN",
                token);
    }

    /** A case of its own that stands at the task with this form, and knows what it would know by then. */
    private Task taskWith(Field field) {
        UserTask step = field.type().model().getModelElementsByType(UserTask.class).stream()
                .filter(task -> field.form().equals(task.getCamundaFormRef()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No task shows the form " + field.form()));
        ProcessInstance instance = open(field.type());
        Map<String, Object> known = new LinkedHashMap<>();
        field.type().variables().values().stream()
                .filter(var -> var.type().isEnum() || var.type() == String.class)
                .forEach(var -> known.put(
                        var.name(),
                        var.type().isEnum() ? var.type().getEnumConstants()[0].toString() : "PT1H"));
        field.type().forms().values().forEach(form -> known.putAll(new FormAnswers(form).firstOptions()));
        runtime.getVariables(instance.getId()).keySet().forEach(known::remove);
        runtime.setVariables(instance.getId(), known);
        if (waiting(instance, step).isEmpty()) {
            runtime.createProcessInstanceModification(instance.getId())
                    .startBeforeActivity(step.getId())
                    .execute();
        }
        return waiting(instance, step).get(0);
    }

    private List<Task> waiting(ProcessInstance instance, UserTask step) {
        return tasks.createTaskQuery()
                .processInstanceId(instance.getId())
                .taskDefinitionKey(step.getId())
                .list();
    }

    private ProcessInstance open(CaseTypeFiles type) {
        String body = OPENS.get(type.key());
        assertThat(body).as("how to open a case of type " + type.key()).isNotNull();
        HttpResponse<String> opened = new Here(port)
                .basic("admin1", file.passwordOf("admin1", ""))
                .call("POST", "/api/v1/cases/" + type.key(), body);
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(json(opened.body()).path("number").asText())
                .singleResult();
    }

    private String caseOf(Task task) {
        return jdbc.queryForObject(
                "select business_key_ from act_hi_procinst where id_ = ?", String.class, task.getProcessInstanceId());
    }

    private String worker(Task task) {
        return tasks.getIdentityLinksForTask(task.getId()).stream()
                        .map(link -> link.getGroupId())
                        .filter(java.util.Objects::nonNull)
                        .sorted()
                        .findFirst()
                        .orElseThrow()
                + "1";
    }

    private Here visitor(String name) {
        return visitors.computeIfAbsent(name, who -> {
            Here here = new Here(port);
            here.signIn(who, file.passwordOf(who, ""));
            return here;
        });
    }

    private List<String> answers(Told one) {
        return caseFiles.timeline(one.caseNumber()).stream()
                .map(TimelineEntry::answers)
                .flatMap(answers -> answers.values().stream())
                .toList();
    }

    private String mark(String field, Window window) {
        return run + "-" + window + "-" + field;
    }

    private List<String> tables(String like) {
        return new ArrayList<>(jdbc.queryForList("""
                select table_name from information_schema.tables
                where table_schema = current_schema() and table_type = 'BASE TABLE' and table_name like ?
                order by table_name
                """, String.class, like));
    }

    /** Every column, whatever its type, in which a mark stands in clear: {@code table.column}. */
    private List<String> holding(List<String> tables, String mark) {
        List<String> found = new ArrayList<>();
        for (String table : tables) {
            jdbc.query(
                    """
                    select column_name, data_type from information_schema.columns
                    where table_schema = current_schema() and table_name = ?
                    """,
                    row -> {
                        String column = "\"" + row.getString(1) + "\"";
                        String condition = "bytea".equals(row.getString(2))
                                ? "position(convert_to(?, 'UTF8') in " + column + ") > 0"
                                : "position(? in " + column + "::text) > 0";
                        Boolean holds = jdbc.queryForObject(
                                "select exists (select from " + table + " where " + condition + ")",
                                Boolean.class,
                                mark);
                        if (Boolean.TRUE.equals(holds)) {
                            found.add(table + "." + row.getString(1));
                        }
                    },
                    table);
        }
        return found;
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (com.fasterxml.jackson.core.JsonProcessingException broken) {
            throw new AssertionError(body, broken);
        }
    }
}
