package care.nearkin.engine;

import care.nearkin.engine.Tasks.Worker;
import care.nearkin.kernel.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** By what the engine's history says has happened since. */
@Component
class CamundaTakeBack implements TakeBack {

    /** What may lie between a done step and the next ones without anything having been done. */
    private static final Set<String> PASSED_ONLY = Set.of(
            "exclusiveGateway",
            "parallelGateway",
            "inclusiveGateway",
            "startEvent",
            "noneEndEvent",
            "subProcess",
            "multiInstanceBody",
            "businessRuleTask");

    private final RuntimeService runtime;
    private final HistoryService history;
    private final FlowChange change;

    CamundaTakeBack(RuntimeService runtime, HistoryService history, FlowChange change) {
        this.runtime = runtime;
        this.history = history;
        this.change = change;
    }

    @Override
    public Optional<Set<String>> openedBy(String caseNumber, String doneTaskId) {
        return Optional.ofNullable(running(caseNumber))
                .flatMap(instance -> since(instance.getId(), doneTaskId))
                .map(since -> since.waiting().stream()
                        .map(HistoricActivityInstance::getTaskId)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
    }

    @Override
    public String takeBack(String caseNumber, String doneTaskId, Worker worker) {
        HistoricProcessInstance instance = running(caseNumber);
        Since since =
                instance == null ? null : since(instance.getId(), doneTaskId).orElse(null);
        if (instance == null || since == null) {
            throw Refusal.conflict("task.take-back.late");
        }
        Set<String> ending =
                since.waiting().stream().map(HistoricActivityInstance::getId).collect(Collectors.toSet());
        return change.run(instance.getId(), since.done().getActivityId(), worker, modification -> {
                    modification.startBeforeActivity(since.done().getActivityId(), since.within());
                    since.waiting().stream()
                            .filter(step -> !ending.contains(step.getParentActivityInstanceId()))
                            .forEach(step -> modification.cancelActivityInstance(step.getId()));
                })
                .get(0);
    }

    /** What has come of a done step: {@code waiting} waits since; {@code within} is the scope that still runs around it. */
    private record Since(HistoricActivityInstance done, List<HistoricActivityInstance> waiting, String within) {}

    private Optional<Since> since(String instance, String doneTaskId) {
        if (runtime.getActivityInstance(instance).getChildTransitionInstances().length > 0) {
            return Optional.empty();
        }
        List<HistoricActivityInstance> all = history.createHistoricActivityInstanceQuery()
                .processInstanceId(instance)
                .list();
        HistoricActivityInstance done = all.stream()
                .filter(step -> doneTaskId.equals(step.getTaskId()) && step.getEndTime() != null && !step.isCanceled())
                .findFirst()
                .orElse(null);
        if (done == null) {
            return Optional.empty();
        }
        Map<String, HistoricActivityInstance> byId =
                all.stream().collect(Collectors.toMap(HistoricActivityInstance::getId, step -> step));
        String within = done.getParentActivityInstanceId();
        Set<String> around = new TreeSet<>();
        while (byId.containsKey(within) && byId.get(within).getEndTime() != null) {
            around.add(within);
            within = byId.get(within).getParentActivityInstanceId();
        }
        List<HistoricActivityInstance> waiting = new ArrayList<>();
        for (HistoricActivityInstance step : all) {
            boolean begun = !step.getStartTime().before(done.getEndTime());
            boolean over = step.getEndTime() != null && !step.getEndTime().before(done.getEndTime());
            if (step == done || around.contains(step.getId()) || !begun && !over) {
                continue;
            }
            if (step.getEndTime() == null) {
                waiting.add(step);
            } else if (!begun || step.isCanceled() || !PASSED_ONLY.contains(step.getActivityType())) {
                return Optional.empty();
            }
        }
        return waiting.isEmpty() ? Optional.empty() : Optional.of(new Since(done, waiting, within));
    }

    private @Nullable HistoricProcessInstance running(String caseNumber) {
        return history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(caseNumber)
                .rootProcessInstances()
                .unfinished()
                .singleResult();
    }
}
