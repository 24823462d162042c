package care.nearkin.worklist;

import care.nearkin.access.Group;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.engine.Tasks;
import care.nearkin.engine.Tasks.Worker;
import care.nearkin.kernel.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What the person who looks may do with tasks: those of her areas, in her own name. */
@Component
class TaskDesk {

    private final Worklist worklist;
    private final EndedTaskRows ended;
    private final Tasks tasks;
    private final CaseFiles caseFiles;
    private final Viewers viewers;
    private final Clock clock;

    TaskDesk(Worklist worklist, EndedTaskRows ended, Tasks tasks, CaseFiles caseFiles, Viewers viewers, Clock clock) {
        this.worklist = worklist;
        this.ended = ended;
        this.tasks = tasks;
        this.caseFiles = caseFiles;
        this.viewers = viewers;
        this.clock = clock;
    }

    WorkItem see(String taskId) {
        Viewer viewer = viewers.current();
        return worklist.find(taskId)
                .filter(item -> viewer.serves(item.area()) && concerns(viewer, item))
                .orElseThrow(() -> Refusal.notFound("task.gone"));
    }

    void claim(String taskId) {
        see(taskId);
        tasks.claim(taskId, worker());
    }

    void release(String taskId) {
        see(taskId);
        tasks.release(taskId, worker());
    }

    /**
     * Completes; when the process has moved on meanwhile, what was typed is kept as a note on the case and the refusal says
     * so: nothing a person types is lost.
     */
    void complete(String taskId, Map<String, Object> answers) {
        if (worklist.find(taskId).isEmpty()) {
            keepTooLate(taskId, answers);
            throw Refusal.notFound("task.gone");
        }
        see(taskId);
        try {
            tasks.complete(taskId, worker(), answers);
        } catch (Refusal refusal) {
            if (refusal.words().equals("task.gone")) {
                keepTooLate(taskId, answers);
            }
            throw refusal;
        }
    }

    Tasks.Form form(String taskId, java.util.Locale language) {
        see(taskId);
        return tasks.form(taskId, language);
    }

    Worker worker() {
        Viewer viewer = viewers.current();
        return new Worker(
                viewer.name(), viewer.groups().stream().map(Group::key).collect(Collectors.toSet()));
    }

    private void keepTooLate(String taskId, Map<String, Object> answers) {
        if (answers.isEmpty()) {
            return;
        }
        ended.findById(taskId).ifPresent(task -> {
            String text = answers.entrySet().stream()
                    .map(answer -> answer.getKey() + ": " + answer.getValue())
                    .collect(Collectors.joining("\n"));
            caseFiles.note(
                    task.caseNumber(),
                    new CaseFiles.Entry(
                            "task.too-late",
                            clock.instant(),
                            viewers.current().name(),
                            List.of("@" + task.name()),
                            text));
        });
    }

    private static boolean concerns(Viewer viewer, WorkItem item) {
        return viewer.in(Group.SUPERVISOR, Group.MANAGER, Group.ADMIN)
                || viewer.name().equals(item.assignee())
                || viewer.groups().stream().map(Group::key).anyMatch(item.groups()::contains);
    }
}
