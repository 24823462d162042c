package care.nearkin.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An embedded PostgreSQL at work, from which a base backup is taken as its manual describes: start, copy the files, stop,
 * and then the log that was written meanwhile.
 */
record LivePostgres(Path cluster, String url, String password) {

    /** Made anew at every start; their folders have to be there. */
    private static final Set<String> EMPTIED = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    /** By the port in its {@code postmaster.pid}; empty when nobody answers there. */
    static Optional<LivePostgres> at(Path cluster) throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        String port = Files.readAllLines(pidFile).get(3).strip();
        String password = Files.readString(cluster.resolveSibling("postgres.password"));
        LivePostgres live = new LivePostgres(cluster, "jdbc:postgresql://127.0.0.1:" + port + "/postgres", password);
        try (Connection connection = live.connect()) {
            return Optional.of(live);
        } catch (SQLException nobody) {
            return Optional.empty();
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, PostgresServer.SUPERUSER, password.strip());
    }

    void save(BackupFile archive) throws IOException, SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            // a slot that ends with this connection: no log is removed before it is copied
            statement.execute("select pg_create_physical_replication_slot('nearkin_backup', true, true)");
            String first = one(statement, "select pg_walfile_name(pg_backup_start('nearkin', true))");
            archive.add(cluster);
            archive.addAll(cluster, name -> !name.startsWith("postmaster.") && !EMPTIED.contains(name));
            for (String emptied : EMPTIED) {
                archive.add(cluster.resolve(emptied));
            }
            ResultSet end = statement.executeQuery("select pg_walfile_name(lsn), labelfile from pg_backup_stop(true)");
            end.next();
            archive.add("postgres/backup_label", end.getString(2));
            for (Path segment : log(first, end.getString(1))) {
                archive.add(segment);
            }
        }
    }

    private List<Path> log(String first, String last) throws IOException {
        try (Stream<Path> segments = Files.list(cluster.resolve("pg_wal"))) {
            return segments.filter(segment -> {
                        String name = segment.getFileName().toString();
                        return name.matches("[0-9A-F]{24}") && name.compareTo(first) >= 0 && name.compareTo(last) <= 0;
                    })
                    .sorted()
                    .toList();
        }
    }

    private static String one(Statement statement, String query) throws SQLException {
        try (ResultSet answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getString(1);
        }
    }
}
