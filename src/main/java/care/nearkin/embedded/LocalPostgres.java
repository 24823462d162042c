package care.nearkin.embedded;

import care.nearkin.kernel.DataFolder;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** The PostgreSQL that Nearkin brings when no {@code SPRING_DATASOURCE_URL} is given. */
@Configuration(proxyBeanMethods = false)
@Conditional(Given.NoDatabase.class)
class LocalPostgres {

    /** Takes the lock, so that it is given back only after the database has stopped. */
    @Bean(destroyMethod = "close")
    PostgresServer postgresServer(
            DataFolder data, FolderLock lock, @Value("${nearkin.postgres.programs:}") String programs)
            throws IOException {
        Path folder = programs.isBlank() ? data.file("programs") : Path.of(programs);
        return new PostgresServer(PostgresPrograms.in(folder), data.dir());
    }

    @Bean
    JdbcConnectionDetails localPostgresConnection(PostgresServer postgres) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return PostgresServer.NAME;
            }

            @Override
            public String getPassword() {
                return postgres.password();
            }

            @Override
            public String getJdbcUrl() {
                return postgres.jdbcUrl();
            }
        };
    }
}
