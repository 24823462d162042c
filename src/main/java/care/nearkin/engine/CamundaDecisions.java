package care.nearkin.engine;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

@Component
class CamundaDecisions implements Decisions {

    private final DecisionService decisions;
    private final ProcessEngineConfigurationImpl engine;
    private final DecisionWatch watch;
    private final WeighedTables weighed;

    CamundaDecisions(
            DecisionService decisions,
            @Lazy ProcessEngineConfigurationImpl engine,
            DecisionWatch watch,
            WeighedTables weighed) {
        this.decisions = decisions;
        this.engine = engine;
        this.watch = watch;
        this.weighed = weighed;
    }

    @Override
    public Decided decide(String table, Map<String, @Nullable Object> inputs) {
        evaluate(table, new HashMap<>(inputs));
        Decided decided = watch.takeLast();
        if (decided == null || decided.result().isEmpty()) {
            throw new IllegalStateException("No row of table " + table + " fits " + inputs.keySet());
        }
        return decided;
    }

    /** The program asks, not whoever happens to be completing a task meanwhile. */
    private void evaluate(String table, Map<String, Object> inputs) {
        engine.getCommandExecutorTxRequired()
                .execute(context ->
                        context.runWithoutAuthorization(() -> decisions.evaluateDecisionTableByKey(table, inputs)));
    }

    @Override
    public Weighing newest(String table) {
        return weighed.newest(table);
    }
}
