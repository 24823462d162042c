package care.nearkin.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * What Tasklist shows, in the reader's language: tasks by name and case number, processes and their diagrams, and why an
 * answer was refused. The engine itself knows each by one name only.
 */
final class TasklistWords extends OncePerRequestFilter {

    private static final String API = "/camunda/api/engine/engine/default/";
    private static final Pattern SPOKEN = Pattern.compile(
            "filter/[^/]+/list|task|task/[^/]+(/(submit-form|complete|claim|unclaim))?|process-definition/[^/]+(/xml)?");
    private static final Pattern SCAFFOLDING = Pattern.compile("^Cannot [a-z ]+ [0-9a-f-]{36}: ");

    private final ObjectMapper json;
    private final ObjectProvider<ModelWords> models;
    private final ObjectProvider<RuntimeService> runtime;

    TasklistWords(ObjectMapper json, ObjectProvider<ModelWords> models, ObjectProvider<RuntimeService> runtime) {
        this.json = json;
        this.models = models;
        this.runtime = runtime;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return !path.startsWith(API)
                || !SPOKEN.matcher(path.substring(API.length())).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper kept = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, kept);
        String type = kept.getContentType();
        if (type != null && type.contains("json") && kept.getContentSize() > 0) {
            JsonNode answer = json.readTree(kept.getContentAsByteArray());
            say(answer, LocaleContextHolder.getLocale());
            kept.resetBuffer();
            kept.getOutputStream().write(json.writeValueAsBytes(answer));
        }
        kept.copyBodyToResponse();
    }

    private void say(JsonNode answer, Locale reader) {
        List<JsonNode> tasks = answer.findParents("taskDefinitionKey");
        Map<String, String> cases = casesOf(tasks);
        tasks.forEach(task -> sayTask((ObjectNode) task, cases.get(text(task, "processInstanceId")), reader));
        answer.findParents("versionTag").forEach(flow -> sayFlow((ObjectNode) flow, reader));
        if (answer instanceof ObjectNode one) {
            if (one.has("bpmn20Xml")) {
                one.put("bpmn20Xml", models.getObject().model(one.path("id").asText(), reader));
            }
            if (one.has("type") && one.has("message")) {
                one.put(
                        "message",
                        SCAFFOLDING.matcher(one.path("message").asText()).replaceFirst(""));
            }
        }
    }

    private Map<String, String> casesOf(List<JsonNode> tasks) {
        Set<String> instances = tasks.stream()
                .map(task -> text(task, "processInstanceId"))
                .filter(java.util.Objects::nonNull)
                .collect(Collectors.toSet());
        Map<String, String> cases = new HashMap<>();
        if (!instances.isEmpty()) {
            for (ProcessInstance instance : runtime.getObject()
                    .createProcessInstanceQuery()
                    .processInstanceIds(instances)
                    .list()) {
                cases.put(instance.getId(), instance.getBusinessKey());
            }
        }
        return cases;
    }

    private void sayTask(ObjectNode task, @Nullable String caseNumber, Locale reader) {
        String definition = text(task, "processDefinitionId");
        String key = text(task, "taskDefinitionKey");
        if (definition == null || key == null) {
            return;
        }
        String name = models.getObject().element(EngineTask.flow(definition), key, text(task, "name"), reader);
        task.put("name", caseNumber == null ? name : name + " · " + caseNumber);
    }

    private void sayFlow(ObjectNode flow, Locale reader) {
        String key = text(flow, "key");
        if (key != null) {
            flow.put("name", models.getObject().flow(key, text(flow, "name"), reader));
        }
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.path(field).isTextual() ? node.path(field).asText() : null;
    }
}
