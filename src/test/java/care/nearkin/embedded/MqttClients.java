package care.nearkin.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Clients of a broker, as gateways are: their sessions last, and all are gone when the test is over. */
final class MqttClients implements AfterEachCallback {

    private final List<MqttClient> clients = new ArrayList<>();

    @Override
    public void afterEach(ExtensionContext test) throws MqttException {
        close();
    }

    void close() throws MqttException {
        for (MqttClient client : clients) {
            if (client.isConnected()) {
                client.disconnectForcibly(0, 1000, false);
            }
            client.close(true);
        }
        clients.clear();
    }

    MqttClient connect(String url, String id, String name, String password) throws MqttException {
        MqttClient client = client(url, id);
        client.connect(options(name, password));
        return client;
    }

    MqttClient client(String url, String id) throws MqttException {
        MqttClient client = new MqttClient(url, id, new MemoryPersistence());
        client.setTimeToWait(5000);
        clients.add(client);
        return client;
    }

    static MqttConnectionOptions options(String name, String password) {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(false);
        options.setSessionExpiryInterval(3600L);
        options.setUserName(name);
        options.setPassword(password == null ? null : password.getBytes(UTF_8));
        return options;
    }

    static int publish(MqttClient client, String topic, String text) throws MqttException {
        IMqttToken token = client.getTopic(topic).publish(new MqttMessage(text.getBytes(UTF_8), 1, false, null));
        token.waitForCompletion(5000);
        return token.getReasonCodes()[0];
    }

    static int subscribe(MqttClient client, String filter) throws MqttException {
        return client.subscribe(new MqttSubscription[] {new MqttSubscription(filter, 1)})
                .getReasonCodes()[0];
    }

    static void listen(MqttClient client, String filter, List<String> seen) throws MqttException {
        client.setCallback(new Collecting(seen));
        assertThat(subscribe(client, filter)).isEqualTo(1);
    }
}
