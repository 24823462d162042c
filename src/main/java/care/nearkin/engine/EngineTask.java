package care.nearkin.engine;

import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.DelegationState;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.jspecify.annotations.Nullable;

/** Reads the engine's task into ours. */
final class EngineTask {

    private EngineTask() {}

    static OpenTask of(DelegateTask task) {
        return new OpenTask(
                task.getId(),
                task.getTaskDefinitionKey(),
                flow(task.getProcessDefinitionId()),
                task.getExecution().getProcessBusinessKey(),
                form(task),
                groups(task),
                task.getAssignee(),
                task.getCreateTime().toInstant(),
                instant(task.getDueDate()),
                instant(task.getFollowUpDate()),
                isDelegated(task) ? task.getOwner() : null);
    }

    /** Given to the assignee to prepare; it goes back to who holds it. */
    static boolean isDelegated(DelegateTask task) {
        return ((TaskEntity) task).getDelegationState() == DelegationState.PENDING;
    }

    static OpenTask of(TaskEntity task) {
        return of((DelegateTask) task);
    }

    static Set<String> groups(DelegateTask task) {
        Set<String> groups = new TreeSet<>();
        for (IdentityLink link : task.getCandidates()) {
            if (IdentityLinkType.CANDIDATE.equals(link.getType()) && link.getGroupId() != null) {
                groups.add(link.getGroupId());
            }
        }
        return groups;
    }

    private static @Nullable String form(DelegateTask task) {
        Expression form = ((TaskEntity) task).getTaskDefinition().getCamundaFormDefinitionKey();
        return form == null ? null : form.getExpressionText();
    }

    /** The key in front of {@code key:version:id}. */
    static String flow(String processDefinitionId) {
        return processDefinitionId.substring(0, processDefinitionId.indexOf(':'));
    }

    static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
