package care.nearkin.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.jspecify.annotations.Nullable;

/**
 * What {@link FlowGraph} asks of one element of a model. {@code after}: where its flows lead and the events on its edge, of
 * which {@code sideWays} leave it as it is; {@code edgeOf}: on whose edge it is itself; {@code starts}: where it begins inside; {@code scopes}: it and what it is in.
 */
record FlowElementFacts(
        String id,
        List<String> scopes,
        List<String> after,
        List<String> sideWays,
        List<String> starts,
        @Nullable String edgeOf,
        boolean forks,
        boolean joins,
        boolean person,
        boolean many) {

    /** In the model's own order. */
    static Map<String, FlowElementFacts> of(BpmnModelInstance model) {
        Map<String, List<BoundaryEvent>> edges = new HashMap<>();
        for (BoundaryEvent event : model.getModelElementsByType(BoundaryEvent.class)) {
            edges.computeIfAbsent(event.getAttachedTo().getId(), id -> new ArrayList<>())
                    .add(event);
        }
        Map<String, FlowElementFacts> facts = new LinkedHashMap<>();
        for (FlowNode node : model.getModelElementsByType(FlowNode.class)) {
            facts.put(node.getId(), of(node, edges.getOrDefault(node.getId(), List.of())));
        }
        return facts;
    }

    private static FlowElementFacts of(FlowNode node, List<BoundaryEvent> edge) {
        List<String> after = new ArrayList<>();
        for (SequenceFlow flow : node.getOutgoing()) {
            after.add(flow.getTarget().getId());
        }
        edge.forEach(event -> after.add(event.getId()));
        boolean gateway = node instanceof ParallelGateway || node instanceof InclusiveGateway;
        return new FlowElementFacts(
                node.getId(),
                scopes(node),
                List.copyOf(after),
                edge.stream()
                        .filter(event -> !event.cancelActivity())
                        .map(BaseElement::getId)
                        .toList(),
                node instanceof SubProcess part
                        ? part.getChildElementsByType(StartEvent.class).stream()
                                .map(BaseElement::getId)
                                .toList()
                        : List.of(),
                node instanceof BoundaryEvent event ? event.getAttachedTo().getId() : null,
                node.getOutgoing().size() > 1 && (gateway || node instanceof Activity),
                node.getIncoming().size() > 1 && gateway,
                node instanceof UserTask,
                node instanceof Activity activity
                        && activity.getLoopCharacteristics() instanceof MultiInstanceLoopCharacteristics);
    }

    private static List<String> scopes(FlowNode node) {
        List<String> scopes = new ArrayList<>();
        for (var element = (org.camunda.bpm.model.xml.instance.ModelElementInstance) node;
                element instanceof BaseElement base;
                element = element.getParentElement()) {
            scopes.add(base.getId());
        }
        return List.copyOf(scopes);
    }

    /** By the process or sub-process that they are in. */
    static Map<String, List<String>> begunByEvents(BpmnModelInstance model) {
        Map<String, List<String>> begun = new HashMap<>();
        for (SubProcess part : model.getModelElementsByType(SubProcess.class)) {
            if (part.triggeredByEvent() && part.getParentElement() instanceof BaseElement scope) {
                begun.computeIfAbsent(scope.getId(), id -> new ArrayList<>()).add(part.getId());
            }
        }
        return begun;
    }
}
