package care.nearkin.signal;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.NearkinTest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Normal readings are cheap: the floor is far below what was measured, so that a slow machine passes too. */
@NearkinTest
class InboxPaceTest {

    private static final int READINGS = 20_000;
    private static final int BATCH = 200;
    private static final int DEVICES = 100;
    private static final int FLOOR = 500;

    @Autowired
    TestInbox inbox;

    @Autowired
    Clock clock;

    @Autowired
    JdbcTemplate jdbc;

    @Test
    void thousandsOfNormalReadingsASecond() {
        for (int i = 0; i < DEVICES; i++) {
            inbox.register("zigbee2mqtt:sig-pace" + i, DeviceKind.TEMPERATURE);
        }
        inbox.beginAt(clock.instant());
        long start = System.nanoTime();
        for (int done = 0; done < READINGS; done += BATCH) {
            List<Item> batch = new ArrayList<>();
            for (int i = done; i < done + BATCH; i++) {
                String payload =
                        "{\"temperature\":" + (15 + i % 15) + ",\"battery\":90,\"linkquality\":" + i % 255 + "}";
                batch.add(inbox.item("zigbee2mqtt/sig-pace" + i % DEVICES, payload));
            }
            inbox.take(batch);
        }
        inbox.save();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("BENCH normal readings, one worker: %.0f/s%n", READINGS / seconds);

        assertThat(READINGS / seconds).isGreaterThan(FLOOR);
        assertThat(jdbc.queryForObject(
                        "select sum(told) from signal_state where device like 'zigbee2mqtt:sig-pace%' and kind = 'battery'",
                        Long.class))
                .isEqualTo(READINGS);
    }
}
