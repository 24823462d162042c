package care.nearkin.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.nearkin.signal.TestGateway;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Three times {@code kill -9} at random while alarms come in: exactly one case for each device, each with a task, none
 * lost and none double. The gateway behaves as a real one: it sends again what was not acknowledged.
 */
class KillBench {

    private static final int ALARMS = 2_000;
    private static final int KILLS = 3;
    private static final int PAUSE_MILLIS = 20;

    private final AtomicInteger published = new AtomicInteger();
    private final AtomicInteger again = new AtomicInteger();

    @Test
    void noAlarmIsLostAndNoneIsDouble() throws Exception {
        long seed = Long.getLong("bench.seed", System.nanoTime());
        Bench.figure("kill_seed", seed, "");
        Random random = new Random(seed);
        try (Program program = new Program(Path.of("target/bench-data/kill-" + System.nanoTime()))) {
            program.start();
            neighbourhood(program);
            Thread gateway = new Thread(() -> publish(program));
            gateway.start();
            for (int kill = 1; kill <= KILLS; kill++) {
                int at = ALARMS * kill / (KILLS + 1) + random.nextInt(ALARMS / 10);
                await().atMost(Duration.ofMinutes(10)).until(() -> published.get() >= at);
                program.kill();
                Bench.figure("kill_" + kill + "_restart", program.start(), "s");
            }
            gateway.join();
            check(program);
        }
    }

    private static void check(Program program) throws Exception {
        Map<String, Integer> cases = new HashMap<>();
        await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
            cases.clear();
            each(program, "/cases?type=alarm", file -> cases.merge(file.path("resident").asText(), 1, Integer::sum));
            cases.keySet().removeIf(resident -> !resident.startsWith("kill-"));
            assertThat(cases).hasSize(ALARMS);
        });
        assertThat(cases.values()).allMatch(count -> count == 1);
        Set<String> withTask = new HashSet<>();
        each(program, "/tasks", task -> withTask.add(task.path("case").asText()));
        Set<String> without = new HashSet<>();
        each(program, "/cases?type=alarm", file -> {
            if (file.path("resident").asText().startsWith("kill-")) {
                without.add(file.path("number").asText());
            }
        });
        without.removeAll(withTask);
        assertThat(without).isEmpty();
        Bench.figure("kill_cases", cases.size(), "cases");
    }

    private static void each(Program program, String list, java.util.function.Consumer<JsonNode> item)
            throws Exception {
        String after = "";
        do {
            JsonNode page = program.get(list + (list.contains("?") ? "&" : "?") + "limit=500" + after);
            page.path("items").forEach(item);
            after = page.path("next").isTextual() ? "&after=" + page.path("next").asText() : null;
        } while (after != null);
    }

    private void publish(Program program) {
        TestGateway gateway = null;
        for (int i = 0; i < ALARMS; ) {
            try {
                if (gateway == null) {
                    gateway = TestGateway.connect(program.brokerUrl(), "gateway1", program.password("gateway1"));
                }
                gateway.publish("nearkin/kill-" + i + "/sos", "1");
                published.set(++i);
                Thread.sleep(PAUSE_MILLIS);
            } catch (Exception notAcknowledged) {
                again.incrementAndGet();
                gateway = null;
            }
        }
    }

    private static void neighbourhood(Program program) throws Exception {
        Bench.together(4, part -> {
            for (int i = part; i < ALARMS; i += 4) {
                program.put("/residents/kill-" + i, "{\"name\":\"Kill " + i + "\"}");
                program.put("/devices/nearkin:kill-" + i, "{\"kind\":\"sos\",\"resident\":\"kill-" + i + "\"}");
            }
        });
    }
}
