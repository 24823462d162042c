package care.nearkin.engine.migration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.springframework.core.io.ClassPathResource;

/**
 * Creates Camunda's tables from Camunda's own scripts, under Flyway's lock, so that two nodes started at once on an
 * empty database both come up.
 */
@SuppressWarnings("checkstyle:TypeName")
public class V1__engine_tables extends BaseJavaMigration {

    private static final List<String> PARTS = List.of(
            "engine", "history", "identity", "case.engine", "case.history", "decision.engine", "decision.history");

    @Override
    public void migrate(Context context) throws IOException, SQLException {
        try (Statement statement = context.getConnection().createStatement()) {
            for (String part : PARTS) {
                statement.execute(script("org/camunda/bpm/engine/db/create/activiti.postgres.create." + part + ".sql"));
            }
        }
    }

    private static String script(String path) throws IOException {
        return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
    }
}
