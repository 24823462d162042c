package care.nearkin;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.access.AccountsFile;
import care.nearkin.engine.FormAnswers;
import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;

/** Tasks as programs and people answer them: by our API and by the call that Camunda Tasklist makes. */
final class TwoWindows {

    enum Window {
        API,
        TASKLIST
    }

    private static final String ENGINE = "/camunda/api/engine/engine/default";

    /** How a case of a type is opened through the API; a new case type says here what its call needs. */
    private final Map<String, Supplier<String>> opens =
            Map.of("alarm", () -> "{\"kind\":\"SMOKE\",\"via\":\"PHONE\"}", "device", this::aDevice);

    private final int port;
    private final AccountsFile file;
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final Map<String, Here> visitors = new LinkedHashMap<>();
    private final Map<String, String> tokens = new LinkedHashMap<>();

    TwoWindows(int port, AccountsFile file, RuntimeService runtime, TaskService tasks) {
        this.port = port;
        this.file = file;
        this.runtime = runtime;
        this.tasks = tasks;
    }

    /** As somebody of the first group whose task it is. */
    HttpResponse<String> submit(Task task, Map<String, Object> answers, Window window) {
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
    Task taskWith(CaseTypeFiles type, String form) {
        UserTask step = type.model().getModelElementsByType(UserTask.class).stream()
                .filter(task -> form.equals(task.getCamundaFormRef()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No task shows the form " + form));
        ProcessInstance instance = open(type);
        Map<String, Object> known = new LinkedHashMap<>();
        type.variables().values().stream()
                .filter(var -> var.type().isEnum() || var.type() == String.class)
                .forEach(var -> known.put(
                        var.name(),
                        var.type().isEnum() ? var.type().getEnumConstants()[0].toString() : "PT1H"));
        type.forms().values().forEach(each -> known.putAll(new FormAnswers(each).firstOptions()));
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

    ProcessInstance open(CaseTypeFiles type) {
        assertThat(opens).as("how a case is opened").containsKey(type.key());
        String body = opens.get(type.key()).get();
        HttpResponse<String> opened = new Here(port)
                .basic("admin1", file.passwordOf("admin1", ""))
                .call("POST", "/api/v1/cases/" + type.key(), body);
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(JsonPath.<String>read(opened.body(), "$.number"))
                .singleResult();
    }

    /** A device of its own, to be installed. */
    private String aDevice() {
        String key = "nearkin:" + UUID.randomUUID();
        HttpResponse<String> registered = new Here(port)
                .basic("admin1", file.passwordOf("admin1", ""))
                .call("PUT", "/api/v1/devices/" + key, "{\"kind\":\"sos\"}");
        assertThat(registered.statusCode()).as(registered.body()).isBetween(200, 201);
        return "{\"device\":\"" + key + "\"}";
    }

    String worker(Task task) {
        return tasks.getIdentityLinksForTask(task.getId()).stream()
                        .map(link -> link.getGroupId())
                        .filter(java.util.Objects::nonNull)
                        .sorted()
                        .findFirst()
                        .orElseThrow()
                + "1";
    }

    /** Signed in, once for all calls. */
    Here visitor(String name) {
        return visitors.computeIfAbsent(name, who -> Here.as(who, port, file));
    }
}
