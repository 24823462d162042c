package care.nearkin.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.springframework.stereotype.Component;

/**
 * The program of an earlier day: its models and forms as they were, under {@code src/test/resources/earlier}. What begins
 * then goes on under the program of today, which deploys its own as it does at every start.
 */
@Component
public final class EarlierModels {

    private static final Path EARLIER = Path.of("src/test/resources/earlier");

    private final RepositoryService repository;
    private final Deployer deployer;

    EarlierModels(RepositoryService repository, Deployer deployer) {
        this.repository = repository;
        this.deployer = deployer;
    }

    /** {@code beginning} happens under the models of that version; when it answers, today's are deployed. */
    public <T> T under(String version, Supplier<T> beginning) {
        DeploymentBuilder deployment =
                repository.createDeployment().name("nearkin").source("program").enableDuplicateFiltering(false);
        Path folder = EARLIER.resolve(version);
        for (Path file : files(folder)) {
            deployment.addString(folder.relativize(file).toString(), read(file));
        }
        deployment.deploy();
        try {
            return beginning.get();
        } finally {
            deployer.afterSingletonsInstantiated();
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
