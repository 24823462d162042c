package care.nearkin.worklist;

import care.nearkin.access.Group;
import care.nearkin.access.Viewers;
import care.nearkin.kernel.Slice;
import care.nearkin.worklist.Worklist.Ask;
import care.nearkin.worklist.Worklist.Order;
import care.nearkin.worklist.Worklist.View;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tasks for other programs: the same lists, claims and answers as on the pages. */
@RestController
@RequestMapping("/api/v1/tasks")
@PreAuthorize("isAuthenticated()")
class TasksApi {

    record TaskJson(
            String id,
            String task,
            String type,

            @com.fasterxml.jackson.annotation.JsonProperty("case")
            String caseNumber,

            String urgency,
            Set<String> groups,
            @Nullable String assignee,
            Instant createdAt,
            @Nullable Instant due) {

        static TaskJson of(WorkItem item) {
            return new TaskJson(
                    item.id(),
                    item.key(),
                    item.type(),
                    item.caseNumber(),
                    item.urgency(),
                    item.groups(),
                    item.assignee(),
                    item.createdAt(),
                    item.due());
        }
    }

    private final Worklist worklist;
    private final TaskDesk desk;
    private final Viewers viewers;

    TasksApi(Worklist worklist, TaskDesk desk, Viewers viewers) {
        this.worklist = worklist;
        this.desk = desk;
        this.viewers = viewers;
    }

    @GetMapping
    Slice<TaskJson> list(
            @RequestParam(name = "case", required = false) @Nullable String caseNumber,
            @RequestParam(required = false) @Nullable Group group,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String assignee,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int limit) {
        return worklist.list(
                        viewers.current(),
                        new Ask(
                                View.ALL,
                                Order.NEWEST,
                                group,
                                null,
                                caseNumber,
                                assignee,
                                q,
                                after,
                                Slice.limit(limit)))
                .map(TaskJson::of);
    }

    @PostMapping("/{id}/claim")
    TaskJson claim(@PathVariable String id) {
        desk.claim(id);
        return TaskJson.of(desk.see(id));
    }

    /** For what somebody else holds: supervisors at any time, the others of its groups once it is late. */
    @PostMapping("/{id}/take-over")
    TaskJson takeOver(@PathVariable String id) {
        desk.takeOver(id);
        return TaskJson.of(desk.see(id));
    }

    /** The body holds the form's fields; an unknown one is refused by name. */
    @PostMapping("/{id}/complete")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void complete(@PathVariable String id, @RequestBody(required = false) @Nullable Map<String, Object> answers) {
        desk.complete(id, answers == null ? Map.of() : answers);
    }
}
