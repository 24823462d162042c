package care.nearkin.engine;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.DecisionService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class CamundaDecisions implements Decisions {

    private final DecisionService decisions;
    private final DecisionWatch watch;
    private final WeighedTables weighed;

    CamundaDecisions(DecisionService decisions, DecisionWatch watch, WeighedTables weighed) {
        this.decisions = decisions;
        this.watch = watch;
        this.weighed = weighed;
    }

    @Override
    public Decided decide(String table, Map<String, @Nullable Object> inputs) {
        decisions.evaluateDecisionTableByKey(table, new HashMap<>(inputs));
        Decided decided = watch.takeLast();
        if (decided == null || decided.result().isEmpty()) {
            throw new IllegalStateException("No row of table " + table + " fits " + inputs.keySet());
        }
        return decided;
    }

    @Override
    public Weighing newest(String table) {
        return weighed.newest(table);
    }
}
