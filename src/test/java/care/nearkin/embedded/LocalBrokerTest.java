package care.nearkin.embedded;

import static care.nearkin.embedded.MqttClients.listen;
import static care.nearkin.embedded.MqttClients.options;
import static care.nearkin.embedded.MqttClients.publish;
import static care.nearkin.embedded.MqttClients.subscribe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, and what an account may say and hear. */
class LocalBrokerTest {

    @TempDir
    static Path folder;

    static LocalBroker broker;

    @RegisterExtension
    final MqttClients clients = new MqttClients();

    @BeforeAll
    static void start() {
        broker = BrokerAlone.in(folder);
        broker.start();
    }

    @AfterAll
    static void stop() {
        broker.stop();
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
        MqttClient dying = clients.client(broker.url(), "dying");
        MqttConnectionOptions options = options("gateway1", "pw-gateway1");
        options.setWill("other/will", new MqttMessage(new byte[] {1}));
        dying.connect(options);
        dying.disconnectForcibly(0, 0, false);
        publish(gateway("after"), "nearkin/after/will", "x");
        await().untilAsserted(() -> assertThat(seen).contains("nearkin/after/will"));
        assertThat(seen).doesNotContain("other/will");
    }

    private MqttClient gateway(String id) throws MqttException {
        return connect(id, "gateway1", "pw-gateway1");
    }

    private MqttClient self(String id) throws MqttException {
        return connect(id, broker.user(), broker.password());
    }

    private MqttClient self(String id, List<String> seen) throws MqttException {
        MqttClient client = clients.client(broker.url(), id);
        client.setCallback(new Collecting(seen));
        client.connect(options(broker.user(), broker.password()));
        return client;
    }

    private MqttClient connect(String id, String name, String password) throws MqttException {
        return clients.connect(broker.url(), id, name, password);
    }
}
