package care.nearkin.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.nearkin.embedded.BrokerAddress;
import care.nearkin.signal.GatewayAccounts;
import care.nearkin.signal.HeardTopics;
import care.nearkin.signal.MessyMessages;
import care.nearkin.signal.Outcome;
import care.nearkin.signal.TestGateway;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/**
 * A million random and mutated messages of every format through broker, reception and inbox: none stops it, every one that
 * the broker handed over is accounted for by its outcome, and afterwards the heap is what it was. {@code
 * -Dbench.args="-Dbench.messages=20000"} for a smaller run.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "nearkin.data.dir=./target/bench-data/${random.uuid}",
            "nearkin.postgres.programs=./target",
            "nearkin.broker.port=0",
            "nearkin.broker.forget-topics=10s",
            "nearkin.sample=false"
        })
class MessyBench {

    private static final int MESSAGES = Integer.getInteger("bench.messages", 1_000_000);
    private static final int WARM_UP = MESSAGES / 10;
    private static final int PUBLISHERS = 4;
    private static final int IN_FLIGHT = 50;
    /** Until the broker has looked twice for topics on which nothing comes any more. */
    private static final long FORGETTING_MILLIS = 40_000;

    private static final double MEGABYTE = 1024.0 * 1024;
    /** What caches of a set size may still take after the warm-up. */
    private static final double MAY_GROW = 64;

    @Autowired
    GatewayAccounts gateways;

    @Autowired
    BrokerAddress broker;

    @Autowired
    HeardTopics topics;

    @Autowired
    MeterRegistry meters;

    @Autowired
    org.springframework.transaction.support.TransactionTemplate inTransaction;

    /** Acknowledged by the broker. */
    private final AtomicLong sent = new AtomicLong();

    private final AtomicLong notTaken = new AtomicLong();
    /** Of these, on topics that we listen to; what two of our filters cover comes twice. */
    private final AtomicLong expected = new AtomicLong();

    @Test
    void noMessageStopsWhatComesAfterIt() throws Exception {
        long seed = Long.getLong("bench.seed", System.nanoTime());
        Bench.figure("messy_seed", seed, "");
        inTransaction.executeWithoutResult(
                tx -> gateways.putSample("bench", "bench-secret", List.of("#"), List.of()));
        send(seed, WARM_UP);
        double before = heap();
        long start = System.nanoTime();
        send(seed + PUBLISHERS, MESSAGES - WARM_UP);
        double seconds = (System.nanoTime() - start) / 1e9;
        double after = heap();

        Bench.figure("messy_sent", sent.get(), "messages");
        Bench.figure("messy_refused", notTaken.get(), "messages");
        Bench.figure("messy_expected", expected.get(), "messages");
        Bench.figure("messy_received", received(), "messages");
        for (Outcome outcome : Outcome.values()) {
            Bench.figure("messy_" + outcome.name().toLowerCase(), of(outcome), "messages");
        }
        Bench.figure("messy_rate", (MESSAGES - WARM_UP) / seconds, "messages/s");
        Bench.figure("messy_heap_before", before, "MB");
        Bench.figure("messy_heap_after", after, "MB");
        assertThat(received()).isGreaterThanOrEqualTo(expected.get());
        assertThat(accounted()).isEqualTo(received());
        assertThat(after - before).isLessThan(MAY_GROW);
        stillHears();
    }

    /** Returns when all of them are accounted for. */
    private void send(long seed, int many) throws Exception {
        Bench.together(PUBLISHERS, part -> {
            MessyMessages messages = new MessyMessages(seed + part);
            FastGateway gateway = new FastGateway(broker, "bench", "bench-secret", IN_FLIGHT);
            try (gateway) {
                for (int i = part; i < many; i += PUBLISHERS) {
                    MessyMessages.Messy message = messages.next();
                    gateway.send(message.topic(), message.payload(), 1, topics.heard(message.topic()) ? 1 : 0);
                }
            }
            sent.addAndGet(gateway.taken());
            expected.addAndGet(gateway.worth());
            notTaken.addAndGet(gateway.notTaken());
        });
        AtomicLong last = new AtomicLong(-1);
        await().atMost(Duration.ofMinutes(Long.getLong("bench.patience", 10)))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> {
                    assertThat(received()).as("accounted: %d", accounted()).isGreaterThanOrEqualTo(expected.get());
                    assertThat(accounted()).isEqualTo(received());
                    assertThat(last.getAndSet(received())).isEqualTo(received());
                });
    }

    private void stillHears() throws Exception {
        double alarms = of(Outcome.ALARM);
        try (TestGateway gateway = TestGateway.connect(broker.url(), "bench", "bench-secret")) {
            long start = System.nanoTime();
            gateway.publish("nearkin/messy-afterwards/sos", "1");
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> of(Outcome.ALARM) > alarms);
            Bench.figure("messy_alarm_afterwards", (System.nanoTime() - start) / 1e6, "ms");
        }
    }

    private long received() {
        return (long) meters.get("nearkin.signals.received").counter().count();
    }

    private long accounted() {
        return (long) meters.get("nearkin.signals.messages").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private double of(Outcome outcome) {
        return meters.get("nearkin.signals.messages")
                .tag("outcome", outcome.name())
                .counter()
                .count();
    }

    /** What is in use when everything that can go has gone, topics too. */
    private static double heap() throws InterruptedException {
        Thread.sleep(FORGETTING_MILLIS);
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(300);
        }
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE;
    }
}
