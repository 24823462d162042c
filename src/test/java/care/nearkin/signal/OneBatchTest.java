package care.nearkin.signal;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.NearkinTest;
import care.nearkin.signal.Devices.Registration;
import care.nearkin.signal.format.Message;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Messages that arrive together are stored together, whatever they mean for each other's cases. */
@NearkinTest
class OneBatchTest {

    @Autowired
    Inbox inbox;

    @Autowired
    Dispatch dispatch;

    @Autowired
    Devices devices;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Clock clock;

    private Book book;

    @BeforeEach
    void twoButtons() {
        book = new Book(clock.instant());
        Stream.of("batch-wang", "batch-zhao")
                .forEach(name -> devices.put("zigbee2mqtt:" + name, Registration.of(DeviceKind.SOS, null, null)));
    }

    @Test
    void aNewAlarmBehindARepeatedOne() {
        arrive("batch-wang");
        arrive("batch-wang", "batch-zhao");

        assertThat(outcomes("batch-wang")).containsExactly("ALARM", "REPEAT");
        assertThat(outcomes("batch-zhao")).containsExactly("ALARM");
    }

    private void arrive(String... pressed) {
        inbox.take(Stream.of(pressed).map(this::press).toList(), book);
    }

    private Item press(String name) {
        String payload = "{\"action\":\"emergency\",\"last_seen\":" + System.nanoTime() + "}";
        return dispatch.read(
                new Message("zigbee2mqtt/" + name, payload.getBytes(StandardCharsets.UTF_8), false, clock.instant()));
    }

    private List<String> outcomes(String name) {
        return jdbc.queryForList(
                "select outcome from signal where device = ? order by id", String.class, "zigbee2mqtt:" + name);
    }
}
