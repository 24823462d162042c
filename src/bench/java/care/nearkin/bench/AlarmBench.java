package care.nearkin.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.nearkin.embedded.BrokerAddress;
import care.nearkin.signal.GatewayAccounts;
import care.nearkin.signal.TestGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What alarms cost from publish to task, beside bare process starts on the same model, settings and database in the same
 * run. One resident per device. {@code mvn -Pbench test}.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "nearkin.data.dir=./target/bench-data/${random.uuid}",
            "nearkin.postgres.programs=./target",
            "nearkin.broker.port=0",
            "nearkin.sample=false"
        })
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AlarmBench {

    private static final int STORM = Integer.getInteger("bench.storm", 10_000);
    private static final int PUBLISHERS = 4;
    private static final int BARE = Integer.getInteger("bench.bare", 4_000);
    private static final int STEADY_SECONDS = Integer.getInteger("bench.seconds", 60);
    private static final int STEADY_RATE = 20;

    @Autowired
    GatewayAccounts gateways;

    @Autowired
    BrokerAddress broker;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    org.springframework.transaction.support.TransactionTemplate inTransaction;

    @Autowired
    RuntimeService runtime;

    @BeforeEach
    void gateway() {
        inTransaction.executeWithoutResult(tx -> gateways.put("bench", "bench-secret", List.of("nearkin/#"), List.of()));
    }

    @Test
    @Order(1)
    void steady() throws Exception {
        int all = STEADY_RATE * STEADY_SECONDS;
        neighbourhood("steady", all);
        Map<String, Long> published = new ConcurrentHashMap<>();
        Map<String, Long> seen = new HashMap<>();
        Thread publisher = new Thread(() -> publishSteadily(all, published));
        publisher.start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STEADY_SECONDS + 60);
        while (seen.size() < all && System.nanoTime() < end) {
            long now = System.nanoTime();
            jdbc.queryForList(
                            """
                            select a.device from alarm a join open_task t on t.case_number = a.case_number
                            where a.device like 'nearkin:steady-%' and a.rung_at > now() - interval '20 seconds'
                            """,
                            String.class)
                    .forEach(device -> seen.putIfAbsent(device.substring(8), now));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        publisher.join();
        assertThat(seen).hasSize(all);
        long[] millis = seen.entrySet().stream()
                .mapToLong(e -> TimeUnit.NANOSECONDS.toMillis(e.getValue() - published.get(e.getKey())))
                .sorted()
                .toArray();
        bench("steady_publish_to_task_p50", millis[millis.length / 2], "ms");
        bench("steady_publish_to_task_p99", millis[(int) (millis.length * 0.99)], "ms");
        bench("steady_publish_to_task_max", millis[millis.length - 1], "ms");
    }

    private void publishSteadily(int all, Map<String, Long> published) {
        try (TestGateway gateway = TestGateway.connect(broker.url(), "bench", "bench-secret")) {
            long start = System.nanoTime();
            for (int i = 0; i < all; i++) {
                long due = start + TimeUnit.SECONDS.toNanos(1) * i / STEADY_RATE;
                LockSupport.parkNanos(due - System.nanoTime());
                published.put("steady-" + i, System.nanoTime());
                gateway.publish("nearkin/steady-" + i + "/sos", "1");
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Order(2)
    void stormBesideBareStarts() throws Exception {
        neighbourhood("storm", STORM);
        int before = cases();
        long start = System.nanoTime();
        together(PUBLISHERS, part -> {
            try (TestGateway gateway = TestGateway.connect(broker.url(), "bench", "bench-secret")) {
                for (int i = part; i < STORM; i += PUBLISHERS) {
                    gateway.publish("nearkin/storm-" + i + "/sos", "1");
                }
            }
            return null;
        });
        await().pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofMinutes(20))
                .until(() -> cases() - before >= STORM);
        double storm = STORM / ((System.nanoTime() - start) / 1e9);
        assertThat(cases() - before).isEqualTo(STORM);
        bench("storm_cases", storm, "cases/s");
        double bare = bare();
        bench("bare_starts_4_threads", bare, "starts/s");
        bench("storm_ratio", storm / bare, "x");
    }

    private double bare() throws Exception {
        Map<String, Object> variables = new HashMap<>();
        variables.put("signal", "SOS");
        variables.put("severity", "CRITICAL");
        variables.put("verified", false);
        variables.put("harmless", false);
        variables.put("sceneOutcome", null);
        write("insert into case_file select 900000000 + g, 'BARE-' || g, 'alarm', 'OPEN', 'NEW', null, null,"
                + " 'CRITICAL', 'alarm.kind.SOS', now(), null, null, null, 0 from generate_series(1, " + BARE + ") g");
        write("insert into alarm (case_number, kind, severity, because, rung_at, last_ring_at, rings, repeats,"
                + " attempts, version) select 'BARE-' || g, 'SOS', 'CRITICAL', 'x', now(), now(), 1, 0, 0, 0"
                + " from generate_series(1, " + BARE + ") g");
        long start = System.nanoTime();
        together(PUBLISHERS, part -> {
            for (int i = part + 1; i <= BARE; i += PUBLISHERS) {
                runtime.startProcessInstanceByKey("alarm", "BARE-" + i, variables);
            }
            return null;
        });
        return BARE / ((System.nanoTime() - start) / 1e9);
    }

    @Test
    @Order(3)
    void timersAreOnTime() {
        // the storm has left more than 10,000 alarms that nobody takes: each rings again after 60 seconds
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofSeconds(5))
                .until(() -> Integer.valueOf(0)
                        .equals(jdbc.queryForObject(
                                "select count(*) from act_ru_job where duedate_ < now() - interval '5 seconds'"
                                        + " and retries_ > 0",
                                Integer.class)));
        Integer pending = jdbc.queryForObject("select count(*) from act_ru_job", Integer.class);
        bench("timers_pending", pending == null ? 0 : pending, "timers");
        List<Double> late = jdbc.queryForList(
                """
                select extract(epoch from (job_end.timestamp_ - job_start.job_duedate_)) * 1000
                from act_hi_job_log job_end
                join act_hi_job_log job_start on job_start.job_id_ = job_end.job_id_ and job_start.job_state_ = 0
                where job_end.job_state_ = 2 and job_end.timestamp_ > now() - interval '60 seconds'
                """,
                Double.class);
        double[] sorted = late.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length > 0) {
            bench("timer_lateness_p50", sorted[sorted.length / 2], "ms");
            bench("timer_lateness_p99", sorted[(int) (sorted.length * 0.99)], "ms");
        }
    }

    /** One resident per device, written straight into the tables. */
    private void neighbourhood(String prefix, int many) {
        int base = prefix.equals("storm") ? 800_000_000 : 700_000_000;
        write(
                """
                insert into resident (id, resident_key, version, name, lives_alone, risk, changed_at)
                select ? + g, ? || '-' || g, 0, 'Bench ' || g, true, 'HIGH', now() from generate_series(0, ? - 1) g
                """,
                base,
                prefix,
                many);
        write(
                """
                insert into device (id, key, kind, resident_id, room, state, created_at, changed_at, version)
                select ? + g, 'nearkin:' || ? || '-' || g, 'SOS', ? + g, 'bedroom', 'LIVE', now(), now(), 0
                from generate_series(0, ? - 1) g
                """,
                base,
                prefix,
                base,
                many);
    }

    private int cases() {
        Integer count = jdbc.queryForObject("select count(*) from alarm where device like 'nearkin:storm-%'", Integer.class);
        return count == null ? 0 : count;
    }

    /** The pool's connections commit only what a transaction commits. */
    private void write(String sql, Object... values) {
        inTransaction.executeWithoutResult(tx -> jdbc.update(sql, values));
    }

    private interface Part {
        Object run(int part) throws Exception;
    }

    private static void together(int threads, Part work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Callable<Object>> parts = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int part = i;
            parts.add(() -> work.run(part));
        }
        for (Future<Object> done : pool.invokeAll(parts)) {
            done.get();
        }
        pool.shutdown();
    }

    private static void bench(String name, double value, String unit) {
        System.out.printf("BENCH %s %.2f %s%n", name, value, unit);
    }
}
