package care.nearkin.engine;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Cases of models that exist for one test only, in an area that nobody serves. */
@Component
final class TestFlows {

    private final RepositoryService repository;
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final ProcessEngineConfigurationImpl engine;
    private final EngineTime time;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    TestFlows(
            RepositoryService repository,
            RuntimeService runtime,
            TaskService tasks,
            ProcessEngineConfigurationImpl engine,
            EngineTime time,
            JdbcTemplate jdbc,
            TransactionTemplate transaction) {
        this.repository = repository;
        this.runtime = runtime;
        this.tasks = tasks;
        this.engine = engine;
        this.time = time;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Deploys the model, begins a case by it; gone with {@link Begun#close}. */
    Begun begin(BpmnModelInstance model, Map<String, Object> variables) {
        long id = -1 - new SecureRandom().nextInt(1_000_000_000);
        String number = "ZZ-2026-" + -id;
        Deployment deployment = repository
                .createDeployment()
                .addModelInstance("test.bpmn", model)
                .deploy();
        write("""
                insert into case_file (id, number, type, status, stage, area, urgency, subject, opened_at, version)
                values (?, ?, 'alarm', 'OPEN', 'x', 'nowhere', 'ROUTINE', 'x', now(), 0)""", id, number);
        String key = model.getDefinitions().getRootElements().iterator().next().getId();
        ProcessInstance instance = runtime.startProcessInstanceByKey(key, number, variables);
        return new Begun(number, instance.getId(), deployment.getId());
    }

    private void write(String sql, Object... values) {
        transaction.executeWithoutResult(tx -> jdbc.update(sql, values));
    }

    final class Begun implements AutoCloseable {

        final String number;
        private final String instance;
        private final String deployment;

        private Begun(String number, String instance, String deployment) {
            this.number = number;
            this.instance = instance;
            this.deployment = deployment;
        }

        /** Keys of the open steps, in alphabetical order. */
        List<String> open() {
            return all().stream().map(Task::getTaskDefinitionKey).sorted().toList();
        }

        /** Any one of its open tasks of this key. */
        String task(String key) {
            return all().stream()
                    .filter(task -> task.getTaskDefinitionKey().equals(key))
                    .findFirst()
                    .orElseThrow()
                    .getId();
        }

        /** Done, without a form, a second later than what was done before; answers its id. */
        String done(String key) {
            String task = task(key);
            time.stopAt(ClockUtil.getCurrentTime().toInstant().plus(Duration.ofSeconds(1)));
            engine.getCommandExecutorTxRequired()
                    .execute(context -> new CompleteTaskCmd(task, Map.of()).execute(context));
            return task;
        }

        private List<Task> all() {
            return tasks.createTaskQuery().processInstanceId(instance).list();
        }

        @Override
        public void close() {
            repository.deleteDeployment(deployment, true, true);
            write("delete from open_task where case_number = ?", number);
            write("delete from case_entry where case_id = (select id from case_file where number = ?)", number);
            write("delete from case_file where number = ?", number);
        }
    }
}
