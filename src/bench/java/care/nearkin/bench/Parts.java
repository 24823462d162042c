package care.nearkin.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Database and broker of a faults run: who provides them, how they are restarted, and how what they hold is looked at. */
interface Parts extends AutoCloseable {

    /** Further variables for the program. */
    Map<String, String> environment();

    /** Sees to it that the people of the bench have accounts; called when the program has started for the first time. */
    void hire(Program program) throws Exception;

    String brokerUrl(Program program);

    String gatewayPassword(Program program) throws IOException;

    void restartBroker(Program program) throws Exception;

    void restartDatabase(Program program) throws Exception;

    Connection look(Program program) throws SQLException, IOException;

    @Override
    void close() throws Exception;

    /** Those that Nearkin brings: its broker restarts with it, its database is killed and must be started again by it. */
    final class Own implements Parts {

        @Override
        public Map<String, String> environment() {
            return Map.of();
        }

        /** They came with the sample. */
        @Override
        public void hire(Program program) {}

        @Override
        public String brokerUrl(Program program) {
            return program.brokerUrl();
        }

        @Override
        public String gatewayPassword(Program program) throws IOException {
            return program.password("gateway1");
        }

        @Override
        public void restartBroker(Program program) throws Exception {
            program.close();
            program.start();
        }

        @Override
        public void restartDatabase(Program program) throws Exception {
            long pid = Long.parseLong(postmaster(program, 0));
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        }

        @Override
        public Connection look(Program program) throws SQLException, IOException {
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + postmaster(program, 3) + "/nearkin",
                    "nearkin",
                    Files.readString(program.data().resolve("postgres.password")).strip());
        }

        private static String postmaster(Program program, int line) throws IOException {
            return Files.readAllLines(program.data().resolve("postgres/postmaster.pid"))
                    .get(line)
                    .strip();
        }

        @Override
        public void close() {}
    }

    /** Debian's PostgreSQL and Mosquitto, each on a folder and a port of its own. */
    final class OfOthers implements Parts {

        private final DebianPostgres postgres;
        private final care.nearkin.embedded.Mosquitto mosquitto;

        OfOthers(Path folder) throws IOException, InterruptedException {
            postgres = DebianPostgres.start(folder.resolve("postgres"));
            mosquitto = care.nearkin.embedded.Mosquitto.start(
                    folder.resolve("mosquitto").toAbsolutePath());
        }

        @Override
        public Map<String, String> environment() {
            return Map.of(
                    "SPRING_DATASOURCE_URL", postgres.url(),
                    "SPRING_DATASOURCE_USERNAME", "nearkin",
                    "SPRING_DATASOURCE_PASSWORD", "nearkin",
                    "NEARKIN_MQTT_URL", "tcp://127.0.0.1:" + mosquitto.port(),
                    "NEARKIN_MQTT_USERNAME", "nearkin",
                    "NEARKIN_MQTT_PASSWORD", care.nearkin.embedded.Mosquitto.password("nearkin"));
        }

        /** The sample does not go into a database that somebody gave. */
        @Override
        public void hire(Program program) throws Exception {
            String password = "a-quiet-lane-540";
            String hash = "{bcrypt}" + new BCryptPasswordEncoder(4).encode(password);
            List<String> people = List.of("admin1", "operator1", "operator2", "supervisor1", "supervisor2");
            try (Connection database = look(program);
                    PreparedStatement person = database.prepareStatement(
                            """
                            insert into staff (id, name, display_name, password, sample_password, must_change, locked,
                                               team_id, stamp, rights, created_at)
                            values (?, ?, ?, ?, false, false, false, -1, 0, 0, now())""");
                    PreparedStatement post =
                            database.prepareStatement("insert into staff_group (staff_id, group_key) values (?, ?)")) {
                database.createStatement().execute("insert into team (id, name, everywhere) values (-1, 'bench', true)");
                for (int i = 0; i < people.size(); i++) {
                    String name = people.get(i);
                    person.setLong(1, -1 - i);
                    person.setString(2, name);
                    person.setString(3, name);
                    person.setString(4, hash);
                    person.executeUpdate();
                    post.setLong(1, -1 - i);
                    post.setString(2, name.replaceAll("\\d", ""));
                    post.executeUpdate();
                }
            }
            Files.write(
                    program.data().resolve("accounts.txt"),
                    people.stream().map(name -> name + " " + password).toList());
        }

        @Override
        public String brokerUrl(Program program) {
            return "tcp://127.0.0.1:" + mosquitto.port();
        }

        @Override
        public String gatewayPassword(Program program) {
            return care.nearkin.embedded.Mosquitto.password("gateway1");
        }

        @Override
        public void restartBroker(Program program) throws Exception {
            mosquitto.stop();
            Thread.sleep(2000);
            mosquitto.start();
        }

        @Override
        public void restartDatabase(Program program) throws Exception {
            postgres.restart();
        }

        @Override
        public Connection look(Program program) throws SQLException {
            return DriverManager.getConnection(postgres.url(), "nearkin", "nearkin");
        }

        @Override
        public void close() throws Exception {
            mosquitto.close();
            postgres.close();
        }
    }
}
