package care.nearkin.engine;

import care.nearkin.kernel.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

@Component
class CamundaTasks implements Tasks {

    private static final int TRIES = 3;

    private final TaskService tasks;
    private final IdentityService identity;
    private final ProcessEngineConfigurationImpl engine;
    private final TaskGuard guard;
    private final FormSchemas schemas;

    CamundaTasks(
            TaskService tasks,
            IdentityService identity,
            @Lazy ProcessEngineConfigurationImpl engine,
            TaskGuard guard,
            FormSchemas schemas) {
        this.tasks = tasks;
        this.identity = identity;
        this.engine = engine;
        this.guard = guard;
        this.schemas = schemas;
    }

    @Override
    public Optional<OpenTask> find(String taskId) {
        return engine.getCommandExecutorTxRequired().execute(context -> {
            TaskEntity task = context.getTaskManager().findTaskById(taskId);
            return Optional.ofNullable(task).map(EngineTask::of);
        });
    }

    @Override
    public void claim(String taskId, Worker worker) {
        as(worker, () -> tasks.claim(taskId, worker.name()));
    }

    @Override
    public void takeOver(String taskId, Worker worker) {
        as(worker, () -> tasks.setAssignee(taskId, worker.name()));
    }

    @Override
    public void release(String taskId, Worker worker) {
        as(worker, () -> tasks.setAssignee(taskId, null));
    }

    @Override
    public void handOver(String taskId, Worker worker, String to) {
        as(worker, () -> tasks.setAssignee(taskId, to));
    }

    @Override
    public void giveTo(String taskId, String to) {
        again(() -> {
            tasks.setAssignee(taskId, to);
            return true;
        });
    }

    @Override
    public void delegate(String taskId, Worker worker, String to) {
        as(worker, () -> tasks.delegateTask(taskId, to));
    }

    @Override
    public void giveBack(String taskId, Worker worker) {
        as(worker, () -> tasks.resolveTask(taskId));
    }

    @Override
    public void extend(String taskId, Worker worker, Instant due, @Nullable Instant fatal) {
        as(worker, () -> {
            tasks.setDueDate(taskId, Date.from(due));
            tasks.setFollowUpDate(taskId, fatal == null ? null : Date.from(fatal));
        });
    }

    @Override
    public void remark(String taskId, Worker worker, String text) {
        as(worker, () -> tasks.createComment(taskId, null, text));
    }

    @Override
    public void complete(String taskId, Worker worker, Map<String, Object> answers) {
        as(worker, () -> tasks.complete(taskId, answers));
    }

    @Override
    public void check(String taskId, Map<String, Object> answers) {
        try {
            engine.getCommandExecutorTxRequired().execute(context -> {
                guard.check(context, taskId, answers);
                return true;
            });
        } catch (AnswerRefused refused) {
            throw refused.refusal();
        }
    }

    @Override
    public Map<String, @Nullable Object> fitting(String taskId, Map<String, @Nullable Object> typed) {
        return engine.getCommandExecutorTxRequired().execute(context -> {
            TaskEntity task = context.getTaskManager().findTaskById(taskId);
            if (task == null) {
                throw Refusal.notFound("task.gone");
            }
            return schemas.of(context, task).fitting(typed);
        });
    }

    @Override
    public Form form(String taskId, Locale locale) {
        return engine.getCommandExecutorTxRequired().execute(context -> {
            TaskEntity task = context.getTaskManager().findTaskById(taskId);
            if (task == null) {
                throw Refusal.notFound("task.gone");
            }
            FormSchema schema = schemas.of(context, task);
            Map<String, Object> values = new HashMap<>();
            guard.ownFields(context, taskId, null).forEach(key -> {
                Object value = task.getVariable(key);
                if (value != null) {
                    values.put(key, value);
                }
            });
            return new Form(guard.inWords(schema, task, locale), values);
        });
    }

    /** Does it in the worker's name; two windows racing for one task are tried again, then told apart by the guard. */
    private void as(Worker worker, Runnable work) {
        identity.setAuthentication(worker.name(), new ArrayList<>(worker.groups()));
        try {
            again(() -> {
                work.run();
                return true;
            });
        } catch (AnswerRefused refused) {
            throw refused.refusal();
        } finally {
            identity.clearAuthentication();
        }
    }

    private static <T> T again(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (OptimisticLockingException raced) {
                if (attempt == TRIES) {
                    throw Refusal.conflict("task.raced");
                }
            }
        }
    }
}
