package care.nearkin.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.nearkin.NearkinTest;
import care.nearkin.embedded.BrokerAddress;
import care.nearkin.engine.EngineTime;
import care.nearkin.signal.Devices.Registration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Too cold or too hot is an alarm when readings say so without a break for as long as table {@code alarm-level} asks. */
@NearkinTest
class TemperatureTest {

    private static final Duration LASTING = Duration.ofMinutes(30);

    @Autowired
    TestInbox inbox;

    @Autowired
    Devices devices;

    @Autowired
    GatewayAccounts gateways;

    @Autowired
    BrokerAddress broker;

    @Autowired
    EngineTime time;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Clock clock;

    private String name;

    @BeforeEach
    void aSensorInTheBedroom() {
        inbox.beginAt(clock.instant().minus(Duration.ofDays(1)));
        name = "thermo-" + UUID.randomUUID();
        devices.put(key(name), Registration.of(DeviceKind.TEMPERATURE, null, "bedroom"));
    }

    @ParameterizedTest
    @CsvSource({"9.9,true", "10,false", "10.0,false", "-3,true", "21.5,false", "35,false", "35.1,true", "60,true"})
    void theLimitsAreTheTables(String value, boolean beyond) {
        measured(value);
        later(LASTING);
        measured(value);
        assertThat(outcomes(name)).isEqualTo(beyond ? List.of("ACTIVITY", "ALARM") : List.of());
        assertThat(alarms(name)).isEqualTo(beyond ? 1 : 0);
    }

    @Test
    void aSecondLessThanTheTableAsksForIsNoAlarmAndToTheSecondItIs() {
        measured("8");
        later(LASTING.minusSeconds(1));
        measured("8.5");
        assertThat(alarms(name)).isZero();
        later(Duration.ofSeconds(1));
        measured("8.2");
        assertThat(alarms(name)).isEqualTo(1);
        assertThat(jdbc.queryForObject("select severity from alarm where device = ?", String.class, key(name)))
                .isEqualTo("MAJOR");
    }

    @Test
    void oneReadingInBetweenThatIsAsItShouldBeBeginsTheCountAnew() {
        measured("8");
        later(Duration.ofMinutes(20));
        measured("10");
        later(Duration.ofMinutes(15));
        measured("8");
        later(LASTING.minusSeconds(1));
        measured("8");
        assertThat(alarms(name)).isZero();
        assertThat(outcomes(name)).containsExactly("ACTIVITY", "ACTIVITY", "ACTIVITY");
        later(Duration.ofSeconds(1));
        measured("8.1");
        assertThat(alarms(name)).isEqualTo(1);
    }

    @Test
    void itIsToldOnceAndWarmAgainIsClearedButEndsNoCase() {
        measured("8");
        later(LASTING);
        measured("8");
        later(LASTING);
        measured("7");
        later(LASTING);
        measured("22");
        assertThat(outcomes(name)).containsExactly("ACTIVITY", "ALARM", "CLEARED");
        assertThat(jdbc.queryForObject("""
                        select f.status from case_file f join alarm a on a.case_number = f.number where a.device = ?
                        """, String.class, key(name))).isEqualTo("OPEN");
        later(Duration.ofMinutes(5));
        measured("8");
        later(LASTING);
        measured("8");
        assertThat(outcomes(name)).endsWith("CLEARED", "ACTIVITY", "REPEAT");
        assertThat(alarms(name)).as("one open alarm").isEqualTo(1);
    }

    @Test
    void aRestartForgetsNeitherSinceWhenNorThatItWasToldAlready() {
        measured("8");
        later(Duration.ofMinutes(20));
        inbox.restart();
        later(Duration.ofMinutes(10));
        measured("8");
        assertThat(alarms(name)).isEqualTo(1);
        inbox.restart();
        later(LASTING);
        measured("8");
        assertThat(outcomes(name)).containsExactly("ACTIVITY", "ALARM");
        inbox.restart();
        measured("20");
        inbox.restart();
        later(LASTING);
        measured("8");
        assertThat(outcomes(name)).containsExactly("ACTIVITY", "ALARM", "CLEARED", "ACTIVITY");
    }

    @Test
    void whatTheBrokerKeptAndWhatIsNoNumberSaysNothingAboutNow() {
        measured("8");
        later(LASTING);
        inbox.retained(topic(name), "9");
        measured("broken");
        measured("NaN");
        assertThat(alarms(name)).isZero();
        assertThat(outcomes(name)).containsExactly("ACTIVITY", "STALE", "UNREADABLE", "UNREADABLE");
        measured("8");
        assertThat(alarms(name)).isEqualTo(1);
    }

    @Test
    void twoSensorsOfOnePersonAreOneAlarm() {
        Long resident = jdbc.queryForObject("select min(id) from resident", Long.class);
        String other = "thermo-" + UUID.randomUUID();
        for (String sensor : List.of(name, other)) {
            devices.put(key(sensor), Registration.of(DeviceKind.TEMPERATURE, resident, "kitchen"));
        }
        for (int i = 0; i < 2; i++) {
            inbox.tell(topic(name), "5");
            inbox.tell(topic(other), "5");
            later(LASTING);
        }
        assertThat(outcomes(name)).contains("ALARM");
        assertThat(outcomes(other)).contains("REPEAT");
        assertThat(alarms(name) + alarms(other)).isEqualTo(1);
    }

    @Test
    void weighingReadingsLeavesNoTraceAmongTheDecisions() {
        Long before = decisions();
        for (int i = 0; i < 20; i++) {
            measured("2" + i % 10);
            later(Duration.ofMinutes(1));
        }
        assertThat(decisions()).isEqualTo(before);
        assertThat(outcomes(name)).isEmpty();
    }

    @Test
    void throughTheBrokerTooAColdRoomIsAnAlarmAfterHalfAnHour() throws Exception {
        gateways.putSample("thermo", "thermo-password", List.of("nearkin/#"), List.of());
        // in the past, so that no other test has an alarm from the future at the top of its screen
        Instant start = clock.instant().minus(LASTING).minusSeconds(600);
        time.stopAt(start);
        try (TestGateway gateway = TestGateway.connect(broker.url(), "thermo", "thermo-password")) {
            gateway.publish(topic(name), "8.4");
            await().until(() -> outcomes(name).contains("ACTIVITY"));
            time.stopAt(start.plus(LASTING));
            gateway.publish(topic(name), "8.3");
            await().until(() -> alarms(name) == 1);
        }
        assertThat(outcomes(name)).containsExactly("ACTIVITY", "ALARM");
    }

    private void measured(String value) {
        inbox.tell(topic(name), value);
    }

    private void later(Duration time) {
        inbox.later((int) time.toSeconds());
    }

    private static String topic(String sensor) {
        return "nearkin/" + sensor + "/temperature";
    }

    private static String key(String sensor) {
        return "nearkin:" + sensor;
    }

    private List<String> outcomes(String sensor) {
        return jdbc.queryForList("select outcome from signal where device = ? order by id", String.class, key(sensor));
    }

    private int alarms(String sensor) {
        Integer count = jdbc.queryForObject("select count(*) from alarm where device = ?", Integer.class, key(sensor));
        return count == null ? 0 : count;
    }

    private Long decisions() {
        return jdbc.queryForObject("select count(*) from decision_taken", Long.class);
    }
}
