package care.nearkin.engine;

import care.nearkin.engine.FlowGraph.Between;
import care.nearkin.engine.Tasks.Worker;
import care.nearkin.kernel.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.TransitionInstance;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** By modification of the running instance, in the caller's transaction. */
@Component
class CamundaSendBack implements SendBack {

    private static final String MANY = "#multiInstanceBody";
    private static final Set<String> DOING =
            Set.of("userTask", "serviceTask", "sendTask", "businessRuleTask", "scriptTask");

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final HistoryService history;
    private final FlowGraphs graphs;
    private final FlowChange change;

    CamundaSendBack(
            TaskService tasks, RuntimeService runtime, HistoryService history, FlowGraphs graphs, FlowChange change) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.history = history;
        this.graphs = graphs;
        this.change = change;
    }

    /** Where the step to be sent back stands: {@code place} below {@code within}, which the way back begins in. */
    private record Route(Task task, ActivityInstance within, ActivityInstance place, Between between, String start) {}

    @Override
    public List<Passed> passed(String taskId) {
        Task task = task(taskId);
        Map<String, Passed> passed = new LinkedHashMap<>();
        history
                .createHistoricActivityInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .activityType("userTask")
                .finished()
                .orderByHistoricActivityInstanceEndTime()
                .desc()
                .list()
                .stream()
                .filter(step -> !step.isCanceled())
                .filter(step -> !step.getActivityId().equals(task.getTaskDefinitionKey()))
                .filter(step -> !passed.containsKey(step.getActivityId()))
                .filter(step -> route(task, step.getActivityId()).isPresent())
                .forEach(step -> passed.put(
                        step.getActivityId(),
                        new Passed(
                                step.getActivityId(),
                                step.getAssignee(),
                                step.getEndTime().toInstant())));
        return List.copyOf(passed.values());
    }

    @Override
    public Plan plan(String taskId, String step) {
        Task task = task(taskId);
        if (passed(taskId).stream().noneMatch(one -> one.step().equals(step))) {
            throw Refusal.invalid("step", "task.send-back.step");
        }
        return plan(route(task, step).orElseThrow(), step);
    }

    private Plan plan(Route route, String step) {
        FlowGraph graph = graphs.of(route.task().getProcessDefinitionId());
        Set<String> ends = new LinkedHashSet<>();
        Set<String> state = new TreeSet<>();
        for (ActivityInstance ended : ending(route)) {
            leaves(ended).stream()
                    .filter(leaf -> !leaf.getActivityType().endsWith("Gateway"))
                    .filter(leaf -> !leaf.getId().equals(ownInstance(route.task(), ended)))
                    .map(leaf -> leaf.getActivityId().replace(MANY, ""))
                    .forEach(ends::add);
            state.add(ended.getId());
        }
        for (TransitionInstance ended : endingTransitions(route)) {
            ends.add(ended.getActivityId());
            state.add(ended.getId());
        }
        Set<String> near = new LinkedHashSet<>(route.between().way());
        near.addAll(route.between().region());
        Set<String> again = history
                .createHistoricActivityInstanceQuery()
                .processInstanceId(route.task().getProcessInstanceId())
                .finished()
                .list()
                .stream()
                .filter(done -> DOING.contains(done.getActivityType()))
                .filter(done -> !done.getActivityId().equals(step) && !done.isCanceled())
                .filter(done -> graph.scopes(done.getActivityId()).stream().anyMatch(near::contains))
                .map(HistoricActivityInstance::getActivityId)
                .collect(Collectors.toSet());
        return new Plan(step, graph.inOrder(ends), graph.inOrder(again), Integer.toHexString(state.hashCode()));
    }

    @Override
    public List<String> sendBack(String taskId, Plan shown, Worker worker) {
        Task task = task(taskId);
        if (!plan(taskId, shown.step()).equals(shown)) {
            throw Refusal.conflict("task.send-back.changed");
        }
        Route route = route(task, shown.step()).orElseThrow();
        return change.run(task.getProcessInstanceId(), shown.step(), worker, modification -> {
            modification.startBeforeActivity(route.start(), route.within().getId());
            ending(route).forEach(ended -> modification.cancelActivityInstance(ended.getId()));
            endingTransitions(route).forEach(ended -> modification.cancelTransitionInstance(ended.getId()));
        });
    }

    private Optional<Route> route(Task task, String step) {
        FlowGraph graph = graphs.of(task.getProcessDefinitionId());
        List<String> scopes = graph.scopes(step);
        ActivityInstance root = runtime.getActivityInstance(task.getProcessInstanceId());
        List<ActivityInstance> path = path(root, task);
        for (int i = path.size() - 2; i >= 0; i--) {
            String scope = i == 0
                    ? EngineTask.flow(task.getProcessDefinitionId())
                    : path.get(i).getActivityId();
            int at = scopes.indexOf(scope);
            if (at < 1) {
                continue;
            }
            ActivityInstance place = path.get(i + 1);
            String first = scopes.get(at - 1);
            if (scopes.subList(1, at).stream().anyMatch(graph::isMany)) {
                return Optional.empty();
            }
            String start = graph.isMany(step) ? step + MANY : step;
            ActivityInstance within = path.get(i);
            return graph.between(first, place.getActivityId().replace(MANY, ""))
                    .map(between -> new Route(task, within, place, between, start));
        }
        return Optional.empty();
    }

    /** From the process down to the instance in which the task waits. */
    private static List<ActivityInstance> path(ActivityInstance from, Task task) {
        if (from.getActivityId().equals(task.getTaskDefinitionKey())
                && List.of(from.getExecutionIds()).contains(task.getExecutionId())) {
            return List.of(from);
        }
        for (ActivityInstance child : from.getChildActivityInstances()) {
            List<ActivityInstance> path = path(child, task);
            if (!path.isEmpty()) {
                List<ActivityInstance> all = new ArrayList<>(List.of(from));
                all.addAll(path);
                return all;
            }
        }
        return List.of();
    }

    private static List<ActivityInstance> ending(Route route) {
        List<ActivityInstance> ending = new ArrayList<>();
        for (ActivityInstance child : route.within().getChildActivityInstances()) {
            if (child.getId().equals(route.place().getId())
                    || route.between().region().contains(child.getActivityId().replace(MANY, ""))) {
                ending.add(child);
            }
        }
        ending.sort(Comparator.comparing(ActivityInstance::getId));
        return ending;
    }

    private static List<TransitionInstance> endingTransitions(Route route) {
        return List.of(route.within().getChildTransitionInstances()).stream()
                .filter(waits -> route.between().region().contains(waits.getActivityId()))
                .toList();
    }

    private static List<ActivityInstance> leaves(ActivityInstance instance) {
        ActivityInstance[] children = instance.getChildActivityInstances();
        return children.length == 0
                ? List.of(instance)
                : List.of(children).stream()
                        .flatMap(child -> leaves(child).stream())
                        .toList();
    }

    private static @Nullable String ownInstance(Task task, ActivityInstance within) {
        List<ActivityInstance> path = path(within, task);
        return path.isEmpty() ? null : path.get(path.size() - 1).getId();
    }

    private Task task(String taskId) {
        Task task = tasks.createTaskQuery().taskId(taskId).singleResult();
        if (task == null) {
            throw Refusal.notFound("task.gone");
        }
        return task;
    }
}
