package care.nearkin;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.TwoWindows.Window;
import care.nearkin.access.AccountsFile;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casefile.TimelineEntry;
import care.nearkin.engine.EngineTables;
import care.nearkin.engine.FormAnswers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
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

    private record Field(CaseTypeFiles type, String form, String name) {}

    private record Told(Field field, Window window, String caseNumber, String mark) {}

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile file;

    @Autowired
    RuntimeService runtime;

    /** Where the first answer would not be true of a case that was only just opened, and is refused. */
    private static final Map<String, Map<String, Object>> TRUE_ANSWERS =
            Map.of("device-test", Map.of("testResult", "DOES_NOT_WORK"));

    @Autowired
    TaskService tasks;

    @Autowired
    CaseFiles caseFiles;

    @Autowired
    JdbcTemplate jdbc;

    private final String run =
            "PRIV" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private final String spare = "spare" + UUID.randomUUID();
    private TwoWindows windows;
    private final List<Told> told = new ArrayList<>();
    private String logged = "";

    @BeforeAll
    void everyPrivateFieldIsFilledInThroughBothWindows(CapturedOutput output) {
        windows = new TwoWindows(port, file, runtime, tasks);
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
        List<String> tables = EngineTables.names(jdbc);
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
        assertThat(EngineTables.holding(jdbc, run)).isEmpty();
        assertThat(EngineTables.holding(jdbc, spare)).isEmpty();
    }

    /** Without this the test above could be blind and green. */
    @Test
    void theSearchSeesWhatDoesStandInTheEngine() {
        String mark = "CONTROL" + UUID.randomUUID();
        ProcessInstance instance =
                windows.open(fields().findFirst().orElseThrow().type());
        runtime.setVariable(instance.getId(), "controlText", mark);
        runtime.setVariable(instance.getId(), "controlBytes", mark.getBytes(StandardCharsets.UTF_8));
        try {
            assertThat(EngineTables.holding(jdbc, mark))
                    .contains("act_ru_variable.text_", "act_ge_bytearray.bytes_")
                    .doesNotContain("act_hi_varinst.text_", "act_hi_detail.text_");
        } finally {
            runtime.removeVariables(instance.getId(), List.of("controlText", "controlBytes"));
        }
    }

    @Test
    void ourOwnTablesHoldThemOnlySealed() {
        List<String> ours = jdbc.queryForList("""
                select table_name from information_schema.tables
                where table_schema = current_schema() and table_type = 'BASE TABLE' and table_name not like 'act\\_%'
                """, String.class);
        assertThat(ours)
                .contains(
                        "case_answer",
                        "case_entry",
                        "decision_taken",
                        "open_task",
                        "notice",
                        "access_read",
                        "access_write");
        assertThat(EngineTables.holding(jdbc, ours, run)).isEmpty();
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
            assertThat(windows.visitor("supervisor1").page(page).body())
                    .as("%s", one)
                    .contains(one.mark());
        }
        Told alarm = told.stream()
                .filter(one -> one.field().type().key().equals("alarm"))
                .findFirst()
                .orElseThrow();
        String page = "/cases/" + alarm.caseNumber() + "/timeline";
        for (String outsider : List.of("keeper1", "responder1", "maintainer1", "childlead1")) {
            HttpResponse<String> answer = windows.visitor(outsider).page(page);
            assertThat(answer.statusCode()).as(outsider).isIn(403, 404);
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
        Task task = windows.taskWith(field.type(), field.form());
        FormAnswers form = new FormAnswers(field.type().forms().get(field.form()));
        Map<String, Object> answers = new LinkedHashMap<>(form.keeping(field.name(), name -> mark(name, window)));
        answers.putAll(TRUE_ANSWERS.getOrDefault(field.form(), Map.of()));
        HttpResponse<String> answer = windows.submit(task, answers, window);
        assertThat(answer.statusCode())
                .as("%s %s: %s", field, window, answer.body())
                .isEqualTo(204);
        return new Told(field, window, caseOf(task), mark);
    }

    /** A refused answer is not kept anywhere, and the refusal does not repeat it. */
    private void refuse(Field field) {
        for (Window window : Window.values()) {
            Task task = windows.taskWith(field.type(), field.form());
            Map<String, Object> answers =
                    new LinkedHashMap<>(new FormAnswers(field.type().forms().get(field.form()))
                            .keeping(field.name(), name -> mark("refused", window)));
            answers.put("nobodyAskedThis", mark("refused", window));
            HttpResponse<String> answer = windows.submit(task, answers, window);
            assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
            assertThat(answer.body()).doesNotContain(run);
        }
    }

    private String caseOf(Task task) {
        return jdbc.queryForObject(
                "select business_key_ from act_hi_procinst where id_ = ?", String.class, task.getProcessInstanceId());
    }

    private List<String> answers(Told one) {
        return caseFiles.timeline(one.caseNumber()).stream()
                .map(TimelineEntry::answers)
                .flatMap(answers -> answers.values().stream())
                .toList();
    }

    private String mark(String field, Window window) {
        // a device's key, which our own tables name devices by
        return field.equals("replacedBy") ? "nearkin:" + spare + window : run + "-" + window + "-" + field;
    }
}
