package care.nearkin.engine;

import care.nearkin.kernel.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.TimerCatchIntermediateEventJobHandler;
import org.camunda.bpm.engine.impl.jobexecutor.TimerExecuteNestedActivityJobHandler;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.DelegationState;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class CamundaFlows implements Flows {

    /** Between two steps, and on the edge of one. */
    private static final Set<String> CLOCKS =
            Set.of(TimerCatchIntermediateEventJobHandler.TYPE, TimerExecuteNestedActivityJobHandler.TYPE);

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final HistoryService history;
    private final CommandExecutor commands;
    private final FlowGraphs graphs;
    private final ManagementService management;
    private final ModelWords models;

    CamundaFlows(
            RuntimeService runtime,
            TaskService tasks,
            HistoryService history,
            ProcessEngineConfigurationImpl engine,
            FlowGraphs graphs,
            ManagementService management,
            ModelWords models) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.history = history;
        this.commands = engine.getCommandExecutorTxRequired();
        this.graphs = graphs;
        this.management = management;
        this.models = models;
    }

    @Override
    public void together(Runnable work) {
        commands.execute(context -> {
            work.run();
            return null;
        });
    }

    @Override
    public void unraced(Runnable work) {
        try {
            together(work);
        } catch (OptimisticLockingException raced) {
            throw Refusal.conflict("task.raced");
        }
    }

    @Override
    public void start(String flow, String caseNumber, List<Var.Value> variables) {
        runtime.startProcessInstanceByKey(flow, caseNumber, map(variables));
    }

    @Override
    public boolean tell(String message, String caseNumber, List<Var.Value> variables) {
        try {
            runtime.createMessageCorrelation(message)
                    .processInstanceBusinessKey(caseNumber)
                    .setVariables(map(variables))
                    .correlate();
            return true;
        } catch (MismatchingMessageCorrelationException nobodyWaits) {
            return false;
        }
    }

    @Override
    public void know(String caseNumber, List<Var.Value> variables) {
        runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(caseNumber)
                .rootProcessInstances()
                .list()
                .forEach(instance -> runtime.setVariables(instance.getId(), map(variables)));
    }

    @Override
    public Optional<Position> position(String caseNumber) {
        HistoricProcessInstance instance = instance(caseNumber);
        if (instance == null) {
            return Optional.empty();
        }
        Set<String> present = new HashSet<>();
        Set<String> done = new HashSet<>();
        for (HistoricActivityInstance step : history.createHistoricActivityInstanceQuery()
                .processInstanceId(instance.getId())
                .list()) {
            if (step.getEndTime() == null) {
                present.add(step.getActivityId());
            } else if (!step.isCanceled()) {
                done.add(step.getActivityId());
            }
        }
        done.removeAll(present);
        FlowGraph graph = graphs.of(instance.getProcessDefinitionId());
        Set<String> possible = instance.getEndTime() == null ? graph.possible(present) : Set.of();
        return Optional.of(new Position(
                instance.getProcessDefinitionKey(),
                Set.copyOf(present),
                Set.copyOf(done),
                Set.copyOf(possible),
                graph.people(possible)));
    }

    @Override
    public List<Waiting> waiting(String caseNumber) {
        return tasks
                .createTaskQuery()
                .processInstanceBusinessKey(caseNumber)
                .orderByTaskCreateTime()
                .asc()
                .list()
                .stream()
                .map(task -> new Waiting(
                        task.getId(),
                        task.getTaskDefinitionKey(),
                        task.getAssignee(),
                        task.getDelegationState() == DelegationState.PENDING ? task.getOwner() : null,
                        EngineTask.instant(task.getDueDate())))
                .toList();
    }

    @Override
    public List<Coming> coming(String caseNumber) {
        HistoricProcessInstance instance = instance(caseNumber);
        if (instance == null || instance.getEndTime() != null) {
            return List.of();
        }
        Map<String, String> steps =
                management
                        .createJobDefinitionQuery()
                        .processDefinitionId(instance.getProcessDefinitionId())
                        .list()
                        .stream()
                        .filter(definition -> CLOCKS.contains(definition.getJobType()))
                        .collect(Collectors.toMap(JobDefinition::getId, JobDefinition::getActivityId));
        FlowGraph graph = graphs.of(instance.getProcessDefinitionId());
        List<Coming> coming = new ArrayList<>();
        for (Job timer : management
                .createJobQuery()
                .processInstanceId(instance.getId())
                .timers()
                .orderByJobDuedate()
                .asc()
                .list()) {
            String step = steps.get(timer.getJobDefinitionId());
            if (step != null) {
                coming.add(new Coming(step, timer.getDuedate().toInstant(), graph.edgeOf(step), graph.after(step)));
            }
        }
        return List.copyOf(coming);
    }

    @Override
    public List<FailedStep> failedSteps(String caseNumber) {
        HistoricProcessInstance instance = instance(caseNumber);
        return instance == null
                ? List.of()
                : runtime
                        .createIncidentQuery()
                        .processInstanceId(instance.getId())
                        .incidentType(Incident.FAILED_JOB_HANDLER_TYPE)
                        .orderByIncidentTimestamp()
                        .asc()
                        .list()
                        .stream()
                        .map(incident -> new FailedStep(
                                incident.getConfiguration(),
                                incident.getActivityId(),
                                incident.getIncidentTimestamp().toInstant()))
                        .toList();
    }

    @Override
    public Optional<FailedStep> tryAgain(String caseNumber, String failedStep) {
        Optional<FailedStep> waiting = failedSteps(caseNumber).stream()
                .filter(step -> step.id().equals(failedStep))
                .findFirst();
        waiting.ifPresent(step -> management
                .setJobRetries(1)
                .jobId(step.id())
                .dueDate(ClockUtil.getCurrentTime())
                .execute());
        return waiting;
    }

    @Override
    public Optional<String> model(String caseNumber, Locale locale) {
        HistoricProcessInstance instance = instance(caseNumber);
        return instance == null
                ? Optional.empty()
                : Optional.of(models.model(instance.getProcessDefinitionId(), locale));
    }

    private @Nullable HistoricProcessInstance instance(String caseNumber) {
        return history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(caseNumber)
                .rootProcessInstances()
                .singleResult();
    }

    private static Map<String, Object> map(List<Var.Value> variables) {
        Map<String, Object> map = new LinkedHashMap<>();
        variables.forEach(variable -> map.put(variable.name(), variable.value()));
        return map;
    }
}
