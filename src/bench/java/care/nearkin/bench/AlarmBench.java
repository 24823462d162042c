package care.nearkin.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.nearkin.embedded.BrokerAddress;
import care.nearkin.kernel.Seal;
import care.nearkin.people.Responders;
import care.nearkin.signal.GatewayAccounts;
import care.nearkin.signal.TestGateway;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
 * run. One resident per device. {@code mvn -Pbench verify}.
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
    /** As many as in the storm: what rings again after a minute rings beside both. */
    private static final int BARE = Integer.getInteger("bench.bare", STORM + 500);
    /** So many are started in less than the minute after which the first of them rings again. */
    private static final int QUIET = 3_500;
    private static final int STEADY_SECONDS = Integer.getInteger("bench.seconds", 60);
    private static final int STEADY_RATE = 20;
    private static final int WARM_UP = 500;
    private static final int WARM_SECONDS = 15;
    private static final int TIMER_SECONDS = 30;

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

    @Autowired
    Seal seal;

    @Autowired
    Responders responders;

    @BeforeEach
    void gateway() {
        inTransaction.executeWithoutResult(tx -> gateways.putSample("bench", "bench-secret", List.of("nearkin/#"), List.of()));
    }

    @Test
    @Order(1)
    void steady() throws Exception {
        // a program that has run for a while; what its very first alarm takes is told apart
        Bench.figure("first_alarm_publish_to_task", latencies("warm", STEADY_RATE * WARM_SECONDS).get("warm-0"), "ms");
        long[] millis = latencies("steady", STEADY_RATE * STEADY_SECONDS).values().stream()
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        Bench.figure("steady_publish_to_task_p50", millis[millis.length / 2], "ms");
        Bench.figure("steady_publish_to_task_p99", millis[(int) (millis.length * 0.99)], "ms");
        Bench.figure("steady_publish_to_task_max", millis[millis.length - 1], "ms");
    }

    /** Milliseconds from publishing to the task being there for others to see, by device. */
    private Map<String, Long> latencies(String prefix, int all) throws InterruptedException {
        neighbourhood(prefix, all);
        Map<String, Long> published = new ConcurrentHashMap<>();
        Map<String, Long> seen = new HashMap<>();
        Thread publisher = new Thread(() -> publishSteadily(prefix, all, published));
        publisher.start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(all / STEADY_RATE + 60);
        while (seen.size() < all && System.nanoTime() < end) {
            jdbc.queryForList(
                            """
                            select a.device from alarm a join open_task t on t.case_number = a.case_number
                            where a.device like ? and a.rung_at > now() - interval '20 seconds'
                            """,
                            String.class,
                            "nearkin:" + prefix + "-%")
                    .forEach(device -> seen.computeIfAbsent(
                            device.substring("nearkin:".length()),
                            key -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - published.get(key))));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        publisher.join();
        assertThat(seen).hasSize(all);
        return seen;
    }

    private void publishSteadily(String prefix, int all, Map<String, Long> published) {
        try (TestGateway gateway = TestGateway.connect(broker.url(), "bench", "bench-secret")) {
            long start = System.nanoTime();
            for (int i = 0; i < all; i++) {
                long due = start + TimeUnit.SECONDS.toNanos(1) * i / STEADY_RATE;
                LockSupport.parkNanos(due - System.nanoTime());
                published.put(prefix + "-" + i, System.nanoTime());
                gateway.publish("nearkin/" + prefix + "-" + i + "/sos", "1");
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Order(2)
    void stormBesideBareStarts() throws Exception {
        // both are measured after as many of their own kind
        neighbourhood("before", WARM_UP);
        storm("before", WARM_UP);
        neighbourhood("storm", STORM);
        helpers("storm", STORM);
        Bare bare = bare();
        double worked = Bench.processorSeconds();
        int fired = timersFired();
        double storm = storm("storm", STORM);
        Bench.figure("storm_processor", (Bench.processorSeconds() - worked) / STORM * 1e3, "ms/case");
        assertThat(cases("storm")).isEqualTo(STORM);
        Bench.figure("storm_timers_fired_meanwhile", timersFired() - fired, "timers");
        Bench.figure("storm_contacts_told_meanwhile", count("select count(*) from alarm_ask where kind = 'CONTACT'"), "people");
        Bench.figure("storm_responders_asked_meanwhile", count("select count(*) from alarm_ask where kind <> 'CONTACT'"), "people");
        Bench.figure("storm_cases", storm, "cases/s");
        Bench.figure("bare_starts_4_threads", bare.all(), "starts/s");
        Bench.figure("storm_ratio", storm / bare.all(), "x");
        Bench.figure("bare_starts_before_any_rings", bare.quiet(), "starts/s");
        Bench.figure("storm_ratio_to_bare_before_any_rings", storm / bare.quiet(), "x");
        told();
    }

    /** Nobody takes these alarms: the contacts and responders of each are told by the 180 s timer (A2), in the order of rings. */
    private void told() {
        String asked = " from alarm_ask k join alarm a on a.case_number = k.case_number where a.device like 'nearkin:storm-%'";
        await().pollInterval(Duration.ofSeconds(2))
                .atMost(Duration.ofMinutes(20))
                .until(() -> count("select count(distinct a.case_number)" + asked) >= STORM);
        double[] seconds = jdbc.queryForList(
                        "select extract(epoch from min(k.asked_at) - min(a.rung_at))" + asked + " group by a.case_number",
                        Double.class)
                .stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        Bench.figure("storm_people_told", count("select count(*)" + asked), "people");
        Bench.figure("storm_ring_to_told_p50", seconds[seconds.length / 2], "s");
        Bench.figure("storm_ring_to_told_p99", seconds[(int) (seconds.length * 0.99)], "s");
        Bench.figure("storm_ring_to_told_max", seconds[seconds.length - 1], "s");
    }

    /** Cases a second while alarms from as many devices come at once. */
    private double storm(String prefix, int many) throws Exception {
        long start = System.nanoTime();
        Bench.together(PUBLISHERS, part -> {
            try (TestGateway gateway = TestGateway.connect(broker.url(), "bench", "bench-secret")) {
                for (int i = part; i < many; i += PUBLISHERS) {
                    gateway.publish("nearkin/" + prefix + "-" + i + "/sos", "1");
                }
            }
        });
        await().pollInterval(Duration.ofSeconds(1))
                .atMost(Duration.ofMinutes(20))
                .until(() -> cases(prefix) >= many);
        return many / ((System.nanoTime() - start) / 1e9);
    }

    /** Bare starts a second: of all, and of those in the first minute, when no timer rings yet. */
    private record Bare(double all, double quiet) {}

    private Bare bare() throws Exception {
        Map<String, Object> variables = new HashMap<>();
        variables.put("signal", "SOS");
        variables.put("severity", "CRITICAL");
        variables.put("verified", false);
        variables.put("harmless", false);
        variables.put("sceneOutcome", null);
        write("insert into case_file select 900000000 + g, 'BARE-2026-' || g, 'alarm', 'OPEN', 'NEW', null, null,"
                + " 'CRITICAL', 'alarm.kind.SOS', now(), null, null, null, 0 from generate_series(1, " + BARE + ") g");
        write("insert into alarm (case_number, kind, severity, because, rung_at, last_ring_at, rings, repeats,"
                + " attempts, follow_ups, version)"
                + " select 'BARE-2026-' || g, 'SOS', 'CRITICAL', 'x', now(), now(), 1, 0, 0, 0, 0"
                + " from generate_series(1, " + BARE + ") g");
        start(variables, 1, WARM_UP);
        // those of the warm-up do not ring here
        write("update act_ru_job set duedate_ = duedate_ + interval '1 hour'");
        int fired = timersFired();
        long start = System.nanoTime();
        double worked = Bench.processorSeconds();
        int many = BARE - WARM_UP;
        int first = Math.min(many, QUIET);
        start(variables, WARM_UP + 1, WARM_UP + first);
        double quiet = first / ((System.nanoTime() - start) / 1e9);
        start(variables, WARM_UP + first + 1, BARE);
        double all = many / ((System.nanoTime() - start) / 1e9);
        Bench.figure("bare_processor", (Bench.processorSeconds() - worked) / many * 1e3, "ms/start");
        Bench.figure("bare_timers_fired_meanwhile", timersFired() - fired, "timers");
        // their timers would ring in the middle of the storm
        write("delete from act_ru_job where process_instance_id_ in"
                + " (select id_ from act_hi_procinst where business_key_ like 'BARE-%')");
        return new Bare(all, quiet);
    }

    private void start(Map<String, Object> variables, int first, int last) throws Exception {
        Bench.together(PUBLISHERS, part -> {
            for (int i = first + part; i <= last; i += PUBLISHERS) {
                runtime.startProcessInstanceByKey("alarm", "BARE-2026-" + i, variables);
            }
        });
    }

    /** Every alarm of the storm keeps its timers, put off by an hour; 60-second ones of new alarms fire among them. */
    @Test
    @Order(3)
    void timersAreOnTime() throws Exception {
        write("update act_ru_job set duedate_ = now() + interval '1 hour', lock_exp_time_ = null, lock_owner_ = null");
        int all = STEADY_RATE * TIMER_SECONDS;
        neighbourhood("timer", all);
        Bench.figure("timers_pending", count("select count(*) from act_ru_job"), "timers");
        publishSteadily("timer", all, new ConcurrentHashMap<>());
        String fired =
                """
                select extract(epoch from (done.timestamp_ - done.job_duedate_)) * 1000
                from act_hi_job_log done join act_hi_procinst p on p.id_ = done.process_instance_id_
                join alarm a on a.case_number = p.business_key_
                where done.job_state_ = 2 and a.device like 'nearkin:timer-%'
                """;
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> jdbc.queryForList(fired, Double.class).size() >= all);
        double[] late = jdbc.queryForList(fired, Double.class).stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        Bench.figure("timers_fired", late.length, "timers");
        Bench.figure("timer_lateness_p50", late[late.length / 2], "ms");
        Bench.figure("timer_lateness_p99", late[(int) (late.length * 0.99)], "ms");
    }

    /** One resident per device, written straight into the tables. */
    private void neighbourhood(String prefix, int many) {
        int base = base(prefix);
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

    /** Two contacts for each of them, and responders with the keys of three hundred homes each, three to a home. */
    private void helpers(String prefix, int many) {
        int base = base(prefix);
        String phone = seal.seal("13800000000");
        write(
                """
                insert into contact (id, resident_id, position, name, relation, phone, has_key)
                select ? + 2 * g + p, ? + g, p, 'Contact ' || p, 'child', ?, p = 0
                  from generate_series(0, ? - 1) g, generate_series(0, 1) p
                """,
                base,
                base,
                phone,
                many);
        for (int i = 0; i < many / 100; i++) {
            Map<Long, Integer> keys = new HashMap<>();
            for (int home = 0; home < 300; home++) {
                keys.put((long) base + (i * 100L + home) % many, 100 + home);
            }
            int number = i;
            inTransaction.executeWithoutResult(tx -> responders.put(new Responders.Put(
                    "bench-" + number,
                    Responders.Kind.VOLUNTEER,
                    "Volunteer " + number,
                    null,
                    null,
                    null,
                    null,
                    "13900000000",
                    keys)));
        }
    }

    private static int base(String prefix) {
        return 500_000_000 + 100_000_000 * List.of("warm", "steady", "storm", "timer", "before").indexOf(prefix);
    }

    private int timersFired() {
        return count("select count(*) from act_hi_job_log where job_state_ = 2");
    }

    private int cases(String prefix) {
        return count("select count(*) from alarm where device like 'nearkin:" + prefix + "-%'");
    }

    private int count(String sql) {
        Integer count = jdbc.queryForObject(sql, Integer.class);
        return count == null ? 0 : count;
    }

    /** The pool's connections commit only what a transaction commits. */
    private void write(String sql, Object... values) {
        inTransaction.executeWithoutResult(tx -> jdbc.update(sql, values));
    }
}
