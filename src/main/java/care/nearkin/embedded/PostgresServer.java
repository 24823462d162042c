package care.nearkin.embedded;

import care.nearkin.kernel.StartRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * One PostgreSQL on one folder, as a process of its own that a killed JVM leaves behind: the next start finds it by its
 * {@code postmaster.pid}, stops it and starts anew. One that ends by itself, as when the system is short of memory, is
 * started again. The caller holds the folder's lock.
 */
class PostgresServer implements AutoCloseable {

    static final String SUPERUSER = "postgres";
    static final String NAME = "nearkin";

    /** A process number beyond all that a system gives. */
    private static final String NOBODY = "2147483647";

    private static final int ATTEMPTS = 60;
    private static final int SECONDS_BETWEEN = 1;

    private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);

    private final PostgresPrograms programs;
    private final Path cluster;
    private final Path logs;
    private final Path passwordFile;
    private final int port;
    private final String password;
    private volatile boolean closed;

    PostgresServer(PostgresPrograms programs, Path folder) throws IOException {
        this.programs = programs;
        this.cluster = folder.resolve("postgres").toAbsolutePath().normalize();
        this.logs = cluster.resolveSibling("log");
        this.passwordFile = cluster.resolveSibling("postgres.password");
        stopOrphan();
        this.password = Files.isDirectory(cluster) ? readPassword() : create();
        this.port = freePort();
        start();
        createDatabase();
        startAgainWhenItEnds();
    }

    String jdbcUrl() {
        return jdbcUrl(NAME);
    }

    int port() {
        return port;
    }

    String password() {
        return password;
    }

    private String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** First stops the new sessions and rolls back the running ones; nothing that was committed is at stake. */
    @Override
    public void close() {
        closed = true;
        stop();
    }

    private void startAgainWhenItEnds() throws IOException {
        process(Files.readAllLines(pidFile()))
                .ifPresent(running -> running.onExit().thenAcceptAsync(this::startAgain));
    }

    /**
     * Not one that somebody stopped: such a one takes its {@code postmaster.pid} away. Its children may need a moment to
     * end, and until then no other one starts.
     */
    private synchronized void startAgain(ProcessHandle ended) {
        boolean byItself = pidFileNames(ended.pid());
        for (int attempt = 1; byItself && !closed && attempt <= ATTEMPTS; attempt++) {
            try {
                log.warn("PostgreSQL has ended by itself; starting it again");
                stopOrphan();
                start();
                startAgainWhenItEnds();
                return;
            } catch (IOException | StartRefused e) {
                log.error("PostgreSQL does not start again, attempt {}: {}", attempt, e.getMessage());
                pause();
            }
        }
    }

    private boolean pidFileNames(long process) {
        try {
            return Files.readAllLines(pidFile()).get(0).strip().equals(Long.toString(process));
        } catch (IOException | IndexOutOfBoundsException none) {
            return false;
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(SECONDS_BETWEEN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void stop() {
        if (control("stop", "-m", "fast", "-t", "60").failed()) {
            log.warn("PostgreSQL did not stop in a minute; stopping at once, it will recover at the next start");
            control("stop", "-m", "immediate", "-t", "10");
        }
    }

    private void stopOrphan() throws IOException {
        Path pidFile = pidFile();
        List<String> lines = Files.exists(pidFile) ? new ArrayList<>(Files.readAllLines(pidFile)) : List.of();
        if (lines.isEmpty()) {
            return;
        }
        Optional<ProcessHandle> process = process(lines);
        if (process.flatMap(found -> found.info().command())
                .filter(command -> command.endsWith("/postgres"))
                .isPresent()) {
            log.info("Stopping the PostgreSQL that an earlier run left behind");
            stop();
        } else if (process.isPresent()) {
            // The number belongs to another program now, or to one that is dead and not buried, and PostgreSQL would
            // refuse to start. The other lines stay: by them it sees whether children of the former one still work.
            lines.set(0, NOBODY);
            Files.write(pidFile, lines);
        }
    }

    private Path pidFile() {
        return cluster.resolve("postmaster.pid");
    }

    private static Optional<ProcessHandle> process(List<String> pidFile) {
        return ProcessHandle.of(Long.parseLong(pidFile.get(0).strip()));
    }

    private String readPassword() throws IOException {
        if (!Files.isRegularFile(passwordFile)) {
            throw new StartRefused(
                    "The database's password file " + passwordFile + " is missing; put it back from a backup.",
                    "缺少数据库密码文件 " + passwordFile + "，请从备份中恢复。");
        }
        return Files.readString(passwordFile).strip();
    }

    /** Beside its place, renamed when complete, so that a start cut short leaves nothing half made. */
    private String create() throws IOException {
        String fresh = randomPassword();
        Files.deleteIfExists(passwordFile);
        Files.createFile(
                passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile, fresh);
        Path half = cluster.resolveSibling("postgres.new");
        FileSystemUtils.deleteRecursively(half);
        boolean mac = System.getProperty("os.name", "").startsWith("Mac");
        PostgresPrograms.Result made = programs.run(
                "initdb",
                "--pgdata=" + half,
                "--username=" + SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=" + (mac ? "en_US.UTF-8" : "C.UTF-8"),
                "--data-checksums");
        if (made.failed()) {
            throw new IllegalStateException("initdb: " + made.said());
        }
        Files.writeString(half.resolve("postgresql.conf"), "\ninclude = 'nearkin.conf'\n", StandardOpenOption.APPEND);
        Files.writeString(half.resolve("nearkin.conf"), "");
        Files.move(half, cluster);
        return fresh;
    }

    private void start() throws IOException {
        Files.createDirectories(logs);
        Files.writeString(cluster.resolve("nearkin.conf"), settings());
        String log = logs.resolve("postgres-start.log").toString();
        Files.deleteIfExists(Path.of(log));
        PostgresPrograms.Result started = control("start", "-w", "-t", "300", "-l", log);
        if (started.failed()) {
            throw new StartRefused(
                    "The embedded PostgreSQL did not start; the reason is in " + log + ".",
                    "内置 PostgreSQL 未能启动，原因见 " + log + "。");
        }
    }

    /**
     * Durable, for a machine of 2 cores and 2 GB, reached by this machine only. The log never shows a statement or the
     * values of a row: they are personal data.
     */
    private String settings() {
        return """
                # written by Nearkin at every start
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                max_connections = 60
                fsync = on
                synchronous_commit = on
                full_page_writes = on
                shared_buffers = 128MB
                effective_cache_size = 512MB
                work_mem = 8MB
                maintenance_work_mem = 64MB
                min_wal_size = 80MB
                max_wal_size = 1GB
                random_page_cost = 1.1
                jit = off
                timezone = 'UTC'
                log_timezone = 'UTC'
                logging_collector = on
                log_directory = '%s'
                log_filename = 'postgres-%%a.log'
                log_rotation_age = 1d
                log_rotation_size = 0
                log_truncate_on_rotation = on
                log_line_prefix = '%%m [%%p] '
                log_error_verbosity = terse
                log_min_error_statement = panic
                """.formatted(port, logs.toString().replace("'", "''"));
    }

    private PostgresPrograms.Result control(String... arguments) {
        String[] whole = new String[arguments.length + 2];
        whole[0] = "-D";
        whole[1] = cluster.toString();
        System.arraycopy(arguments, 0, whole, 2, arguments.length);
        return programs.run("pg_ctl", whole);
    }

    /** A database and a user of Nearkin's own; the superuser is left to backup and repair. */
    private void createDatabase() {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            if (none(statement, "select 1 from pg_roles where rolname = '" + NAME + "'")) {
                statement.execute("create role " + NAME + " login password '" + password + "'");
            }
            if (none(statement, "select 1 from pg_database where datname = '" + NAME + "'")) {
                statement.execute("create database " + NAME + " owner " + NAME);
            }
        } catch (SQLException e) {
            stop();
            throw new StartRefused(
                    "The embedded PostgreSQL does not accept the password in " + passwordFile + ".",
                    "内置 PostgreSQL 不接受 " + passwordFile + " 中的密码。");
        }
    }

    private Connection superuser() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(SUPERUSER), SUPERUSER, password);
    }

    private static boolean none(Statement statement, String query) throws SQLException {
        try (ResultSet found = statement.executeQuery(query)) {
            return !found.next();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static String randomPassword() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
