package care.nearkin.engine;

import java.util.Set;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/** Whether somebody may touch one task: her own, or an unclaimed one of her groups. Grants only know whole processes. */
@Component
class TaskReach {

    private final TaskService tasks;

    TaskReach(TaskService tasks) {
        this.tasks = tasks;
    }

    /** A task that is gone is left to the engine to say so. */
    boolean reaches(String name, Set<String> groups, String taskId) {
        Task task = tasks.createTaskQuery().taskId(taskId).singleResult();
        if (task == null || name.equals(task.getAssignee())) {
            return true;
        }
        return task.getAssignee() == null
                && tasks.getIdentityLinksForTask(taskId).stream()
                        .map(IdentityLink::getGroupId)
                        .anyMatch(group -> group != null && groups.contains(group));
    }
}
