package care.nearkin.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBrokerTest {

    @TempDir
    static Path folder;

    static LocalBroker broker;

    private final List<MqttClient> clients = new ArrayList<>();

    @BeforeAll
    static void start() {
        broker = BrokerAlone.in(folder);
        broker.start();
    }

    @AfterAll
    static void stop() {
        broker.stop();
    }

    @AfterEach
    void disconnect() throws MqttException {
        for (MqttClient client : clients) {
            if (client.isConnected()) {
                client.disconnectForcibly(0, 1000, false);
            }
            client.close(true);
        }
    }

    @Test
    void letsAnAccountInWithItsPassword() throws MqttException {
        assertThat(gateway("g-in").isConnected()).isTrue();
    }

    @Test
    void refusesAWrongPasswordAnUnknownNameAndNoName() {
        assertThatThrownBy(() -> connect("g-wrong", "gateway1", "guess")).isInstanceOf(MqttException.class);
        assertThatThrownBy(() -> connect("g-who", "gateway9", "pw-gateway9")).isInstanceOf(MqttException.class);
        assertThatThrownBy(() -> connect("g-none", null, null)).isInstanceOf(MqttException.class);
        assertThatThrownBy(() -> connect("g-self", broker.user(), "guess")).isInstanceOf(MqttException.class);
    }

    @Test
    void takesMessagesOnlyOnTheTopicsOfTheAccount() throws MqttException {
        List<String> seen = new CopyOnWriteArrayList<>();
        listen(self("own-1"), "#", seen);
        MqttClient gateway = gateway("g-pub");
        assertThat(publish(gateway, "zigbee2mqtt/kitchen/smoke", "yes")).isZero();
        assertThat(publish(gateway, "nearkin/b1/sos", "yes")).isZero();
        assertThat(publish(gateway, "nearkin/b1/sos/deeper", "no")).isEqualTo(0x87);
        assertThat(publish(gateway, "other/x", "no")).isEqualTo(0x87);
        assertThat(publish(gateway, "activemq.management", "no")).isEqualTo(0x87);
        await().untilAsserted(() -> assertThat(seen).contains("zigbee2mqtt/kitchen/smoke", "nearkin/b1/sos"));
        assertThat(seen).noneMatch(topic -> topic.startsWith("other") || topic.endsWith("deeper"));
    }

    @Test
    void letsAnAccountReadOnlyItsTopics() throws MqttException {
        MqttClient gateway = gateway("g-sub");
        assertThat(subscribe(gateway, "zigbee2mqtt/lamp/set")).isEqualTo(1);
        assertThat(subscribe(gateway, "nearkin/gateway1/#")).isEqualTo(1);
        for (String refused : List.of(
                "#",
                "+/+",
                "zigbee2mqtt/#",
                "zigbee2mqtt/+",
                "other/#",
                "$sys.mqtt.sessions",
                "$SYS/#",
                "$nearkin.dead")) {
            assertThat(subscribe(gateway, refused)).as(refused).isEqualTo(0x87);
        }
    }

    @Test
    void keepsClientIdsOfAccountsApart() throws MqttException {
        MqttClient first = gateway("same-id");
        assertThat(subscribe(first, "nearkin/gateway1/down")).isEqualTo(1);
        MqttClient second = connect("same-id", "gateway2", "pw-gateway2");
        MqttClient third = connect("gateway1:same-id", "gateway2", "pw-gateway2");
        assertThat(List.of(first, second, third)).allMatch(MqttClient::isConnected);
        List<String> seen = new CopyOnWriteArrayList<>();
        first.setCallback(new Collecting(seen));
        publish(self("own-2"), "nearkin/gateway1/down", "x");
        await().untilAsserted(() -> assertThat(seen).contains("nearkin/gateway1/down"));
    }

    @Test
    void aRefusedSharedSubscriptionDoesNotTouchTheQueueOfAnother() throws MqttException {
        MqttClient owner = self("owner");
        assertThat(subscribe(owner, "other/kept")).isEqualTo(1);
        owner.disconnect();
        MqttClient thief = gateway("thief");
        assertThatThrownBy(() -> subscribe(thief, "$share/nearkin:owner/other/kept"))
                .isInstanceOf(MqttException.class);
        publish(connect("w", "gateway2", "pw-gateway2"), "other/kept", "x");
        List<String> seen = new CopyOnWriteArrayList<>();
        self("owner", seen);
        await().untilAsserted(() -> assertThat(seen).contains("other/kept"));
    }

    @Test
    void aWillSaysNothingThatItsOwnerMayNotSay() throws MqttException {
        List<String> seen = new CopyOnWriteArrayList<>();
        listen(self("own-3"), "#", seen);
        MqttClient dying = client(broker.url(), "dying");
        MqttConnectionOptions options = options("gateway1", "pw-gateway1");
        options.setWill("other/will", new MqttMessage(new byte[] {1}));
        dying.connect(options);
        dying.disconnectForcibly(0, 0, false);
        publish(gateway("after"), "nearkin/after/will", "x");
        await().untilAsserted(() -> assertThat(seen).contains("nearkin/after/will"));
        assertThat(seen).doesNotContain("other/will");
    }

    @Test
    void whatIsAcknowledgedOutlivesAKill(@TempDir Path own) throws Exception {
        Process first = alone(own);
        try {
            String[] ready = ready(first);
            MqttClient inbox = connect(ready[1], "inbox", "nearkin", ready[2]);
            subscribe(inbox, "zigbee2mqtt/#");
            inbox.disconnect();
            MqttClient gateway = connect(ready[1], "g", "gateway1", "pw-gateway1");
            for (int i = 0; i < 200; i++) {
                publish(gateway, "zigbee2mqtt/d" + i, "x");
            }
        } finally {
            first.destroyForcibly().waitFor();
        }

        Process second = alone(own);
        try {
            String[] again = ready(second);
            Set<String> seen = java.util.Collections.synchronizedSet(new HashSet<>());
            MqttClient back = client(again[1], "inbox");
            back.setCallback(new Collecting(seen));
            back.connect(options("nearkin", again[2]));
            await().untilAsserted(() -> assertThat(seen)
                    .containsAll(IntStream.range(0, 200)
                            .mapToObj(i -> "zigbee2mqtt/d" + i)
                            .toList()));
        } finally {
            second.destroyForcibly();
        }
    }

    @Test
    void speaksTlsToDevicesWhenItHasAKeyStore(@TempDir Path own) throws Exception {
        Path store = own.resolve("broker.p12");
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "broker",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .start()
                .waitFor();
        LocalBroker secure =
                BrokerAlone.in(own, new BrokerSettings("127.0.0.1", 0, new BrokerSettings.Tls(store, "changeit")));
        secure.start();
        try {
            assertThatThrownBy(() -> connect("tcp://127.0.0.1:" + secure.port(), "g", "gateway1", "pw-gateway1"))
                    .isInstanceOf(MqttException.class);
            MqttClient device = client("ssl://127.0.0.1:" + secure.port(), "g");
            MqttConnectionOptions options = options("gateway1", "pw-gateway1");
            options.setSocketFactory(trusting(store));
            device.connect(options);
            assertThat(publish(device, "nearkin/b1/sos", "x")).isIn(0, 0x10);
            // Nearkin itself comes from inside, in clear
            assertThat(connect(secure.url(), "n", secure.user(), secure.password())
                            .isConnected())
                    .isTrue();
        } finally {
            secure.stop();
        }
    }

    private static SSLSocketFactory trusting(Path store) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("broker", keys.getCertificate("broker"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    private static Process alone(Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerAlone.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String[] ready(Process process) throws IOException {
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("READY ")) {
                return line.split(" ");
            }
        }
        throw new AssertionError("The broker ended before it was ready");
    }

    private MqttClient gateway(String id) throws MqttException {
        return connect(id, "gateway1", "pw-gateway1");
    }

    private MqttClient self(String id) throws MqttException {
        return connect(id, broker.user(), broker.password());
    }

    private MqttClient self(String id, List<String> seen) throws MqttException {
        MqttClient client = client(broker.url(), id);
        client.setCallback(new Collecting(seen));
        client.connect(options(broker.user(), broker.password()));
        return client;
    }

    private MqttClient connect(String id, String name, String password) throws MqttException {
        return connect(broker.url(), id, name, password);
    }

    private MqttClient connect(String url, String id, String name, String password) throws MqttException {
        MqttClient client = client(url, id);
        client.connect(options(name, password));
        return client;
    }

    private MqttClient client(String url, String id) throws MqttException {
        MqttClient client = new MqttClient(url, id, new MemoryPersistence());
        client.setTimeToWait(5000);
        clients.add(client);
        return client;
    }

    private static MqttConnectionOptions options(String name, String password) {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(false);
        options.setSessionExpiryInterval(3600L);
        options.setUserName(name);
        options.setPassword(password == null ? null : password.getBytes(UTF_8));
        return options;
    }

    private static int publish(MqttClient client, String topic, String text) throws MqttException {
        IMqttToken token = client.getTopic(topic).publish(new MqttMessage(text.getBytes(UTF_8), 1, false, null));
        token.waitForCompletion(5000);
        return token.getReasonCodes()[0];
    }

    private static int subscribe(MqttClient client, String filter) throws MqttException {
        return client.subscribe(new MqttSubscription[] {new MqttSubscription(filter, 1)})
                .getReasonCodes()[0];
    }

    private static void listen(MqttClient client, String filter, List<String> seen) throws MqttException {
        client.setCallback(new Collecting(seen));
        assertThat(subscribe(client, filter)).isEqualTo(1);
    }
}
