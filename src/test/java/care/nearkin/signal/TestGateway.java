package care.nearkin.signal;

import care.nearkin.embedded.BrokerAddress;
import care.nearkin.embedded.BrokerOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/** A gateway as the broker sees one: a client with an account that publishes. */
public final class TestGateway implements AutoCloseable {

    private final MqttClient client;

    private TestGateway(MqttClient client) {
        this.client = client;
    }

    public static TestGateway connect(String url, String name, String password) throws MqttException {
        MqttClient client = new MqttClient(url, "test-" + System.nanoTime(), new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(name);
        options.setPassword(password.getBytes(StandardCharsets.UTF_8));
        options.setCleanStart(true);
        client.connect(options);
        return new TestGateway(client);
    }

    /** Over whatever line the address asks for. */
    public static TestGateway connect(BrokerAddress broker)
            throws MqttException, GeneralSecurityException, IOException {
        MqttClient client = new MqttClient(broker.url(), "test-" + System.nanoTime(), new MemoryPersistence());
        client.connect(BrokerOptions.of(broker));
        return new TestGateway(client);
    }

    public void publish(String topic, String payload, boolean retained) throws MqttException {
        client.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, retained);
    }

    /** Whatever the payload is; false for a topic that no client may publish to. */
    public boolean send(String topic, byte[] payload) throws MqttException {
        try {
            client.publish(topic, payload, 1, false);
            return true;
        } catch (IllegalArgumentException noTopic) {
            return false;
        }
    }

    boolean connected() {
        return client.isConnected();
    }

    public void publish(String topic, String payload) throws MqttException {
        publish(topic, payload, false);
    }

    @Override
    public void close() throws MqttException {
        hangUp(client);
        client.close();
    }

    /** Paho waits all of this time for an answer to its good-bye, which MQTT does not know; the good-bye itself is out at once. */
    static void hangUp(MqttClient client) throws MqttException {
        client.disconnectForcibly(0, 50);
    }
}
