package care.nearkin.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.nearkin.NearkinTest;
import care.nearkin.embedded.BrokerAddress;
import care.nearkin.embedded.Mosquitto;
import care.nearkin.embedded.Mosquitto.Authority;
import care.nearkin.embedded.Mosquitto.Identity;
import care.nearkin.kernel.Trouble;
import care.nearkin.signal.Devices.Registration;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Debian's Mosquitto instead of the embedded broker, over every kind of line: what devices send reaches the inbox, and why
 * a line does not come up is said in plain words.
 */
@NearkinTest
class MosquittoTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Autowired
    Sources sources;

    @Autowired
    Dispatch dispatch;

    @Autowired
    Inbox inbox;

    @Autowired
    Devices devices;

    @Autowired
    BeanFactory beans;

    @Autowired
    DataSource database;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Clock clock;

    @Autowired
    Tally tally;

    private final List<Trouble> troubles = new CopyOnWriteArrayList<>();
    private @Nullable Reception reception;

    @AfterEach
    void hangUp() {
        if (reception != null) {
            reception.stop();
        }
    }

    /** Beside the one that listens to the embedded broker, with a watch of its own. */
    private Reception listen(BrokerAddress address) {
        Intake intake = new Intake(true, "nearkin-mosquitto", 2, 200, 2000, Duration.ofHours(1), Duration.ofSeconds(1));
        Reception listening = new Reception(
                intake,
                sources,
                dispatch,
                inbox,
                new AlwaysOurs(database),
                address,
                beans,
                clock,
                tally,
                event -> troubles.add((Trouble) event));
        listening.start();
        reception = listening;
        return listening;
    }

    private void comesThrough(Mosquitto mosquitto, BrokerAddress ours, BrokerAddress gateways, String device)
            throws Exception {
        devices.put("nearkin:" + device, Registration.of(DeviceKind.SOS, null, null));
        Reception listening = listen(ours);
        await().atMost(PATIENCE).until(listening::receiving);
        press(gateways, device);
        becomes(device, "ALARM");
    }

    private static void press(BrokerAddress gateways, String device) throws Exception {
        try (TestGateway gateway = TestGateway.connect(gateways)) {
            gateway.publish("nearkin/" + device + "/sos", "1");
        }
    }

    private void becomes(String device, String... outcomes) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(jdbc.queryForList(
                                "select outcome from signal where topic = ? order by id",
                                String.class,
                                "nearkin/" + device + "/sos"))
                        .containsExactly(outcomes));
    }

    private void isTold(BrokerAddress ours, String kind) {
        listen(ours);
        await().atMost(PATIENCE)
                .until(() -> troubles.stream().anyMatch(one -> one.kind().equals(kind) && !one.over()));
        assertThat(reception.receiving()).isFalse();
    }

    @Test
    void inClear() throws Exception {
        try (Mosquitto mosquitto = Mosquitto.start(folder.resolve("m"))) {
            comesThrough(
                    mosquitto, mosquitto.address("tcp", "nearkin"), mosquitto.address("tcp", "gateway1"), "sig-mos1");
        }
    }

    @Test
    void overTlsWithAnAuthorityOfTheHouse() throws Exception {
        Authority house = new Authority(folder, "house");
        try (Mosquitto mosquitto = tls(house, house.sign("broker", "IP:127.0.0.1", 2), false)) {
            comesThrough(
                    mosquitto,
                    mosquitto.address("ssl", "nearkin", house.certificate(), null),
                    mosquitto.address("ssl", "gateway1", house.certificate(), null),
                    "sig-mos2");
        }
    }

    @Test
    void withACertificateOfOurOwn() throws Exception {
        Authority house = new Authority(folder, "house");
        Identity us = house.sign("nearkin", "DNS:nearkin", 2);
        try (Mosquitto mosquitto = tls(house, house.sign("broker", "IP:127.0.0.1", 2), true)) {
            comesThrough(
                    mosquitto,
                    mosquitto.address("ssl", "nearkin", house.certificate(), us),
                    mosquitto.address("ssl", "gateway1", house.certificate(), us),
                    "sig-mos3");
        }
    }

    @Test
    void overWebSocket() throws Exception {
        try (Mosquitto mosquitto = Mosquitto.start(folder.resolve("m"), "protocol websockets")) {
            comesThrough(
                    mosquitto, mosquitto.address("ws", "nearkin"), mosquitto.address("ws", "gateway1"), "sig-mos4");
        }
    }

    @Test
    void overWebSocketAndTls() throws Exception {
        Authority house = new Authority(folder, "house");
        Identity broker = house.sign("broker", "IP:127.0.0.1", 2);
        try (Mosquitto mosquitto = Mosquitto.start(
                folder.resolve("m"),
                "protocol websockets",
                "certfile " + broker.certificate(),
                "keyfile " + broker.key())) {
            comesThrough(
                    mosquitto,
                    mosquitto.address("wss", "nearkin", house.certificate(), null),
                    mosquitto.address("wss", "gateway1", house.certificate(), null),
                    "sig-mos5");
        }
    }

    private Mosquitto tls(Authority house, Identity broker, boolean wantsCertificates) throws Exception {
        return Mosquitto.start(
                folder.resolve("m"),
                "cafile " + house.certificate(),
                "certfile " + broker.certificate(),
                "keyfile " + broker.key(),
                "require_certificate " + wantsCertificates);
    }

    @Test
    void aCertificateThatNobodyWeTrustHasSigned() throws Exception {
        Authority house = new Authority(folder, "house");
        Authority stranger = new Authority(folder, "stranger");
        try (Mosquitto mosquitto = tls(stranger, stranger.sign("broker", "IP:127.0.0.1", 2), false)) {
            isTold(mosquitto.address("ssl", "nearkin", house.certificate(), null), "broker-untrusted");
        }
    }

    @Test
    void anExpiredCertificate() throws Exception {
        Authority house = new Authority(folder, "house");
        try (Mosquitto mosquitto = tls(house, house.sign("broker", "IP:127.0.0.1", -1), false)) {
            isTold(mosquitto.address("ssl", "nearkin", house.certificate(), null), "broker-expired");
        }
    }

    @Test
    void aCertificateForAnotherName() throws Exception {
        Authority house = new Authority(folder, "house");
        try (Mosquitto mosquitto = tls(house, house.sign("broker", "DNS:elsewhere", 2), false)) {
            isTold(mosquitto.address("ssl", "nearkin", house.certificate(), null), "broker-other-name");
        }
    }

    @Test
    void aBrokerThatWantsACertificateAndGetsNone() throws Exception {
        Authority house = new Authority(folder, "house");
        try (Mosquitto mosquitto = tls(house, house.sign("broker", "IP:127.0.0.1", 2), true)) {
            isTold(mosquitto.address("ssl", "nearkin", house.certificate(), null), "broker-own-certificate");
        }
    }

    @Test
    void aCertificateOfOurOwnThatHasExpired() throws Exception {
        Authority house = new Authority(folder, "house");
        Identity us = house.sign("nearkin", "DNS:nearkin", -1);
        try (Mosquitto mosquitto = tls(house, house.sign("broker", "IP:127.0.0.1", 2), true)) {
            isTold(mosquitto.address("ssl", "nearkin", house.certificate(), us), "broker-own-expired");
        }
    }

    @Test
    void aRefusedNameIsToldAndItIsOverWhenTheBrokerLetsUsIn() throws Exception {
        try (Mosquitto mosquitto = Mosquitto.start(folder.resolve("m"))) {
            isTold(mosquitto.address("tcp", "nobody"), "broker-sign-in");
            hangUp();
            Reception listening = listen(mosquitto.address("tcp", "nearkin"));
            await().atMost(PATIENCE).until(listening::receiving);
            await().atMost(PATIENCE)
                    .until(() -> troubles.stream().anyMatch(one -> one.kind().equals("broker-sign-in") && one.over()));
        }
    }

    @Test
    void aRestartOfTheBrokerInTheMiddleLosesNothingAndDoublesNothing() throws Exception {
        int many = 200;
        try (Mosquitto mosquitto = Mosquitto.start(folder.resolve("m"))) {
            Reception listening = listen(mosquitto.address("tcp", "nearkin"));
            await().atMost(PATIENCE).until(listening::receiving);
            BrokerAddress gateways = mosquitto.address("tcp", "gateway1");
            send(gateways, 0, many / 2);
            mosquitto.stop();
            mosquitto.start();
            send(gateways, many / 2, many);

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(count("")).isEqualTo(many));
            assertThat(count(" and outcome = 'ALARM'")).isEqualTo(many);
            await().atMost(PATIENCE).until(listening::receiving);
        }
    }

    private int count(String and) {
        Integer count = jdbc.queryForObject(
                "select count(distinct topic) from signal where topic like 'nearkin/sig-mosrestart%'" + and,
                Integer.class);
        return count == null ? 0 : count;
    }

    private static void send(BrokerAddress gateways, int from, int until) throws Exception {
        try (TestGateway gateway = TestGateway.connect(gateways)) {
            for (int i = from; i < until; i++) {
                gateway.publish("nearkin/sig-mosrestart" + i + "/sos", "1");
            }
        }
    }

    @Test
    void whatWasSentWhileNobodyListenedWaitsInTheSession() throws Exception {
        try (Mosquitto mosquitto = Mosquitto.start(folder.resolve("m"))) {
            Reception listening = listen(mosquitto.address("tcp", "nearkin"));
            await().atMost(PATIENCE).until(listening::receiving);
            listening.stop();
            press(mosquitto.address("tcp", "gateway1"), "sig-moswait");
            mosquitto.stop();
            mosquitto.start();
            listening.start();
            becomes("sig-moswait", "ALARM");
        }
    }
}
