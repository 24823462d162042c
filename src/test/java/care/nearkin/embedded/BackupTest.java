package care.nearkin.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {

    @TempDir
    Path folder;

    @Test
    void bringsBackWhatWasThereWhetherItWasRunningOrNot() throws IOException, SQLException {
        Path data = folder.resolve("data");
        try (FolderLock lock = FolderLock.take(data);
                PostgresServer running = server(data)) {
            Files.writeString(data.resolve("keys"), "secret");
            run(running, "create table kept (x int); insert into kept select generate_series(1, 1000)");
            assertThat(backup(data, "while-running.tgz")).isZero();
            run(running, "insert into kept values (1001)");
        }
        assertThat(backup(data, "at-rest.tgz")).isZero();

        assertThat(restored("while-running.tgz")).isEqualTo(1000);
        assertThat(restored("at-rest.tgz")).isEqualTo(1001);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("at-rest.tgz"))))
                .isEqualTo("rw-------");
    }

    @Test
    void neverRestoresOverADatabase() throws IOException {
        Files.createDirectories(folder.resolve("data/postgres"));
        assertThat(Backup.asked(new String[] {
                    "--restore=" + folder.resolve("any.tgz"), "--nearkin.data.dir=" + folder.resolve("data")
                }))
                .contains(1);
    }

    @Test
    void anOrdinaryStartIsNone() {
        assertThat(Backup.asked(new String[] {"--server.port=0"})).isEmpty();
    }

    private int backup(Path data, String file) {
        return Backup.asked(new String[] {"--backup=" + folder.resolve(file), "--nearkin.data.dir=" + data})
                .orElseThrow();
    }

    private int restored(String file) throws IOException, SQLException {
        Path data = folder.resolve(file + "-data");
        assertThat(Backup.asked(new String[] {"--restore=" + folder.resolve(file), "--nearkin.data.dir=" + data}))
                .contains(0);
        assertThat(data.resolve("keys")).hasContent("secret");
        try (PostgresServer server = server(data);
                Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("select count(*) from kept")) {
            answer.next();
            return answer.getInt(1);
        }
    }

    private static PostgresServer server(Path data) throws IOException {
        return new PostgresServer(PostgresPrograms.in(Path.of("target")), data);
    }

    private static void run(PostgresServer server, String statements) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    private static Connection connect(PostgresServer server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), "nearkin", server.password());
    }
}
