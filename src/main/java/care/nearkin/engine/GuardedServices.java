package care.nearkin.engine;

import java.io.InputStream;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.impl.FormServiceImpl;
import org.camunda.bpm.engine.impl.TaskServiceImpl;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.DelegateTaskCmd;
import org.camunda.bpm.engine.impl.cmd.GetTaskFormVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.ResolveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SetTaskDueDateCmd;
import org.camunda.bpm.engine.impl.cmd.SetTaskFollowUpDateCmd;
import org.camunda.bpm.engine.variable.VariableMap;
import org.jspecify.annotations.Nullable;

/**
 * The engine's task and form services with our guard in front: both windows, ours and Camunda's webapps, pass through
 * these methods, in one transaction with the engine's own command.
 */
final class GuardedServices {

    private GuardedServices() {}

    /** Claims, assigns and completes only through the guard. */
    static final class GuardedTaskService extends TaskServiceImpl {

        private final TaskGuard guard;

        GuardedTaskService(TaskGuard guard) {
            this.guard = guard;
        }

        @Override
        public void claim(String taskId, String userId) {
            commandExecutor.execute(context -> {
                guard.mayTake(context, taskId, userId);
                return context.runWithoutAuthorization(() -> new ClaimTaskCmd(taskId, userId).execute(context));
            });
        }

        @Override
        public void setAssignee(String taskId, @Nullable String userId) {
            commandExecutor.execute(context -> {
                guard.mayAssign(context, taskId, userId);
                return context.runWithoutAuthorization(() -> new AssignTaskCmd(taskId, userId).execute(context));
            });
        }

        @Override
        public void complete(String taskId) {
            complete(taskId, Map.of());
        }

        @Override
        public void complete(String taskId, @Nullable Map<String, Object> variables) {
            commandExecutor.execute(context -> {
                Map<String, Object> answers = guard.accept(context, taskId, variables);
                return context.runWithoutAuthorization(() -> new CompleteTaskCmd(taskId, answers).execute(context));
            });
        }

        @Override
        public VariableMap completeWithVariablesInReturn(
                String taskId, @Nullable Map<String, Object> variables, boolean deserializeValues) {
            complete(taskId, variables);
            return org.camunda.bpm.engine.variable.Variables.createVariables();
        }

        @Override
        public void delegateTask(String taskId, String userId) {
            commandExecutor.execute(context -> {
                guard.mayDelegate(context, taskId, userId);
                return context.runWithoutAuthorization(() -> new DelegateTaskCmd(taskId, userId).execute(context));
            });
        }

        /** Whoever prepares a step answers no form: what she found is said to the one whose step it is. */
        @Override
        public void resolveTask(String taskId) {
            commandExecutor.execute(context -> {
                guard.mayGiveBack(context, taskId);
                return context.runWithoutAuthorization(() -> new ResolveTaskCmd(taskId, Map.of()).execute(context));
            });
        }

        @Override
        public void resolveTask(String taskId, @Nullable Map<String, Object> variables) {
            resolveTask(taskId);
        }

        @Override
        public void setDueDate(String taskId, @Nullable Date due) {
            commandExecutor.execute(context -> {
                guard.mayChangeTimes(context, taskId);
                return context.runWithoutAuthorization(() -> new SetTaskDueDateCmd(taskId, due).execute(context));
            });
        }

        @Override
        public void setFollowUpDate(String taskId, @Nullable Date fatal) {
            commandExecutor.execute(context -> {
                guard.mayChangeTimes(context, taskId);
                return context.runWithoutAuthorization(
                        () -> new SetTaskFollowUpDateCmd(taskId, fatal).execute(context));
            });
        }
    }

    /** Submits through the guard; hands out the form in the reader's language and only the form's own variables. */
    static final class GuardedFormService extends FormServiceImpl {

        private final TaskGuard guard;

        GuardedFormService(TaskGuard guard) {
            this.guard = guard;
        }

        @Override
        public void submitTaskForm(String taskId, @Nullable Map<String, Object> properties) {
            commandExecutor.execute(context -> {
                Map<String, Object> answers = guard.accept(context, taskId, properties);
                return context.runWithoutAuthorization(() -> new CompleteTaskCmd(taskId, answers).execute(context));
            });
        }

        @Override
        public VariableMap submitTaskFormWithVariablesInReturn(
                String taskId, @Nullable Map<String, Object> properties, boolean deserializeValues) {
            submitTaskForm(taskId, properties);
            return org.camunda.bpm.engine.variable.Variables.createVariables();
        }

        @Override
        public InputStream getDeployedTaskForm(String taskId) {
            return commandExecutor.execute(context -> guard.formInReadersLanguage(context, taskId));
        }

        @Override
        public VariableMap getTaskFormVariables(String taskId) {
            return getTaskFormVariables(taskId, null, false);
        }

        @Override
        public VariableMap getTaskFormVariables(
                String taskId, @Nullable Collection<String> names, boolean deserializeObjectValues) {
            return commandExecutor.execute(context -> {
                Collection<String> own = guard.ownFields(context, taskId, names);
                if (own.isEmpty()) {
                    return org.camunda.bpm.engine.variable.Variables.createVariables();
                }
                return new GetTaskFormVariablesCmd(taskId, own, deserializeObjectValues).execute(context);
            });
        }
    }
}
