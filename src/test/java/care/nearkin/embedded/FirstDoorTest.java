package care.nearkin.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the very first start nothing may be taken from a gateway before there is a queue that keeps it. */
class FirstDoorTest {

    @TempDir
    Path folder;

    private final MqttClients clients = new MqttClients();
    private LocalBroker broker;

    @AfterEach
    void end() throws MqttException {
        clients.close();
        broker.stop();
    }

    @Test
    void aGatewayIsLetInWhenOurOwnSubscriptionStandsAndNotBefore() throws MqttException {
        begin("nearkin/#");
        assertThatThrownBy(this::gateway).isInstanceOf(MqttException.class);
        MqttClient ours = ours(new CopyOnWriteArrayList<>());
        assertThatThrownBy(this::gateway).as("connected is not subscribed").isInstanceOf(MqttException.class);
        MqttClients.subscribe(ours, "nearkin/#");

        assertThat(gateway().isConnected()).isTrue();
    }

    @Test
    void onALaterStartTheQueueIsThereAlreadyAndKeepsWhatComesFirst() throws MqttException {
        begin("nearkin/#");
        MqttClient ours = ours(new CopyOnWriteArrayList<>());
        MqttClients.subscribe(ours, "nearkin/#");
        ours.disconnect();
        broker.stop();
        begin("nearkin/#");

        MqttClients.publish(gateway(), "nearkin/kitchen/smoke", "1");

        List<String> seen = new CopyOnWriteArrayList<>();
        MqttClients.subscribe(ours(seen), "nearkin/#");
        await().untilAsserted(() -> assertThat(seen).containsExactly("nearkin/kitchen/smoke"));
    }

    @Test
    void aTopicThatIsNewInTheConfigurationIsWaitedForToo() throws MqttException {
        begin("nearkin/#");
        MqttClients.subscribe(ours(new CopyOnWriteArrayList<>()), "nearkin/#");
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
        MqttClient other = clients.connect(broker.url(), "other", "gateway2", "pw-gateway2");
        broker.end("gateway1");
        await().until(() -> !gateway.isConnected());
        assertThat(other.isConnected()).isTrue();
    }

    private void begin(String... topics) {
        broker = BrokerAlone.in(folder, List.of(topics));
        broker.start();
    }

    private MqttClient ours(List<String> seen) throws MqttException {
        MqttClient client = clients.client(broker.url(), "signals");
        client.setCallback(new Collecting(seen));
        client.connect(MqttClients.options(broker.user(), broker.password()));
        return client;
    }

    private MqttClient gateway() throws MqttException {
        return clients.connect(broker.url(), "gateway", "gateway1", "pw-gateway1");
    }
}
