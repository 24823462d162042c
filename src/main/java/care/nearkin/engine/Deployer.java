package care.nearkin.engine;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Brings models and forms into the engine as one consistent set under names that are the same in the IDE and in the jar;
 * seeds each decision table once and never overwrites what an office has made of it.
 */
@Component
class Deployer implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(Deployer.class);

    private static final String PROGRAM = "program";

    private final RepositoryService repository;
    private final PathMatchingResourcePatternResolver files = new PathMatchingResourcePatternResolver();

    Deployer(RepositoryService repository) {
        this.repository = repository;
    }

    @Override
    public void afterSingletonsInstantiated() {
        try {
            deployModelsAndForms();
            for (Resource table : files.getResources("classpath*:dmn/*/*.dmn")) {
                seed(table);
            }
        } catch (IOException unreadable) {
            throw new IllegalStateException("Models in the program cannot be read", unreadable);
        }
    }

    private void deployModelsAndForms() throws IOException {
        DeploymentBuilder deployment =
                repository.createDeployment().name("nearkin").source(PROGRAM).enableDuplicateFiltering(false);
        add(deployment, "processes/*/*.bpmn");
        add(deployment, "forms/*/*.form");
        if (!deployment.getResourceNames().isEmpty()) {
            deployment.deploy();
        }
    }

    private void add(DeploymentBuilder deployment, String pattern) throws IOException {
        Resource[] found = files.getResources("classpath*:" + pattern);
        Arrays.sort(found, java.util.Comparator.comparing(Deployer::name));
        for (Resource file : found) {
            try (InputStream content = file.getInputStream()) {
                deployment.addInputStream(name(file), content);
            }
        }
    }

    /**
     * A table is ours until somebody at the office has released one of her own: from then on a newer program leaves it
     * alone.
     */
    private void seed(Resource table) throws IOException {
        String key = String.valueOf(table.getFilename()).replace(".dmn", "");
        boolean theirs = repository.createDeploymentQuery().deploymentId(String.valueOf(newest(key))).list().stream()
                .anyMatch(deployment -> !PROGRAM.equals(deployment.getSource()));
        if (theirs) {
            return;
        }
        try (InputStream content = table.getInputStream()) {
            var deployed = repository
                    .createDeployment()
                    .name("table " + key)
                    .source(PROGRAM)
                    .enableDuplicateFiltering(true)
                    .addInputStream(name(table), content)
                    .deployWithResult();
            if (deployed.getDeployedDecisionDefinitions() != null) {
                log.info("Decision table {} seeded", key);
            }
        }
    }

    private @Nullable String newest(String key) {
        DecisionDefinition newest = repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(key)
                .latestVersion()
                .singleResult();
        return newest == null ? null : newest.getDeploymentId();
    }

    /** {@code processes/alarm/alarm.bpmn}, wherever the program runs from. */
    private static String name(Resource file) {
        try {
            String[] parts = file.getURL().getPath().split("/");
            return String.join("/", Arrays.copyOfRange(parts, parts.length - 3, parts.length));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
