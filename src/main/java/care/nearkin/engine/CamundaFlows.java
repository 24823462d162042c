package care.nearkin.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

@Component
class CamundaFlows implements Flows {

    private final RuntimeService runtime;
    private final HistoryService history;
    private final RepositoryService repository;
    private final CommandExecutor commands;
    private final ManagementService management;
    private final MessageSource words;

    CamundaFlows(
            RuntimeService runtime,
            HistoryService history,
            RepositoryService repository,
            ProcessEngineConfigurationImpl engine,
            ManagementService management,
            MessageSource words) {
        this.runtime = runtime;
        this.history = history;
        this.repository = repository;
        this.commands = engine.getCommandExecutorTxRequired();
        this.management = management;
        this.words = words;
    }

    @Override
    public void together(Runnable work) {
        commands.execute(context -> {
            work.run();
            return null;
        });
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
            (step.getEndTime() == null ? present : done).add(step.getActivityId());
        }
        done.removeAll(present);
        return Optional.of(new Position(instance.getProcessDefinitionKey(), Set.copyOf(present), Set.copyOf(done)));
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
    public boolean tryAgain(String caseNumber, String failedStep) {
        if (failedSteps(caseNumber).stream().noneMatch(step -> step.id().equals(failedStep))) {
            return false;
        }
        management
                .setJobRetries(1)
                .jobId(failedStep)
                .dueDate(ClockUtil.getCurrentTime())
                .execute();
        return true;
    }

    @Override
    public Optional<String> model(String caseNumber, Locale locale) {
        HistoricProcessInstance instance = instance(caseNumber);
        return instance == null ? Optional.empty() : Optional.of(inWords(instance, locale));
    }

    private String inWords(HistoricProcessInstance instance, Locale locale) {
        String flow = instance.getProcessDefinitionKey();
        BpmnModelInstance model = repository
                .getBpmnModelInstance(instance.getProcessDefinitionId())
                .clone();
        for (FlowElement element : model.getModelElementsByType(FlowElement.class)) {
            String name = words.getMessage(flow + "." + element.getId(), null, element.getName(), locale);
            if (name != null) {
                element.setName(name);
            }
        }
        ByteArrayOutputStream xml = new ByteArrayOutputStream();
        Bpmn.writeModelToStream(xml, model);
        return xml.toString(StandardCharsets.UTF_8);
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
