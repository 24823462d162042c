package care.nearkin.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.nearkin.embedded.BrokerAddress;
import care.nearkin.signal.GatewayAccounts;
import care.nearkin.signal.TestGateway;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Five thousand readings a second that mean nothing, beside twenty alarms a second, in a heap of 512 MB that also holds the
 * gateways: how long an alarm takes from publish to task, and whether every reading that the broker took is counted.
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
class ReadingsBench {

    private static final int DEVICES = 5_000;
    private static final int GATEWAYS = 4;
    private static final int RATE = Integer.getInteger("bench.readings", 5_000);
    private static final int ALARMS = 20;
    private static final int SECONDS = Integer.getInteger("bench.seconds", 60);
    /** At half the rate: a program that has run for a while has its code compiled. */
    private static final int WARM_SECONDS = Integer.getInteger("bench.warm", 150);
    private static final int IN_FLIGHT = Integer.getInteger("bench.in-flight", 200);
    /** Zigbee2MQTT and Tasmota publish their readings so unless they are told otherwise. */
    private static final int QOS = Integer.getInteger("bench.qos", 0);
    private static final int ALL = Integer.getInteger("bench.unpaced", 40_000);
    private static final int SLICES = 50;
    /** How often the tasks are looked for; what is found counts as found then. */
    private static final long LOOK_MILLIS = 100;
    private static final double MEGABYTE = 1024.0 * 1024;

    @Autowired
    GatewayAccounts gateways;

    @Autowired
    BrokerAddress broker;

    @Autowired
    MeterRegistry meters;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate inTransaction;

    private final AtomicLong taken = new AtomicLong();

    @BeforeEach
    void gateway() {
        inTransaction.executeWithoutResult(
                tx -> gateways.putSample("bench", "bench-secret", List.of("#"), List.of()));
        if (jdbc.queryForList("select 1 from device where key = 'zigbee2mqtt:reading-0'").isEmpty()) {
            neighbourhood();
        }
    }

    /** What was acknowledged arrives, also where a gateway has 200 messages under way. */
    @Test
    @Order(1)
    void nothingThatTheBrokerTookIsLost() throws Exception {
        for (int qos : new int[] {1, 0}) {
            long before = received();
            taken.set(0);
            long start = System.nanoTime();
            double worked = Bench.processorSeconds();
            Bench.together(GATEWAYS, part -> {
                FastGateway gateway = new FastGateway(broker, "bench", "bench-secret", IN_FLIGHT);
                try (gateway) {
                    for (int i = part; i < ALL; i += GATEWAYS) {
                        gateway.send("zigbee2mqtt/reading-" + i % DEVICES, reading(i), qos);
                    }
                }
                taken.addAndGet(gateway.taken());
                assertThat(gateway.notTaken()).isZero();
            });
            Bench.figure("readings_qos" + qos + "_sending", taken.get() * 1e9 / (System.nanoTime() - start), "messages/s");
            await().atMost(Duration.ofMinutes(2)).until(() -> received() - before >= taken.get());
            double seconds = (System.nanoTime() - start) / 1e9;
            Bench.figure("readings_qos" + qos + "_taken", taken.get(), "messages");
            Bench.figure("readings_qos" + qos + "_received", received() - before, "messages");
            Bench.figure(
                    "readings_qos" + qos + "_processor",
                    (Bench.processorSeconds() - worked) / taken.get() * 1e6,
                    "us/message");
            Bench.figure("readings_qos" + qos + "_unpaced", (received() - before) / seconds, "messages/s");
        }
    }

    @Test
    @Order(2)
    void alarmsBesideReadings() throws Exception {
        long warmed = accounted();
        int alarms = latencies("warm", WARM_SECONDS, RATE / 2).size();
        await().atMost(Duration.ofMinutes(2)).until(() -> accounted() - warmed >= taken.get() + alarms);
        // as if somebody had taken them: nobody leaves three thousand alarms ringing
        inTransaction.executeWithoutResult(
                tx -> jdbc.update("update act_ru_job set duedate_ = duedate_ + interval '1 hour'"));
        long before = accounted();
        long[] collected = collected();
        double worked = -Bench.processorSeconds();
        Map<String, Long> seen = latencies("alarm", SECONDS, RATE);
        worked += Bench.processorSeconds();
        long[] now = collected();
        long[] millis =
                seen.values().stream().mapToLong(Long::longValue).sorted().toArray();
        await().atMost(Duration.ofMinutes(2)).until(() -> accounted() - before >= taken.get() + millis.length);
        Bench.figure("beside_readings_processor", worked / SECONDS, "cores");
        Bench.figure("beside_readings_sent", taken.get() / (double) SECONDS, "readings/s");
        Bench.figure("beside_readings_behind", received() - accounted(), "messages");
        Bench.figure("beside_readings_publish_to_task_p50", millis[millis.length / 2], "ms");
        Bench.figure("beside_readings_publish_to_task_p99", millis[(int) (millis.length * 0.99)], "ms");
        Bench.figure("beside_readings_publish_to_task_max", millis[millis.length - 1], "ms");
        Bench.figure("beside_readings_heap_most", Runtime.getRuntime().maxMemory() / MEGABYTE, "MB");
        Bench.figure("beside_readings_collections", now[0] - collected[0], "collections");
        Bench.figure("beside_readings_collecting", now[1] - collected[1], "ms");
    }

    /** Times and milliseconds of garbage collection so far. */
    private static long[] collected() {
        return java.lang.management.ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(gc -> new long[] {gc.getCollectionCount(), gc.getCollectionTime()})
                .reduce(new long[2], (a, b) -> new long[] {a[0] + b[0], a[1] + b[1]});
    }

    /** Milliseconds from publishing to the task being there for others to see, by device, beside the readings. */
    private Map<String, Long> latencies(String prefix, int seconds, int rate) throws Exception {
        taken.set(0);
        Map<String, Long> published = new ConcurrentHashMap<>();
        Map<String, Long> seen = new HashMap<>();
        Thread readings = new Thread(() -> publishReadings(seconds, rate));
        Thread alarms = new Thread(() -> publishAlarms(prefix, seconds, published));
        readings.start();
        alarms.start();
        int all = ALARMS * seconds;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds + 60L);
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
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
        }
        alarms.join();
        readings.join();
        assertThat(seen).hasSize(all);
        return seen;
    }

    private void publishReadings(int seconds, int rate) {
        try {
            Bench.together(GATEWAYS, part -> {
                FastGateway gateway = new FastGateway(broker, "bench", "bench-secret", IN_FLIGHT);
                try (gateway) {
                    long start = System.nanoTime();
                    int aSlice = rate / GATEWAYS / SLICES;
                    for (int slice = 0; slice < seconds * SLICES; slice++) {
                        LockSupport.parkNanos(
                                start + TimeUnit.SECONDS.toNanos(1) * slice / SLICES - System.nanoTime());
                        for (int i = 0; i < aSlice; i++) {
                            int number = (slice * aSlice + i) * GATEWAYS + part;
                            gateway.send("zigbee2mqtt/reading-" + number % DEVICES, reading(number), QOS);
                        }
                    }
                }
                taken.addAndGet(gateway.taken());
            });
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] reading(int number) {
        return ("{\"temperature\":" + (15 + number % 97 / 10.0) + ",\"battery\":90,\"linkquality\":" + number % 255 + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void publishAlarms(String prefix, int seconds, Map<String, Long> published) {
        try (TestGateway gateway = TestGateway.connect(broker.url(), "bench", "bench-secret")) {
            long start = System.nanoTime();
            for (int i = 0; i < ALARMS * seconds; i++) {
                LockSupport.parkNanos(start + TimeUnit.SECONDS.toNanos(1) * i / ALARMS - System.nanoTime());
                published.put(prefix + "-" + i, System.nanoTime());
                gateway.publish("nearkin/" + prefix + "-" + i + "/sos", "1");
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A resident for each button; the thermometers belong to nobody. */
    private void neighbourhood() {
        inTransaction.executeWithoutResult(tx -> {
            for (String prefix : List.of("warm", "alarm")) {
                int base = prefix.equals("warm") ? 500_000_000 : 600_000_000;
                int many = ALARMS * (prefix.equals("warm") ? WARM_SECONDS : SECONDS);
                jdbc.update(
                        """
                        insert into resident (id, resident_key, version, name, lives_alone, risk, changed_at)
                        select ? + g, ? || '-' || g, 0, 'Bench ' || g, true, 'HIGH', now() from generate_series(0, ? - 1) g
                        """, base, prefix, many);
                jdbc.update(
                        """
                        insert into device (id, key, kind, resident_id, room, state, created_at, changed_at, version)
                        select ? + g, 'nearkin:' || ? || '-' || g, 'SOS', ? + g, 'bedroom', 'LIVE', now(), now(), 0
                          from generate_series(0, ? - 1) g
                        """, base, prefix, base, many);
            }
            jdbc.update(
                    """
                    insert into device (id, key, kind, state, created_at, changed_at, version)
                    select 700000000 + g, 'zigbee2mqtt:reading-' || g, 'TEMPERATURE', 'LIVE', now(), now(), 0
                      from generate_series(0, ? - 1) g
                    """, DEVICES);
        });
    }

    private long received() {
        return (long) meters.get("nearkin.signals.received").counter().count();
    }

    private long accounted() {
        return (long) meters.get("nearkin.signals.messages").counters().stream()
                .mapToDouble(io.micrometer.core.instrument.Counter::count)
                .sum();
    }
}
