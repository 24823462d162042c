package care.nearkin.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.nearkin.signal.TestGateway;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Five times {@code kill -9} of the program and two restarts each of broker and database while alarms come in and people
 * work half of them: exactly one case for each device, every click that was confirmed stands, and nothing is left without
 * a task. The gateway behaves as a real one: it sends again what was not acknowledged.
 */
class FaultsBench {

    private static final int MANY = Integer.getInteger("bench.faults", 5_000);
    /** So few that people are done with a case before the next fault: what comes twice then would open a second one. */
    private static final int FEW = 400;

    private static final int PAUSE_MILLIS = 20;
    private static final int AGAIN_MILLIS = 200;
    private static final List<String> PEOPLE = List.of("operator1", "operator2", "supervisor1", "supervisor2");

    private enum Fault {
        KILL,
        BROKER,
        DATABASE
    }

    private static final List<Fault> FAULTS = List.of(
            Fault.KILL,
            Fault.BROKER,
            Fault.KILL,
            Fault.DATABASE,
            Fault.KILL,
            Fault.BROKER,
            Fault.KILL,
            Fault.DATABASE,
            Fault.KILL);

    private int alarms;
    private final AtomicInteger published = new AtomicInteger();
    private final AtomicInteger again = new AtomicInteger();

    @Test
    void withTheirOwnParts() throws Exception {
        run("faults_own", MANY, new Parts.Own(), 1);
    }

    @Test
    void withTheirOwnPartsAndQuickPeople() throws Exception {
        run("faults_quick", FEW, new Parts.Own(), 1);
    }

    @Test
    void withDebiansPartsAndTwoNodes() throws Exception {
        run("faults_debian", MANY, new Parts.OfOthers(folder("parts")), 2);
    }

    private static Path folder(String name) {
        return Path.of("target/bench-data/faults-" + name + "-" + System.nanoTime());
    }

    private void run(String name, int many, Parts given, int nodes) throws Exception {
        alarms = many;
        published.set(0);
        again.set(0);
        List<Program> programs = new ArrayList<>();
        List<Clicks> people = new ArrayList<>();
        try (Parts parts = given) {
            programs.add(node(parts, Map.of()));
            Program first = programs.get(0);
            String key = first.data().resolve("nearkin.key").toAbsolutePath().toString();
            for (int i = 1; i < nodes; i++) {
                programs.add(node(parts, Map.of("NEARKIN_KEY_FILE", key)));
            }
            parts.hire(first);
            neighbourhood(first);
            people.addAll(people(first, programs));
            people.forEach(person -> new Thread(person).start());
            Thread gateway = new Thread(() -> publish(parts, first));
            gateway.start();
            long start = System.nanoTime();
            faults(name, parts, programs);
            gateway.join();
            Bench.figure(name + "_seconds", (System.nanoTime() - start) / 1e9, "s");
            Bench.figure(name + "_sent_again", again.get(), "messages");
            check(name, parts, first, people);
        } finally {
            people.forEach(Clicks::end);
            for (Program program : programs) {
                program.close();
            }
        }
    }

    private static Program node(Parts parts, Map<String, String> further) throws Exception {
        Map<String, String> environment = new HashMap<>(parts.environment());
        environment.putAll(further);
        Program program = new Program(folder("node"), environment);
        program.start();
        return program;
    }

    /** Each asks the nodes by turns, as behind a load balancer. */
    private static List<Clicks> people(Program first, List<Program> programs) throws Exception {
        List<Clicks> people = new ArrayList<>();
        for (String person : PEOPLE) {
            AtomicInteger turn = new AtomicInteger();
            Supplier<Program> node = () -> programs.get(turn.getAndIncrement() % programs.size());
            people.add(new Clicks(node, person, first.password(person)));
        }
        return people;
    }

    private void faults(String name, Parts parts, List<Program> programs) throws Exception {
        int kills = 0;
        for (int i = 0; i < FAULTS.size(); i++) {
            int at = alarms * (i + 1) / (FAULTS.size() + 1);
            await().atMost(Duration.ofMinutes(15)).until(() -> published.get() >= at);
            switch (FAULTS.get(i)) {
                case KILL -> {
                    Program victim = programs.get(kills++ % programs.size());
                    victim.kill();
                    Bench.figure(name + "_kill_" + kills + "_start", victim.start(), "s");
                }
                case BROKER -> parts.restartBroker(programs.get(0));
                case DATABASE -> parts.restartDatabase(programs.get(0));
            }
        }
    }

    private void publish(Parts parts, Program program) {
        TestGateway gateway = null;
        for (int i = 0; i < alarms; ) {
            try {
                if (gateway == null) {
                    gateway = TestGateway.connect(
                            parts.brokerUrl(program), "gateway1", parts.gatewayPassword(program));
                }
                gateway.publish("nearkin/fault-" + i + "/sos", "1");
                published.set(++i);
                Thread.sleep(PAUSE_MILLIS);
            } catch (Exception notAcknowledged) {
                again.incrementAndGet();
                gateway = null;
                LockSupport.parkNanos(Duration.ofMillis(AGAIN_MILLIS).toNanos());
            }
        }
    }

    private void check(String name, Parts parts, Program program, List<Clicks> people) throws Exception {
        try (Connection database = parts.look(program)) {
            await().atMost(Duration.ofMinutes(10))
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> count(database, "select count(distinct device) from alarm where device like '%fault-%'")
                            >= alarms);
            await().atMost(Duration.ofMinutes(10))
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> worked(database) >= alarms * 2 / 5);
            people.forEach(Clicks::end);
            Thread.sleep(5_000);
            for (Clicks person : people) {
                stands(database, person);
            }
            Bench.figure(name + "_cases", cases(database), "cases");
            Bench.figure(name + "_clicks", people.stream().mapToInt(p -> p.confirmed().size()).sum(), "clicks");
            Bench.figure(name + "_cases_worked", worked(database), "cases");
            assertNone(database, "devices with more than one case, and what came from them", DOUBLES);
            assertThat(cases(database)).isEqualTo(alarms);
            nothingWithoutATask(database);
        }
    }

    /** Each with its cases (rung, resolved) and messages (received, outcome, case). */
    private static final String DOUBLES =
            """
            select a.device || ': ' || string_agg(a.case_number || ' ' || a.rung_at::time || ' '
                                                  || coalesce(a.resolved_at::time::text, 'open'), ', ')
                   || ' <- ' || (select string_agg(s.received_at::time || ' ' || s.outcome || ' '
                                                   || coalesce(s.case_number, ''), ', ' order by s.id)
                                   from signal s where s.device = a.device)
              from alarm a where a.device like '%fault-%' group by a.device having count(*) > 1""";

    private static int cases(Connection database) throws SQLException {
        return count(database, "select count(*) from alarm where device like '%fault-%'");
    }

    private static int worked(Connection database) throws SQLException {
        return count(
                database,
                "select count(distinct proc_inst_id_) from act_hi_taskinst where delete_reason_ = 'completed'");
    }

    /** Every completion that was confirmed is in the history once and under her name; so is every claim. */
    private static void stands(Connection database, Clicks person) throws SQLException {
        Map<String, String> taken = new HashMap<>();
        Set<String> completed = new HashSet<>();
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("select id_, assignee_, delete_reason_ from act_hi_taskinst")) {
            while (row.next()) {
                taken.put(row.getString(1), String.valueOf(row.getString(2)));
                if ("completed".equals(row.getString(3))) {
                    completed.add(row.getString(1));
                }
            }
        }
        for (Clicks.Click click : person.confirmed()) {
            assertThat(taken.get(click.task())).as("who has %s", click).isEqualTo(click.by());
            if (click.completed()) {
                assertThat(completed).contains(click.task());
            }
        }
    }

    private static void nothingWithoutATask(Connection database) throws SQLException {
        assertNone(database, "tasks without a process", """
                select t.id_ from act_ru_task t left join act_ru_execution e on e.id_ = t.execution_id_
                 where e.id_ is null""");
        assertNone(database, "tasks that no list shows", """
                select t.id_ from act_ru_task t left join open_task o on o.id = t.id_ where o.id is null""");
        assertNone(database, "listed tasks that the engine does not have", """
                select o.id from open_task o left join act_ru_task t on t.id_ = o.id where t.id_ is null""");
        assertNone(database, "open alarms without a process", """
                select c.number from case_file c left join act_ru_execution e on e.business_key_ = c.number
                 where c.status = 'OPEN' and c.type = 'alarm' and e.id_ is null""");
        assertNone(database, "open alarms in which nobody has anything to do and nothing is waited for", """
                select c.number from case_file c join act_ru_execution e on e.business_key_ = c.number
                 where c.status = 'OPEN' and c.type = 'alarm'
                   and not exists (select from act_ru_task t where t.proc_inst_id_ = e.proc_inst_id_)
                   and not exists (select from act_ru_job j where j.process_instance_id_ = e.proc_inst_id_
                                                              and j.retries_ > 0)""");
        assertNone(database, "steps that failed", "select id_ from act_ru_job where retries_ = 0");
    }

    private static void assertNone(Connection database, String what, String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
        assertThat(found).as(what).isEmpty();
    }

    private static int count(Connection database, String query) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }

    private void neighbourhood(Program program) throws Exception {
        Bench.together(4, part -> {
            for (int i = part; i < alarms; i += 4) {
                program.put("/residents/fault-" + i, "{\"name\":\"Fault " + i + "\"}");
                program.put("/devices/nearkin:fault-" + i, "{\"kind\":\"sos\",\"resident\":\"fault-" + i + "\"}");
            }
        });
    }
}
