package care.nearkin.embedded;

import static care.nearkin.embedded.MqttClients.options;
import static care.nearkin.embedded.MqttClients.publish;
import static care.nearkin.embedded.MqttClients.subscribe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A client that has all it may have in hand from one subscription still gets what waits for its others. */
class HeldQueuesTest {

    private static final int AT_ONCE = 5;
    private static final int EACH = 20;

    @TempDir
    Path folder;

    @RegisterExtension
    final MqttClients clients = new MqttClients();

    private LocalBroker broker;

    @BeforeEach
    void start() {
        broker = BrokerAlone.in(folder);
        broker.start();
    }

    @AfterEach
    void stop() {
        broker.stop();
    }

    @Test
    void everySubscriptionGoesOnWhenSomethingIsAcknowledged() throws MqttException {
        MqttClient reader = clients.client(broker.url(), "reader");
        Slow slow = new Slow(reader);
        reader.setManualAcks(true);
        reader.setCallback(slow);
        MqttConnectionOptions options = options(broker.user(), broker.password());
        options.setReceiveMaximum(AT_ONCE);
        reader.connect(options);
        subscribe(reader, "busy/#");
        subscribe(reader, "quiet/#");
        MqttClient writer = clients.connect(broker.url(), "writer", broker.user(), broker.password());

        for (int i = 0; i < EACH; i++) {
            publish(writer, "busy/" + i, "x");
        }
        await().until(() -> slow.inHand.size() == AT_ONCE);
        for (int i = 0; i < EACH; i++) {
            publish(writer, "quiet/" + i, "x");
        }
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    slow.acknowledge();
                    return slow.topics.size() == 2 * EACH;
                });
        assertThat(slow.topics).doesNotHaveDuplicates();
    }

    /** Acknowledges when it is told to, in order of arrival. */
    private static final class Slow implements MqttCallback {

        final List<String> topics = new CopyOnWriteArrayList<>();
        final List<MqttMessage> inHand = new CopyOnWriteArrayList<>();
        private final MqttClient client;

        Slow(MqttClient client) {
            this.client = client;
        }

        void acknowledge() throws MqttException {
            for (MqttMessage message : inHand) {
                inHand.remove(message);
                client.messageArrivedComplete(message.getId(), message.getQos());
            }
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            topics.add(topic);
            inHand.add(message);
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {}

        @Override
        public void mqttErrorOccurred(MqttException exception) {}

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {}

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {}
    }
}
