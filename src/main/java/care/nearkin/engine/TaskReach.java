package care.nearkin.engine;

import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Whether somebody may touch one task: her own, or an unclaimed one of her groups. Grants only know whole processes. */
@Component
class TaskReach {

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final ObjectProvider<CaseReach> cases;

    TaskReach(TaskService tasks, RuntimeService runtime, ObjectProvider<CaseReach> cases) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.cases = cases;
    }

    /** A task that is gone is left to the engine to say so. Supervisors reach what everybody's groups do. */
    boolean reaches(String name, Set<String> groups, String taskId) {
        Task task = tasks.createTaskQuery().taskId(taskId).singleResult();
        if (task == null) {
            return true;
        }
        if (isKeptFrom(name, task)) {
            return false;
        }
        if (name.equals(task.getAssignee()) || groups.contains("supervisor")) {
            return true;
        }
        return task.getAssignee() == null
                && tasks.getIdentityLinksForTask(taskId).stream()
                        .map(IdentityLink::getGroupId)
                        .anyMatch(group -> group != null && groups.contains(group));
    }

    /** By its case, where it has one. */
    private boolean isKeptFrom(String name, Task task) {
        if (task.getProcessInstanceId() == null) {
            return false;
        }
        ProcessInstance flow = runtime.createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult();
        return flow != null
                && flow.getBusinessKey() != null
                && !cases.stream().allMatch(one -> one.mayReach(name, flow.getBusinessKey()));
    }
}
