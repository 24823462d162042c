package care.nearkin.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedDecisionRule;
import org.camunda.bpm.dmn.engine.impl.delegate.DmnDecisionTableEvaluationEventImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Sees every evaluated table with the rows that fired, and says which case it was for. */
@Component
class DecisionWatch {

    private final ApplicationEventPublisher events;
    private final ThreadLocal<Decisions.@Nullable Decided> last = new ThreadLocal<>();

    DecisionWatch(ApplicationEventPublisher events) {
        this.events = events;
    }

    void evaluated(DmnDecisionTableEvaluationEventImpl event) {
        Decisions.Decided decided = decided(event);
        last.set(decided);
        events.publishEvent(new FlowNews.Decided(
                caseInHand(), decided.table(), decided.version(), decided.rules(), facts(event), decided.result()));
    }

    /** What the table evaluated last on this thread gave. */
    Decisions.@Nullable Decided takeLast() {
        Decisions.Decided decided = last.get();
        last.remove();
        return decided;
    }

    private static Decisions.Decided decided(DmnDecisionTableEvaluationEventImpl event) {
        List<DmnEvaluatedDecisionRule> fired = event.getMatchingRules();
        Map<String, Object> result = new LinkedHashMap<>();
        if (fired.size() == 1) {
            fired.get(0).getOutputEntries().values().forEach(output -> {
                if (output.getValue().getValue() != null) {
                    result.put(output.getOutputName(), output.getValue().getValue());
                }
            });
        }
        int version = event.getDecisionTable() instanceof DecisionDefinition definition ? definition.getVersion() : 0;
        return new Decisions.Decided(
                event.getDecisionTable().getKey(),
                version,
                fired.stream().map(DmnEvaluatedDecisionRule::getId).toList(),
                result);
    }

    private static Map<String, Object> facts(DmnDecisionTableEvaluationEventImpl event) {
        Map<String, Object> facts = new LinkedHashMap<>();
        event.getInputs()
                .forEach(input ->
                        facts.put(input.getInputVariable(), input.getValue().getValue()));
        return facts;
    }

    private static @Nullable String caseInHand() {
        if (Context.getBpmnExecutionContext() == null) {
            return null;
        }
        ExecutionEntity execution = Context.getBpmnExecutionContext().getExecution();
        return execution.getProcessBusinessKey();
    }
}
