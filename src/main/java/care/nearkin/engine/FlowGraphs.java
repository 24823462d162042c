package care.nearkin.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.stereotype.Component;

/** The graph of each version of a model, read once: a version never changes, and reading it takes half a second. */
@Component
class FlowGraphs {

    private final RepositoryService repository;
    private final Map<String, FlowGraph> graphs = new ConcurrentHashMap<>();

    FlowGraphs(RepositoryService repository) {
        this.repository = repository;
    }

    FlowGraph of(String definition) {
        return graphs.computeIfAbsent(definition, id -> new FlowGraph(repository.getBpmnModelInstance(id)));
    }
}
