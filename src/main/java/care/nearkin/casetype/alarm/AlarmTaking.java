package care.nearkin.casetype.alarm;

import care.nearkin.access.Group;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.engine.Tasks;
import care.nearkin.engine.Tasks.Worker;
import care.nearkin.kernel.Refusal;
import care.nearkin.worklist.WorkItem;
import care.nearkin.worklist.Worklist;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Takes an alarm with one press: claims and acknowledges it, and claims what comes next. */
@Component
class AlarmTaking {

    private final Worklist worklist;
    private final Tasks tasks;
    private final Viewers viewers;

    AlarmTaking(Worklist worklist, Tasks tasks, Viewers viewers) {
        this.worklist = worklist;
        this.tasks = tasks;
        this.viewers = viewers;
    }

    /** The id of the task to work on next; refuses politely when somebody else was faster. */
    String take(String caseNumber) {
        return take(caseNumber, viewers.current());
    }

    private String take(String caseNumber, Viewer viewer) {
        Worker worker = acknowledge(caseNumber, viewer);
        WorkItem next = callBack(caseNumber);
        tasks.claim(next.id(), worker);
        return next.id();
    }

    /**
     * Takes one of many. With {@code hold} the call back is hers and waits for what she says of all of them; without it the
     * ringing ends and the call back stays with the whole desk, so that whoever is not heard in time is visited.
     */
    void takeOneOfMany(String caseNumber, Viewer viewer, boolean hold) {
        Worker worker = acknowledge(caseNumber, viewer);
        if (hold) {
            tasks.claim(callBack(caseNumber).id(), worker);
        }
    }

    private Worker acknowledge(String caseNumber, Viewer viewer) {
        Worker worker = new Worker(
                viewer.name(), viewer.groups().stream().map(Group::key).collect(Collectors.toSet()));
        WorkItem bell = waiting(caseNumber, "Task_Acknowledge")
                .filter(task -> viewer.serves(task.area()))
                .orElseThrow(() -> Refusal.conflict("alarm.taken-already", caseNumber));
        if (bell.assignee() == null) {
            tasks.claim(bell.id(), worker);
        } else {
            tasks.takeOver(bell.id(), worker);
        }
        tasks.complete(bell.id(), worker, Map.of());
        return worker;
    }

    private WorkItem callBack(String caseNumber) {
        return waiting(caseNumber, "Task_CallBack")
                .orElseThrow(() -> Refusal.conflict("alarm.taken-already", caseNumber));
    }

    private Optional<WorkItem> waiting(String caseNumber, String taskKey) {
        return worklist.of(List.of(caseNumber)).getOrDefault(caseNumber, List.of()).stream()
                .filter(task -> task.key().equals(taskKey))
                .findFirst();
    }
}
