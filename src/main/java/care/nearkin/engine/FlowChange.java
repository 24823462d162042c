package care.nearkin.engine;

import care.nearkin.engine.Tasks.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.ProcessInstanceModificationBuilder;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Changes where a running case stands, in the worker's name for the engine's own log; that she may do it was asked before. */
@Component
class FlowChange {

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final IdentityService identity;
    private final ProcessEngineConfigurationImpl engine;

    FlowChange(
            RuntimeService runtime,
            TaskService tasks,
            IdentityService identity,
            @Lazy ProcessEngineConfigurationImpl engine) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.identity = identity;
        this.engine = engine;
    }

    /** Answers the tasks of {@code step} that it opened. */
    List<String> run(String instance, String step, Worker worker, Consumer<ProcessInstanceModificationBuilder> what) {
        Set<String> before = tasks(instance, step);
        ProcessInstanceModificationBuilder modification = runtime.createProcessInstanceModification(instance);
        what.accept(modification);
        identity.setAuthentication(worker.name(), new ArrayList<>(worker.groups()));
        try {
            engine.getCommandExecutorTxRequired()
                    .execute(context -> context.runWithoutAuthorization(() -> {
                        modification.execute();
                        return null;
                    }));
        } finally {
            identity.clearAuthentication();
        }
        return tasks(instance, step).stream().filter(id -> !before.contains(id)).toList();
    }

    private Set<String> tasks(String instance, String step) {
        return tasks.createTaskQuery().processInstanceId(instance).taskDefinitionKey(step).list().stream()
                .map(Task::getId)
                .collect(Collectors.toSet());
    }
}
