package care.nearkin.signal;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.NearkinTest;
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
    TestInbox inbox;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void twoButtons() {
        inbox.register("zigbee2mqtt:batch-wang", DeviceKind.SOS);
        inbox.register("zigbee2mqtt:batch-zhao", DeviceKind.SOS);
    }

    @Test
    void aNewAlarmBehindARepeatedOne() {
        arrive("batch-wang");
        inbox.later(60);
        arrive("batch-wang", "batch-zhao");

        assertThat(outcomes("batch-wang")).containsExactly("ALARM", "REPEAT");
        assertThat(outcomes("batch-zhao")).containsExactly("ALARM");
        assertThat(cases("batch-wang")).hasSize(1).doesNotContainAnyElementsOf(cases("batch-zhao"));
    }

    @Test
    void aSecondPressOfTheSameButtonJoinsTheFirstInTheSameBatch() {
        inbox.register("zigbee2mqtt:batch-li", DeviceKind.SOS);
        inbox.take(Stream.of("1", "2").map(id -> press("batch-li", id)).toList());

        assertThat(outcomes("batch-li")).containsExactly("ALARM", "REPEAT");
        assertThat(cases("batch-li")).hasSize(1);
    }

    private void arrive(String... pressed) {
        inbox.take(Stream.of(pressed).map(name -> press(name, "1")).toList());
    }

    private Item press(String name, String sequence) {
        return inbox.item("zigbee2mqtt/" + name, "{\"action\":\"emergency\",\"linkquality\":" + sequence + "}");
    }

    private List<String> outcomes(String name) {
        return jdbc.queryForList(
                "select outcome from signal where device = ? order by id", String.class, "zigbee2mqtt:" + name);
    }

    private List<String> cases(String name) {
        return jdbc.queryForList(
                "select distinct case_number from signal where device = ?", String.class, "zigbee2mqtt:" + name);
    }
}
