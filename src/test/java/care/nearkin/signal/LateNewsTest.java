package care.nearkin.signal;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.NearkinTest;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** History that comes late opens nothing, and a wrong clock makes no news of now into history nor the other way round. */
@NearkinTest
class LateNewsTest {

    private static final int HOUR = 3600;

    @Autowired
    TestInbox inbox;

    @Autowired
    Devices devices;

    @Autowired
    JdbcTemplate jdbc;

    private void tell(String device, String signal, String value, Instant time) {
        inbox.tell("nearkin/" + device + "/" + signal, "{\"value\":\"" + value + "\",\"time\":\"" + time + "\"}");
    }

    private Instant ago(int seconds) {
        return inbox.at().minusSeconds(seconds);
    }

    @Test
    void smokeThatIsOverInTheSameHistoryOpensNothing() {
        inbox.register("thingsboard:late-smoke", DeviceKind.SMOKE);
        inbox.tell(
                "v1/gateway/telemetry",
                moments("late-smoke", "smoke", Map.of(3 * HOUR, true, 2 * HOUR, false, 0, false)));

        assertThat(of("thingsboard:late-smoke")).doesNotContain("ALARM").contains("STALE");
    }

    @Test
    void smokeThatTheHistoryDoesNotEndIsVerified() {
        inbox.register("thingsboard:late-burning", DeviceKind.SMOKE);
        inbox.tell("v1/gateway/telemetry", moments("late-burning", "smoke", Map.of(3 * HOUR, false, 2 * HOUR, true)));

        assertThat(of("thingsboard:late-burning")).contains("ALARM");
    }

    @Test
    void aCallForHelpOfAnotherDayIsHistory() {
        inbox.register("nearkin:late-sos", DeviceKind.SOS);
        tell("late-sos", "battery", "80", inbox.at());
        inbox.later(60);
        tell("late-sos", "sos", "1", ago(30 * HOUR));
        inbox.later(60);
        tell("late-sos", "sos", "1", ago(2 * HOUR));

        assertThat(of("nearkin:late-sos")).containsExactly("STALE", "ALARM");
    }

    @Test
    void movementOfEarlierIsShownWithItsTimeAndIsNoMovementOfNow() {
        inbox.register("nearkin:late-pir", DeviceKind.MOTION);
        tell("late-pir", "motion", "0", inbox.at());
        inbox.later(60);
        Instant then = ago(5 * HOUR);
        tell("late-pir", "motion", "1", then);

        assertThat(of("nearkin:late-pir")).containsExactly("STALE");
        assertThat(jdbc.queryForObject(
                                "select device_time from signal where device = 'nearkin:late-pir'",
                                OffsetDateTime.class)
                        .toInstant())
                .isEqualTo(then);
    }

    @Test
    void aClockThatIsHoursBehindButRunsIsWrongAndItsNewsIsOfNow() {
        inbox.register("nearkin:slow-door", DeviceKind.DOOR);
        inbox.register("nearkin:slow-leak", DeviceKind.LEAK);
        tell("slow-door", "door", "0", ago(8 * HOUR));
        tell("slow-leak", "leak", "1", ago(8 * HOUR));
        inbox.later(600);
        tell("slow-door", "door", "1", ago(8 * HOUR + 5));
        inbox.restart();
        inbox.later(30);
        tell("slow-door", "door", "0", ago(8 * HOUR + 5));
        inbox.later(600);
        tell("slow-door", "door", "1", ago(11 * HOUR));

        assertThat(of("nearkin:slow-door")).containsExactly("STALE", "ACTIVITY", "ACTIVITY", "STALE");
        assertThat(of("nearkin:slow-leak"))
                .as("of a clock of which nothing is known water is verified")
                .doesNotContain("STALE");
    }

    @Test
    void aClockThatIsAheadDoesNotHideThatSomethingIsHistory() {
        inbox.register("nearkin:fast-door", DeviceKind.DOOR);
        tell("fast-door", "door", "0", ago(-8 * HOUR));
        inbox.later(600);
        tell("fast-door", "door", "1", ago(-8 * HOUR));
        inbox.later(600);
        tell("fast-door", "door", "0", ago(-8 * HOUR));
        inbox.later(600);
        tell("fast-door", "door", "1", ago(-3 * HOUR));
        inbox.later(600);
        tell("fast-door", "door", "1", inbox.at());

        assertThat(of("nearkin:fast-door")).containsExactly("ACTIVITY", "ACTIVITY", "STALE", "ACTIVITY");
    }

    @Test
    void historyThatComesFasterThanItHappenedIsHistoryFromTheFirstOn() {
        inbox.register("nearkin:burst-door", DeviceKind.DOOR);
        tell("burst-door", "door", "0", inbox.at());
        inbox.later(5 * HOUR);
        for (int minutes = 240; minutes > 120; minutes -= 20) {
            inbox.later(2);
            tell("burst-door", "door", minutes % 40 == 0 ? "1" : "0", ago(minutes * 60));
        }

        assertThat(of("nearkin:burst-door")).containsOnly("STALE");
    }

    @Test
    void aClockThatCountsFromSwitchingOnOrWasNeverSetSaysNothing() {
        inbox.register("shelly:uptime", DeviceKind.SMOKE);
        inbox.tell(
                "uptime/events/rpc",
                "{\"method\":\"NotifyStatus\",\"params\":{\"ts\":17.5,\"smoke:0\":{\"alarm\":true}}}");
        inbox.register("nearkin:unset", DeviceKind.LEAK);
        tell("unset", "leak", "1", Instant.parse("2000-01-01T00:00:07Z"));

        assertThat(of("shelly:uptime")).containsExactly("ALARM");
        assertThat(of("nearkin:unset")).doesNotContain("STALE");
    }

    @Test
    void aDeviceThatSleepsBetweenReportsIsNotGone() {
        sleeping("shelly:sleeper");
        inbox.tell("sleeper/online", "true");
        inbox.later(60);
        inbox.tell("sleeper/online", "false");

        assertThat(of("shelly:sleeper")).isEmpty();
    }

    private void sleeping(String key) {
        devices.put(
                key,
                new Devices.Registration(
                        DeviceKind.SMOKE,
                        null,
                        null,
                        null,
                        Device.Power.BATTERY,
                        true,
                        Duration.ofDays(1),
                        Map.of(),
                        null));
    }

    private String moments(String device, String signal, Map<Integer, Boolean> secondsAgo) {
        StringBuilder moments = new StringBuilder();
        secondsAgo.forEach((ago, on) -> moments.append(moments.isEmpty() ? "" : ",")
                .append("{\"ts\":")
                .append(ago(ago).toEpochMilli())
                .append(",\"values\":{\"")
                .append(signal)
                .append("\":")
                .append(on)
                .append("}}"));
        return "{\"" + device + "\":[" + moments + "]}";
    }

    private List<String> of(String device) {
        return jdbc.queryForList("select outcome from signal where device = ? order by id", String.class, device);
    }
}
