package care.nearkin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.NearkinTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a start of the program does with models and tables that are there already. */
@NearkinTest
class DeployerTest {

    private static final String TABLE = "alarm-skill";

    @Autowired
    Deployer deployer;

    @Autowired
    RepositoryService repository;

    @Test
    void aSecondStartDeploysNothingTwice() {
        long models = repository.createProcessDefinitionQuery().count();
        long tables = repository.createDecisionDefinitionQuery().count();
        deployer.afterSingletonsInstantiated();
        assertThat(repository.createProcessDefinitionQuery().count()).isEqualTo(models);
        assertThat(repository.createDecisionDefinitionQuery().count()).isEqualTo(tables);
    }

    @Test
    void aTableOfOursIsRenewedByANewerProgramAndOneThatTheOfficeMadeIsNot() throws IOException {
        deploy("program", "an older one of ours");
        deployer.afterSingletonsInstantiated();
        assertThat(name()).isEqualTo("Which skill helps at the door?");
        deploy("office", "the office's own");
        deployer.afterSingletonsInstantiated();
        assertThat(name()).isEqualTo("the office's own");
        deploy("program", "Which skill helps at the door?");
    }

    private void deploy(String source, String name) throws IOException {
        String table = Files.readString(Path.of("dmn/alarm/" + TABLE + ".dmn"))
                .replace("Which skill helps at the door?", name);
        repository
                .createDeployment()
                .name("table " + TABLE)
                .source(source)
                .addInputStream(
                        "dmn/alarm/" + TABLE + ".dmn", new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8)))
                .deploy();
    }

    private String name() {
        return repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(TABLE)
                .latestVersion()
                .singleResult()
                .getName();
    }
}
