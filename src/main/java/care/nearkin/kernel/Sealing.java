package care.nearkin.kernel;

import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings key file and database together at start. A transaction manager of its own, because JPA's waits for the entity
 * manager factory, which waits for the seal.
 */
@Configuration(proxyBeanMethods = false)
class Sealing {

    @Bean
    @DependsOnDatabaseInitialization
    Seal seal(DataSource dataSource, DataFolder data, @Value("${nearkin.key-file:#{null}}") @Nullable Path keyFile) {
        return open(dataSource, new KeyFile(keyFile == null ? data.file("nearkin.key") : keyFile));
    }

    static Seal open(DataSource dataSource, KeyFile file) {
        JdbcClient jdbc = JdbcClient.create(dataSource);
        List<SealKey> keys = new TransactionTemplate(new JdbcTransactionManager(dataSource))
                .execute(status -> agreedKeys(jdbc, file));
        return new Seal(java.util.Objects.requireNonNull(keys));
    }

    /** Under a lock: of two nodes started at once on an empty database only one may make the key. */
    private static List<SealKey> agreedKeys(JdbcClient jdbc, KeyFile file) {
        jdbc.sql("lock table seal_check in exclusive mode").update();
        List<String> used = jdbc.sql("select fingerprint from seal_check order by first_used")
                .query(String.class)
                .list();
        if (!used.isEmpty() && !file.exists()) {
            throw KeyFileProblem.missing(file.path());
        }
        List<SealKey> keys = file.exists() ? file.read() : file.create();
        List<String> held = keys.stream().map(SealKey::fingerprint).toList();
        for (String fingerprint : used) {
            if (!held.contains(fingerprint)) {
                throw KeyFileProblem.wrong(file.path(), fingerprint.substring(0, 8));
            }
        }
        jdbc.sql("insert into seal_check (key_id, fingerprint) values (?, ?) on conflict do nothing")
                .params(keys.get(0).id(), keys.get(0).fingerprint())
                .update();
        return keys;
    }
}
