package care.nearkin.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import care.nearkin.kernel.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresTest {

    @TempDir
    static Path folder;

    static PostgresServer postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = start(folder);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void keepsWhatIsCommitted() throws SQLException {
        assertThat(ask("show fsync")).isEqualTo("on");
        assertThat(ask("show synchronous_commit")).isEqualTo("on");
        assertThat(ask("show full_page_writes")).isEqualTo("on");
        assertThat(ask("show data_checksums")).isEqualTo("on");
    }

    @Test
    void isReachedFromThisMachineOnlyAndByPasswordOnly() throws SQLException {
        assertThat(ask("show listen_addresses")).isEqualTo("127.0.0.1");
        for (String user : new String[] {"nearkin", "postgres"}) {
            SQLException refused = catchThrowableOfType(
                    SQLException.class, () -> DriverManager.getConnection(postgres.jdbcUrl(), user, "guess"));
            assertThat(refused.getSQLState()).isEqualTo("28P01");
        }
    }

    @Test
    void theProgramIsNotItsSuperuser() throws SQLException {
        assertThat(ask("select current_database()")).isEqualTo("nearkin");
        assertThat(ask("select rolsuper from pg_roles where rolname = current_user"))
                .isEqualTo("f");
    }

    @Test
    void knowsChineseLetters() throws SQLException {
        assertThat(ask("show server_encoding")).isEqualTo("UTF8");
        ask("create extension if not exists pg_trgm; select 1");
        assertThat(ask("select array_length(show_trgm('王秀英'), 1)")).isEqualTo("4");
    }

    @Test
    void keepsItsPasswordFromOthers() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("postgres.password"))))
                .isEqualTo("rw-------");
    }

    @Test
    void logsToAFileOfItsOwnWithoutStatements() throws IOException, SQLException {
        assertThatThrownBy(() -> ask("select * from nobody_s_table where phone = '13800138000'"))
                .isInstanceOf(SQLException.class);
        await().untilAsserted(() -> assertThat(log()).contains("nobody_s_table").doesNotContain("13800138000"));
    }

    private static String log() throws IOException {
        try (Stream<Path> logs = Files.list(folder.resolve("log"))) {
            return logs.map(LocalPostgresTest::read).collect(Collectors.joining());
        }
    }

    @Test
    void stopsWhatAKilledRunLeftBehindAndLosesNothing(@TempDir Path own) throws IOException, SQLException {
        PostgresServer first = start(own);
        run(first, "create table kept (x int); insert into kept values (42)");
        long left = Long.parseLong(
                Files.readAllLines(own.resolve("postgres/postmaster.pid")).get(0));
        PostgresServer second = start(own);
        try {
            assertThat(ProcessHandle.of(left).flatMap(process -> process.info().command()))
                    .isEmpty();
            assertThat(ask(second, "select x from kept")).isEqualTo("42");
        } finally {
            second.close();
        }
        Files.delete(own.resolve("postgres.password"));
        assertThatThrownBy(() -> start(own))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("postgres.password is missing");
    }

    @Test
    void startsAgainWhatEndedByItself(@TempDir Path own) throws IOException {
        try (PostgresServer server = start(own)) {
            long first = postmaster(own);
            ProcessHandle.of(first).orElseThrow().destroyForcibly();

            await().atMost(Duration.ofMinutes(2)).ignoreExceptions().untilAsserted(() -> {
                assertThat(postmaster(own)).isNotEqualTo(first);
                run(server, "select 1");
            });
        }
        assertThat(own.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    private static long postmaster(Path folder) throws IOException {
        return Long.parseLong(Files.readAllLines(folder.resolve("postgres/postmaster.pid"))
                .get(0)
                .strip());
    }

    @Test
    void leavesAForeignProcessAloneThatHasTheNumberOfAFormerOne(@TempDir Path own) throws IOException {
        start(own).close();
        Process foreign = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(own.resolve("postgres/postmaster.pid"), foreign.pid() + "\n" + own + "\n");
            start(own).close();
            assertThat(foreign.isAlive()).isTrue();
        } finally {
            foreign.destroy();
        }
    }

    private static PostgresServer start(Path folder) throws IOException {
        return new PostgresServer(PostgresPrograms.in(Path.of("target")), folder);
    }

    private static String ask(String query) throws SQLException {
        return ask(postgres, query);
    }

    private static String ask(PostgresServer server, String query) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(query);
            while (!rows) {
                rows = statement.getMoreResults();
            }
            ResultSet answer = statement.getResultSet();
            answer.next();
            return answer.getString(1);
        }
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

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
