package care.nearkin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.StaffAccounts.NewStaff;
import care.nearkin.access.Teams;
import care.nearkin.engine.Tasks;
import care.nearkin.engine.Tasks.Worker;
import java.io.BufferedReader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A hundred people with the list of tasks open, four in each of twenty-five areas, while twenty tasks a second are taken or
 * given back: when each sees it, and what that costs the program and its database.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "nearkin.data.dir=./target/bench-data/${random.uuid}",
            "nearkin.postgres.programs=./target",
            "nearkin.broker.port=0",
            "nearkin.sample=false"
        })
class LiveListBench {

    private static final int MANY = Integer.getInteger("bench.tasks", 10_000);
    private static final int PEOPLE = Integer.getInteger("bench.people", 100);
    private static final int RATE = Integer.getInteger("bench.rate", 20);
    private static final int WARM_SECONDS = 30;
    private static final int SECONDS = Integer.getInteger("bench.seconds", 60);
    private static final int AREAS = 25;
    private static final int ON_A_PAGE = 40;
    private static final String PASSWORD = "a long bench password";

    @LocalServerPort
    int port;

    @Autowired
    Tasks tasks;

    @Autowired
    Teams teams;

    @Autowired
    StaffAccounts staff;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    /** Of a task: taken or given back, and when. */
    private record Change(String held, long at) {}

    private final Map<String, Deque<Change>> changes = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Double> seconds = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> trouble = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    private final CountDownLatch ready = new CountDownLatch(1);

    @Test
    void everybodySeesWhatChanges() throws Exception {
        new ManyCases(jdbc, transaction).fill(0, MANY);
        List<String> people = people();
        List<List<String>> shown = new ArrayList<>();
        for (int i = 0; i < AREAS; i++) {
            shown.add(jdbc.queryForList(
                    "select id from open_task where area = ? order by due_by, position limit ?",
                    String.class,
                    "many" + i,
                    ON_A_PAGE));
        }
        List<String> command = new ArrayList<>(List.of(
                "java", "-Xmx256m", "-cp", System.getProperty("java.class.path"), "-Drest=" + Long.getLong("bench.rest", 600),
                LiveWatchers.class.getName(), Integer.toString(port), PASSWORD));
        command.addAll(people);
        Process watchers = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        Thread reader = new Thread(() -> read(watchers.inputReader()));
        reader.start();
        try {
            assertThat(ready.await(3, TimeUnit.MINUTES)).isTrue();
            change(shown, WARM_SECONDS);
            watchers.outputWriter().append('\n').flush();
            seconds.clear();
            double before = processorSeconds();
            long start = System.nanoTime();
            change(shown, SECONDS);
            double took = (System.nanoTime() - start) / 1e9;
            double used = processorSeconds() - before;
            watchers.outputWriter().append('\n').flush();
            LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
            double[] all = seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            Bench.figure("live_changes_per_second", RATE * SECONDS / took, "1/s");
            Bench.figure("live_seen", all.length, "times");
            Bench.figure("live_seen_p50", all[all.length / 2], "s");
            Bench.figure("live_seen_p95", all[(int) (all.length * 0.95)], "s");
            Bench.figure("live_seen_last", all[all.length - 1], "s");
            Bench.figure("live_processor_seconds_per_second", used / took, "s/s");
            Bench.figure("live_lists_fetched_per_second", fetched() / took, "1/s");
            assertThat(trouble).isEmpty();
            assertThat(all.length).isGreaterThan((int) (RATE * SECONDS * PEOPLE / AREAS * 0.8));
        } finally {
            watchers.destroy();
            reader.join();
        }
    }

    /** Between the two times when the watchers were asked. */
    private int fetched() {
        int[] counts =
                asked.stream().mapToInt(line -> Integer.parseInt(line.split(" ")[1])).toArray();
        return counts[1] - counts[0];
    }

    private List<String> people() {
        List<String> people = new ArrayList<>();
        transaction.executeWithoutResult(tx -> {
            for (int i = 0; i < AREAS; i++) {
                teams.putArea("many" + i, "Area " + i);
                teams.putTeam("many" + i, Set.of("many" + i), false);
            }
            for (int i = 0; i < PEOPLE; i++) {
                String name = "watcher" + i;
                staff.putSample(
                        new NewStaff(name, "Watcher " + i, Set.of(Group.OPERATOR), "many" + i % AREAS, null, "en"), PASSWORD);
                people.add(name);
            }
        });
        return people;
    }

    /** At an even pace; a task is taken when it is free and given back when it is held. */
    private void change(List<List<String>> shown, int howLong) {
        Random random = new Random(7);
        long start = System.nanoTime();
        for (int i = 0; i < RATE * howLong; i++) {
            int area = random.nextInt(AREAS);
            String task = shown.get(area).get(random.nextInt(ON_A_PAGE));
            Worker worker = new Worker("watcher" + area, Set.of(Group.OPERATOR.key()));
            Deque<Change> known = changes.computeIfAbsent(task, one -> new ArrayDeque<>());
            synchronized (known) {
                boolean take = known.isEmpty() || known.getLast().held().equals("free");
                if (take) {
                    tasks.claim(task, worker);
                } else {
                    tasks.release(task, worker);
                }
                known.add(new Change(take ? "held" : "free", System.currentTimeMillis()));
            }
            LockSupport.parkNanos(start + (i + 1) * 1_000_000_000L / RATE - System.nanoTime());
        }
    }

    private void read(BufferedReader from) {
        from.lines().forEach(line -> {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "READY" -> ready.countDown();
                case "SEEN" -> seen(words[1], words[2], Long.parseLong(words[3]));
                case "ASKED" -> asked.add(line);
                default -> trouble.add(line);
            }
        });
    }

    /** The last change to this, as it was when she looked. */
    private void seen(String task, String held, long at) {
        Deque<Change> known = changes.get(task);
        if (known == null) {
            trouble.add("never changed: " + task);
            return;
        }
        synchronized (known) {
            known.stream()
                    .filter(change -> change.held().equals(held) && change.at() <= at + 5)
                    .reduce((one, other) -> other)
                    .ifPresent(change -> seconds.add(Math.max(0, at - change.at()) / 1000.0));
        }
    }

    /** Of this JVM and of its database. */
    private double processorSeconds() {
        long own = jdbc.queryForObject("select pg_backend_pid()", Long.class);
        ProcessHandle database = ProcessHandle.of(own).flatMap(ProcessHandle::parent).orElseThrow();
        return Bench.processorSeconds()
                + database.children().mapToDouble(LiveListBench::seconds).sum()
                + seconds(database);
    }

    private static double seconds(ProcessHandle process) {
        return process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L) / 1000.0;
    }
}
