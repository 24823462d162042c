package care.nearkin.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.UserTask;

/**
 * What follows what within one scope of a model, and which forks lie open between two of its elements. How deep the way is
 * inside forks is counted along it: a way never leaves a branch through the join that waits for the other ones.
 */
final class FlowGraph {

    private static final int DEEPEST = 8;

    /** {@code way}: every element on some way; {@code region}: whatever belongs to forks that are still open at its end. */
    record Between(Set<String> way, Set<String> region) {}

    /** {@code depth}: in how many forks it is, counted from where the way began. */
    private record State(String node, int depth) {}

    private final BpmnModelInstance model;

    FlowGraph(BpmnModelInstance model) {
        this.model = model;
    }

    /** The element, the sub-process it is in, and so on to the process. */
    List<String> scopes(String id) {
        List<String> scopes = new ArrayList<>();
        for (var element = model.getModelElementById(id);
                element instanceof BaseElement base;
                element = element.getParentElement()) {
            scopes.add(base.getId());
        }
        return scopes;
    }

    boolean isMany(String id) {
        return model.getModelElementById(id) instanceof Activity activity
                && activity.getLoopCharacteristics() instanceof MultiInstanceLoopCharacteristics;
    }

    /** In the order in which the model names its elements. */
    List<String> inOrder(Collection<String> ids) {
        return model.getModelElementsByType(FlowNode.class).stream()
                .map(FlowNode::getId)
                .filter(ids::contains)
                .toList();
    }

    /** Empty where no way leads from one to the other. */
    Optional<Between> between(String from, String to) {
        Map<State, Set<State>> before = new HashMap<>();
        Deque<State> open = new ArrayDeque<>(List.of(new State(from, 0)));
        Set<State> reached = new HashSet<>();
        before.put(open.element(), new HashSet<>());
        while (!open.isEmpty()) {
            State state = open.remove();
            if (state.node().equals(to)) {
                reached.add(state);
                continue;
            }
            for (State next : after(state, 0)) {
                if (next.node().equals(from)) {
                    continue;
                }
                if (!before.containsKey(next)) {
                    open.add(next);
                }
                before.computeIfAbsent(next, key -> new HashSet<>()).add(state);
            }
        }
        return reached.isEmpty() ? Optional.empty() : Optional.of(between(before, reached, from, to));
    }

    /**
     * What may still be reached from these elements: along flows and events on their edges, out of the parts they are in,
     * and in the parts that an event of an enclosing part begins.
     */
    Set<String> possible(Set<String> present) {
        Set<String> possible = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>();
        for (String id : present) {
            for (String scope : scopes(id)) {
                if (model.getModelElementById(scope) instanceof FlowNode) {
                    after(scope).stream().filter(possible::add).forEach(open::add);
                }
                if (!scope.equals(id)) {
                    begunByEvents(scope).stream().filter(possible::add).forEach(open::add);
                }
            }
        }
        while (!open.isEmpty()) {
            String id = open.remove();
            List<String> next = new ArrayList<>(after(id));
            next.addAll(inside(id));
            next.stream().filter(possible::add).forEach(open::add);
        }
        possible.removeAll(present);
        return possible;
    }

    List<String> people(Set<String> ids) {
        return model.getModelElementsByType(UserTask.class).stream()
                .map(BaseElement::getId)
                .filter(ids::contains)
                .toList();
    }

    /** Where a part begins, and the parts inside it that events begin. */
    private List<String> inside(String id) {
        if (!(model.getModelElementById(id) instanceof SubProcess part)) {
            return List.of();
        }
        List<String> inside = new ArrayList<>(begunByEvents(id));
        part.getChildElementsByType(StartEvent.class).forEach(start -> inside.add(start.getId()));
        return inside;
    }

    private List<String> begunByEvents(String scope) {
        return model.getModelElementById(scope).getChildElementsByType(SubProcess.class).stream()
                .filter(SubProcess::triggeredByEvent)
                .map(BaseElement::getId)
                .toList();
    }

    private Between between(Map<State, Set<State>> before, Set<State> reached, String from, String to) {
        Set<String> way = nodes(backFrom(reached, before));
        Set<State> inside = reached.stream().filter(state -> state.depth() > 0).collect(Collectors.toSet());
        Set<String> region = new LinkedHashSet<>();
        for (String node : nodes(backFrom(inside, before))) {
            if (forks(node)) {
                region.addAll(inside(node, 1, from));
            }
        }
        way.stream()
                .filter(node -> !node.equals(to))
                .flatMap(node -> sideWays(node).stream())
                .forEach(side -> region.addAll(inside(side, 0, from)));
        return new Between(way, region);
    }

    private static Set<State> backFrom(Set<State> ends, Map<State, Set<State>> before) {
        Set<State> way = new HashSet<>(ends);
        Deque<State> open = new ArrayDeque<>(ends);
        while (!open.isEmpty()) {
            before.getOrDefault(open.remove(), Set.of()).stream()
                    .filter(way::add)
                    .forEach(open::add);
        }
        return way;
    }

    private static Set<String> nodes(Set<State> states) {
        return states.stream().map(State::node).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** All that tokens of a fork can be at, its join included, nothing beyond; {@code depth} 0 from an event on the side. */
    private Set<String> inside(String start, int depth, String from) {
        Set<String> region = new LinkedHashSet<>();
        Set<State> seen = new HashSet<>();
        Deque<State> open = new ArrayDeque<>();
        State first = new State(start, depth == 0 ? 0 : depth - 1);
        open.add(first);
        seen.add(first);
        while (!open.isEmpty()) {
            State state = open.remove();
            for (State next : after(state, depth)) {
                if (!next.node().equals(from) && seen.add(next)) {
                    region.add(next.node());
                    open.add(next);
                }
            }
            if (depth > 0) {
                after(state.node()).stream()
                        .filter(this::joins)
                        .filter(join -> depthAfter(state) - 1 == depth - 1)
                        .forEach(region::add);
            }
        }
        region.add(start);
        return region;
    }

    private List<State> after(State state, int least) {
        int depth = depthAfter(state);
        return after(state.node()).stream()
                .map(next -> new State(next, joins(next) ? depth - 1 : depth))
                .filter(next -> next.depth() >= least && next.depth() <= DEEPEST)
                .toList();
    }

    private int depthAfter(State state) {
        return forks(state.node()) ? state.depth() + 1 : state.depth();
    }

    private List<String> after(String id) {
        FlowNode node = model.getModelElementById(id);
        List<String> after = new ArrayList<>();
        for (SequenceFlow flow : node.getOutgoing()) {
            after.add(flow.getTarget().getId());
        }
        boundary(id).forEach(event -> after.add(event.getId()));
        return after;
    }

    /** Events on the edge that open a way beside it and leave it as it is. */
    private List<String> sideWays(String id) {
        return boundary(id).stream()
                .filter(event -> !event.cancelActivity())
                .map(BaseElement::getId)
                .toList();
    }

    private List<BoundaryEvent> boundary(String id) {
        return model.getModelElementsByType(BoundaryEvent.class).stream()
                .filter(event -> event.getAttachedTo().getId().equals(id))
                .toList();
    }

    private boolean forks(String id) {
        FlowNode node = model.getModelElementById(id);
        return node.getOutgoing().size() > 1
                && (node instanceof ParallelGateway || node instanceof InclusiveGateway || node instanceof Activity);
    }

    private boolean joins(String id) {
        FlowNode node = model.getModelElementById(id);
        return node.getIncoming().size() > 1 && (node instanceof ParallelGateway || node instanceof InclusiveGateway);
    }
}
