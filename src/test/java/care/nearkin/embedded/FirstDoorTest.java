package care.nearkin.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the very first start nothing may be taken from a gateway before there is a queue that keeps it. */
class FirstDoorTest {

    @TempDir
    Path folder;

    private final List<MqttClient> clients = new ArrayList<>();
    private LocalBroker broker;

    @AfterEach
    void end() throws MqttException {
        for (MqttClient client : clients) {
            if (client.isConnected()) {
                client.disconnectForcibly(0, 1000, false);
            }
            client.close(true);
        }
        broker.stop();
    }

    @Test
    void aGatewayIsLetInWhenOurOwnSubscriptionStandsAndNotBefore() throws MqttException {
        begin("nearkin/#");
        assertThatThrownBy(this::gateway).isInstanceOf(MqttException.class);
        MqttClient ours = ours(new CopyOnWriteArrayList<>());
        assertThatThrownBy(this::gateway).as("connected is not subscribed").isInstanceOf(MqttException.class);
        subscribe(ours);

        assertThat(gateway().isConnected()).isTrue();
    }

    @Test
    void onALaterStartTheQueueIsThereAlreadyAndKeepsWhatComesFirst() throws MqttException {
        begin("nearkin/#");
        MqttClient ours = ours(new CopyOnWriteArrayList<>());
        subscribe(ours);
        ours.disconnect();
        broker.stop();
        begin("nearkin/#");

        gateway().publish("nearkin/kitchen/smoke", new MqttMessage("1".getBytes(UTF_8), 1, false, null));

        List<String> seen = new CopyOnWriteArrayList<>();
        subscribe(ours(seen));
        await().untilAsserted(() -> assertThat(seen).containsExactly("nearkin/kitchen/smoke"));
    }

    @Test
    void aTopicThatIsNewInTheConfigurationIsWaitedForToo() throws MqttException {
        begin("nearkin/#");
        subscribe(ours(new CopyOnWriteArrayList<>()));
        broker.stop();
        begin("nearkin/#", "zigbee2mqtt/#");
        assertThatThrownBy(this::gateway).isInstanceOf(MqttException.class);
    }

    @Test
    void whereNothingIsReceivedNobodyHasToWait() throws MqttException {
        begin();
        assertThat(gateway().isConnected()).isTrue();
    }

    @Test
    void endingAnAccountsSessionsLeavesTheOthersAlone() throws MqttException {
        begin();
        MqttClient gateway = gateway();
        MqttClient other = connect("other", "gateway2", "pw-gateway2", null);
        broker.end("gateway1");
        await().until(() -> !gateway.isConnected());
        assertThat(other.isConnected()).isTrue();
    }

    private void begin(String... topics) {
        broker = BrokerAlone.in(folder, List.of(topics));
        broker.start();
    }

    private static void subscribe(MqttClient client) throws MqttException {
        client.subscribe(new MqttSubscription[] {new MqttSubscription("nearkin/#", 1)});
    }

    private MqttClient ours(List<String> seen) throws MqttException {
        return connect("signals", broker.user(), broker.password(), seen);
    }

    private MqttClient gateway() throws MqttException {
        return connect("gateway", "gateway1", "pw-gateway1", null);
    }

    private MqttClient connect(String id, String name, String password, List<String> seen) throws MqttException {
        MqttClient client = new MqttClient(broker.url(), id, new MemoryPersistence());
        client.setTimeToWait(5000);
        clients.add(client);
        if (seen != null) {
            client.setCallback(new Collecting(seen));
        }
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(false);
        options.setSessionExpiryInterval(3600L);
        options.setUserName(name);
        options.setPassword(password.getBytes(UTF_8));
        client.connect(options);
        return client;
    }
}
