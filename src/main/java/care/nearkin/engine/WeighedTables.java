package care.nearkin.engine;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionTableResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decision tables on an engine of their own that writes no history; it shares the expression language with the other. */
@Component
class WeighedTables {

    private final RepositoryService repository;
    private final ProcessEngine engine;
    /** By definition: what is released never changes, and reading one takes as long as ten alarms. */
    private final Map<String, DmnDecision> read = new ConcurrentHashMap<>();

    private @Nullable DmnEngine tables;

    WeighedTables(RepositoryService repository, ProcessEngine engine) {
        this.repository = repository;
        this.engine = engine;
    }

    Decisions.Weighing newest(String table) {
        DecisionDefinition newest = repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(table)
                .latestVersion()
                .singleResult();
        DmnDecision decision = read.computeIfAbsent(newest.getId(), id -> parse(table, id));
        return inputs -> weigh(decision, newest.getVersion(), inputs);
    }

    private Decisions.Decided weigh(DmnDecision decision, int version, Map<String, @Nullable Object> inputs) {
        DmnDecisionTableResult rows = tables().evaluateDecisionTable(decision, new HashMap<>(inputs));
        Map<String, Object> result = new HashMap<>();
        if (rows.size() == 1) {
            rows.getSingleResult().getEntryMap().forEach((output, value) -> {
                if (value != null) {
                    result.put(output, value);
                }
            });
        }
        return new Decisions.Decided(decision.getKey(), version, List.of(), result);
    }

    private DmnDecision parse(String table, String id) {
        try (InputStream model = repository.getDecisionModel(id)) {
            return tables().parseDecision(table, model);
        } catch (IOException unreadable) {
            throw new IllegalStateException("Table " + table + " cannot be read", unreadable);
        }
    }

    private synchronized DmnEngine tables() {
        DmnEngine made = tables;
        if (made == null) {
            DefaultDmnEngineConfiguration shared = ((ProcessEngineConfigurationImpl)
                            engine.getProcessEngineConfiguration())
                    .getDmnEngineConfiguration();
            DefaultDmnEngineConfiguration own = new DefaultDmnEngineConfiguration();
            own.setFeelEngineFactory(shared::getFeelEngine);
            made = own.buildEngine();
            tables = made;
        }
        return made;
    }
}
