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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.jspecify.annotations.Nullable;

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

    /** Every element that a token can be at, in the order in which the model names them. */
    private final Map<String, FlowElementFacts> facts;

    /** Parts of a process or of a sub-process that an event begins. */
    private final Map<String, List<String>> begunByEvents;

    /** Reads the model once: asking it is slow, and it never changes. */
    FlowGraph(BpmnModelInstance model) {
        this.facts = FlowElementFacts.of(model);
        this.begunByEvents = FlowElementFacts.begunByEvents(model);
    }

    /** The element, the sub-process it is in, and so on to the process. */
    List<String> scopes(String id) {
        FlowElementFacts element = facts.get(id);
        return element == null ? List.of() : element.scopes();
    }

    boolean isMany(String id) {
        FlowElementFacts element = facts.get(id);
        return element != null && element.many();
    }

    /** In the order in which the model names its elements. */
    List<String> inOrder(Collection<String> ids) {
        return facts.keySet().stream().filter(ids::contains).toList();
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
                if (facts.containsKey(scope)) {
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
        return facts.values().stream()
                .filter(FlowElementFacts::person)
                .map(FlowElementFacts::id)
                .filter(ids::contains)
                .toList();
    }

    /** Where a part begins, and the parts inside it that events begin. */
    private List<String> inside(String id) {
        List<String> inside = new ArrayList<>(begunByEvents(id));
        inside.addAll(of(id).starts());
        return inside;
    }

    private List<String> begunByEvents(String scope) {
        return begunByEvents.getOrDefault(scope, List.of());
    }

    private FlowElementFacts of(String id) {
        return Objects.requireNonNull(facts.get(id), id);
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

    /** The step or part on whose edge this event is. */
    @Nullable
    String edgeOf(String id) {
        return of(id).edgeOf();
    }

    List<String> after(String id) {
        return of(id).after();
    }

    /** Events on the edge that open a way beside it and leave it as it is. */
    private List<String> sideWays(String id) {
        return of(id).sideWays();
    }

    private boolean forks(String id) {
        return of(id).forks();
    }

    private boolean joins(String id) {
        return of(id).joins();
    }
}
