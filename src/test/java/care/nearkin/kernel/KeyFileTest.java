package care.nearkin.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.nearkin.NearkinTest;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** On a database schema of its own, because the shared one already has its key. */
@NearkinTest
class KeyFileTest {

    @Autowired
    DataSource shared;

    @TempDir
    Path folder;

    DataSource fresh = new DriverManagerDataSource();
    Path file = Path.of("");

    @BeforeEach
    void freshSchema() throws Exception {
        String schema = "seal_" + UUID.randomUUID().toString().replace("-", "");
        try (var connection = shared.getConnection()) {
            String url = connection.getMetaData().getURL();
            String user = connection.getMetaData().getUserName();
            fresh = new DriverManagerDataSource(
                    url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema,
                    user,
                    shared.unwrap(HikariDataSource.class).getPassword());
        }
        JdbcClient jdbc = JdbcClient.create(fresh);
        jdbc.sql("create schema " + schema).update();
        jdbc.sql("create table seal_check (like public.seal_check including all)")
                .update();
        file = folder.resolve("keys/nearkin.key");
    }

    @Test
    void isMadeAtTheFirstStartForItsOwnerOnly() throws IOException {
        Seal seal = start();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(start().open(seal.seal("kept over a restart"))).isEqualTo("kept over a restart");
    }

    @Test
    void isNeverMadeAnewForADatabaseThatHasData() throws IOException {
        start();
        Files.delete(file);

        assertThatThrownBy(this::start)
                .isInstanceOfSatisfying(
                        KeyFileProblem.class, p -> assertThat(p.kind()).isEqualTo(KeyFileProblem.Kind.MISSING))
                .hasMessageContaining(file.toString());
        assertThat(file).doesNotExist();
    }

    @Test
    void ofAnotherDatabaseIsRefused() throws IOException {
        start();
        Files.writeString(file, SealKey.random().line());

        assertThatThrownBy(this::start)
                .isInstanceOfSatisfying(
                        KeyFileProblem.class, p -> assertThat(p.kind()).isEqualTo(KeyFileProblem.Kind.WRONG));
    }

    @Test
    void thatIsNotAKeyFileIsRefused() throws IOException {
        start();
        for (String content : new String[] {"", "# nothing\n", "not a key", "AAAA"}) {
            Files.writeString(file, content);
            assertThatThrownBy(this::start)
                    .isInstanceOfSatisfying(
                            KeyFileProblem.class, p -> assertThat(p.kind()).isEqualTo(KeyFileProblem.Kind.UNREADABLE));
        }
    }

    @Test
    void mayGetANewFirstKeyButMayNotLoseTheOldOne() throws IOException {
        Seal before = start();
        String old = SealKey.parse(lastLine()).line();
        SealKey added = SealKey.random();
        Files.writeString(file, added.line() + "\n" + old + "\n");

        Seal after = start();
        assertThat(after.open(before.seal("old"))).isEqualTo("old");
        assertThat(after.seal("new")).contains(added.id());

        Files.writeString(file, old + "\n");
        assertThatThrownBy(this::start).isInstanceOf(KeyFileProblem.class).hasMessageContaining(added.id());
        Files.writeString(file, added.line() + "\n");
        assertThatThrownBy(this::start).isInstanceOf(KeyFileProblem.class);
    }

    private Seal start() {
        return Sealing.open(fresh, new KeyFile(file));
    }

    private String lastLine() throws IOException {
        var lines = Files.readAllLines(file);
        return lines.get(lines.size() - 1);
    }
}
