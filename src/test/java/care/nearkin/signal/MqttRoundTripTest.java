package care.nearkin.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import care.nearkin.NearkinTest;
import care.nearkin.embedded.BrokerAddress;
import care.nearkin.engine.EngineTime;
import care.nearkin.signal.Devices.Registration;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;

/** From a gateway's publish to the stored signal, through the real broker, and through its restarts. */
@NearkinTest
class MqttRoundTripTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    BrokerAddress broker;

    @Autowired
    GatewayAccounts accounts;

    @Autowired
    StoredGatewayAccounts stored;

    @Autowired
    Devices devices;

    @Autowired
    Reception reception;

    @Autowired
    ReceivingWatch watch;

    @Autowired
    TestCaseType caseType;

    @Autowired
    Clock clock;

    @Autowired
    EngineTime time;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void aGatewayHasAnAccount() {
        accounts.putSample("gateway-test", "secret", List.of("nearkin/#", "zigbee2mqtt/#"), List.of());
        await().atMost(PATIENCE).until(reception::receiving);
    }

    private TestGateway gateway() throws Exception {
        return TestGateway.connect(broker.url(), "gateway-test", "secret");
    }

    private void press(String device) throws Exception {
        try (TestGateway gateway = gateway()) {
            gateway.publish("nearkin/" + device + "/sos", "1");
        }
    }

    private void register(String device) {
        devices.put("nearkin:" + device, Registration.of(DeviceKind.SOS, null, null));
    }

    private List<String> outcomes(String device) {
        return jdbc.queryForList(
                "select outcome from signal where topic = ? order by id", String.class, "nearkin/" + device + "/sos");
    }

    private void becomes(String device, String... outcomes) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(outcomes(device)).containsExactly(outcomes));
    }

    @Test
    void aPressIsStoredWithItsCase() throws Exception {
        register("sig-mqtt1");
        press("sig-mqtt1");

        becomes("sig-mqtt1", "ALARM");
        assertThat(reception.lastMessage()).isNotNull();
        await().atMost(PATIENCE).until(() -> reception.waiting() == 0);
    }

    /** As large as the broker takes it: reading it does not end the line. */
    @Test
    void aVeryLargeMessageHoldsNobodyUp() throws Exception {
        register("sig-large");
        register("sig-behind");
        try (TestGateway gateway = gateway()) {
            gateway.publish("nearkin/sig-large/sos", "x".repeat(1024 * 1024 - 100));
        }
        press("sig-behind");

        becomes("sig-behind", "ALARM");
        becomes("sig-large", "ALARM");
    }

    @Test
    void whatNobodyWasThereToReceiveIsWaitingInTheSession() throws Exception {
        register("sig-mqtt2");
        reception.stop();
        press("sig-mqtt2");
        assertThat(outcomes("sig-mqtt2")).isEmpty();
        reception.start();

        becomes("sig-mqtt2", "ALARM");
    }

    /** More than the ten that Paho holds: its callback thread must not wait for the subscription meanwhile. */
    @Test
    void aLongQueueInTheSessionDoesNotKeepTheSubscriptionFromBeingMade() throws Exception {
        int many = 100;
        reception.stop();
        try (TestGateway gateway = gateway()) {
            for (int i = 0; i < many; i++) {
                gateway.publish("nearkin/sig-queue" + i + "/sos", "1");
            }
        }
        reception.start();

        // Paho may stumble over messages that come while it subscribes; then they come again on the next line
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(jdbc.queryForList("""
                                select topic from signal
                                 where topic like 'nearkin/sig-queue%' and outcome <> 'DUPLICATE'
                                """, String.class))
                        .hasSize(many)
                        .doesNotHaveDuplicates());
        await().atMost(PATIENCE).until(reception::receiving);
    }

    @Test
    void afterTheBrokerWasRestartedSignalsComeInAgain() throws Exception {
        register("sig-mqtt3");
        register("sig-mqtt4");
        SmartLifecycle server = (SmartLifecycle) broker;
        press("sig-mqtt3");
        becomes("sig-mqtt3", "ALARM");
        server.stop();
        await().atMost(PATIENCE).until(() -> !reception.receiving());
        server.start();
        await().atMost(PATIENCE).until(reception::receiving);
        press("sig-mqtt4");

        becomes("sig-mqtt4", "ALARM");
        assertThat(outcomes("sig-mqtt3")).hasSize(1);
    }

    @Test
    void aMessageThatAlwaysFailsIsKeptAsUnreadableAndDoesNotHoldUpTheRest() throws Exception {
        register("sig-broken-mqtt");
        register("sig-mqtt5");
        press("sig-broken-mqtt");
        press("sig-mqtt5");

        becomes("sig-mqtt5", "ALARM");
        becomes("sig-broken-mqtt", "UNREADABLE");
    }

    @Test
    void aNodeThatLosesTheWatchStopsAndTakesItUpAgain() throws Exception {
        register("sig-mqtt6");
        long before = watch.current();
        jdbc.queryForList("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = "
                + (0x6e6561726b696eL & 0xffffffffL) + " and classid = " + (0x6e6561726b696eL >>> 32));
        await().atMost(PATIENCE).until(() -> watch.current() > before && reception.receiving());
        press("sig-mqtt6");

        becomes("sig-mqtt6", "ALARM");
    }

    @Test
    void aLockedAccountAndAWrongPasswordAreRefusedAndAResetPasswordIsGood() throws Exception {
        String password = stored.add("gateway-lock", List.of("nearkin/#"), List.of());
        TestGateway.connect(broker.url(), "gateway-lock", password).close();
        assertThatThrownBy(() -> TestGateway.connect(broker.url(), "gateway-lock", "wrong"))
                .isNotNull();
        String fresh = stored.reset("gateway-lock");
        assertThatThrownBy(() -> TestGateway.connect(broker.url(), "gateway-lock", password))
                .isNotNull();
        TestGateway.connect(broker.url(), "gateway-lock", fresh).close();
        stored.lock("gateway-lock", true);
        assertThatThrownBy(() -> TestGateway.connect(broker.url(), "gateway-lock", fresh))
                .isNotNull();
    }

    @Test
    void normalReadingsAreCountedAndAcknowledged() throws Exception {
        devices.put("nearkin:sig-warm", Registration.of(DeviceKind.TEMPERATURE, null, null));
        try (TestGateway gateway = gateway()) {
            for (int i = 0; i < 50; i++) {
                gateway.publish("nearkin/sig-warm/temperature", "2" + i % 10);
            }
        }

        // what only repeats is written twice a minute: half minutes pass quickly here
        await().atMost(PATIENCE).untilAsserted(() -> {
            time.stopAt(clock.instant().plus(Unsaved.SELDOM));
            assertThat(jdbc.queryForList(
                            "select told, value, outcome from signal_state where device = 'nearkin:sig-warm'"))
                    .containsExactly(Map.of("told", 50L, "value", "29", "outcome", "NORMAL"));
        });
        assertThat(jdbc.queryForObject("select count(*) from signal where device = 'nearkin:sig-warm'", Long.class))
                .isZero();
    }

    @Test
    void connectionsToTheDatabaseThatBreakInMidStreamLoseNothingAndDoubleNothing() throws Exception {
        int many = 300;
        try (TestGateway gateway = gateway()) {
            for (int i = 0; i < many; i++) {
                gateway.publish("nearkin/sig-storm" + i + "/sos", "1");
                if (i % 60 == 30) {
                    breakConnections();
                }
            }
        }

        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(jdbc.queryForObject(
                                "select count(distinct topic) from signal where topic like 'nearkin/sig-storm%'",
                                Integer.class))
                        .isEqualTo(many));
        assertThat(jdbc.queryForObject(
                        "select count(*) from signal where topic like 'nearkin/sig-storm%' and outcome <> 'DUPLICATE'",
                        Integer.class))
                .isEqualTo(many);
        assertThat(jdbc.queryForObject(
                        "select count(*) from signal where topic like 'nearkin/sig-storm%' and outcome = 'UNREADABLE'",
                        Integer.class))
                .isZero();
    }

    /** The pool may hand out one that the last call broke. */
    private void breakConnections() {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> !jdbc.queryForList("select pg_terminate_backend(pid) from pg_stat_activity"
                                + " where pid <> pg_backend_pid() and backend_type = 'client backend'")
                        .isEmpty());
    }
}
