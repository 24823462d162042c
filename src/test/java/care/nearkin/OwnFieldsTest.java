package care.nearkin;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.TwoWindows.Window;
import care.nearkin.access.AccountsFile;
import care.nearkin.engine.FormAnswers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Only a form's own fields go to the browser and come back, of every form there is and in both windows. */
@NearkinTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnFieldsTest {

    private static final String ENGINE = "/camunda/api/engine/engine/default";

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile file;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    private final ObjectMapper json = new ObjectMapper();
    private final String foreign = "foreign" + UUID.randomUUID().toString().replace("-", "");
    private TwoWindows windows;

    static Stream<Arguments> forms() {
        return CaseTypeFiles.all()
                .flatMap(type -> type.forms().keySet().stream().sorted().map(form -> Arguments.of(form, type)));
    }

    @BeforeAll
    void openWindows() {
        windows = new TwoWindows(port, file, runtime, tasks);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void onlyAFormsOwnFieldsAreSentAndTaken(String form, CaseTypeFiles type) throws IOException {
        Task task = windows.taskWith(type, form);
        runtime.setVariable(task.getExecutionId(), foreign, "what the form does not ask");
        runtime.setVariable(task.getProcessInstanceId(), foreign + "Case", "what the form does not ask");
        List<String> own = new FormAnswers(type.forms().get(form)).fields();
        Here worker = windows.visitor(windows.worker(task));

        for (Window window : Window.values()) {
            HttpResponse<String> refused = windows.submit(task, Map.of(foreign, "x"), window);
            assertThat(refused.statusCode()).as(window.name()).isEqualTo(400);
            assertThat(refused.body()).contains(foreign);
        }
        HttpResponse<String> ours = worker.get("/tasks/" + task.getId() + "/form", "Accept", "application/json");
        assertThat(ours.statusCode()).isEqualTo(200);
        assertThat(own).containsAll(names(json.readTree(ours.body()).path("values")));
        assertThat(ours.body()).doesNotContain(foreign, "does not ask");

        String variables = ENGINE + "/task/" + task.getId() + "/form-variables?deserializeValues=false";
        for (String asked : List.of("", "&variableNames=" + foreign, "&variableNames=" + foreign + "Case")) {
            HttpResponse<String> tasklist = worker.get(variables + asked, "Accept", "application/json");
            assertThat(tasklist.statusCode()).isEqualTo(200);
            assertThat(own).containsAll(names(json.readTree(tasklist.body())));
        }
        // supervisors may look into Cockpit, where ids, enums and numbers of a case stand
        for (String way : windows.worker(task).equals("supervisor1")
                ? List.<String>of()
                : List.of(
                        "/task/" + task.getId() + "/variables",
                        "/task/" + task.getId() + "/localVariables",
                        "/task/" + task.getId() + "/rendered-form",
                        "/execution/" + task.getExecutionId() + "/localVariables",
                        "/variable-instance?processInstanceIdIn=" + task.getProcessInstanceId())) {
            HttpResponse<String> other = worker.get(ENGINE + way, "Accept", "application/json");
            assertThat(other.statusCode()).as(way).isIn(401, 403, 404);
            assertThat(other.body()).doesNotContain("does not ask");
        }

        assertThat(tasks.createTaskQuery().taskId(task.getId()).count()).isOne();
        assertThat(runtime.getVariable(task.getProcessInstanceId(), foreign)).isNotEqualTo("x");
    }

    private static List<String> names(JsonNode values) {
        List<String> names = new ArrayList<>();
        values.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
