package care.nearkin.sample;

import care.nearkin.embedded.BrokerAddress;
import care.nearkin.embedded.BrokerOptions;
import care.nearkin.kernel.Refusal;
import care.nearkin.sample.Scenario.Saying;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/** Publishes what a device would say, through the broker as the device itself would. */
@Component
@Conditional(SampleWanted.class)
class DeviceVoice {

    private static final int SECONDS = 5;

    private final BrokerAddress broker;

    DeviceVoice(BrokerAddress broker) {
        this.broker = broker;
    }

    void say(Saying saying) {
        try {
            MqttClient client = new MqttClient(broker.url(), "try-" + UUID.randomUUID(), new MemoryPersistence());
            try {
                client.setTimeToWait(SECONDS * 1000L);
                client.connect(options(broker));
                client.publish(saying.topic(), saying.payload().getBytes(StandardCharsets.UTF_8), 1, false);
                client.disconnect();
            } finally {
                client.close();
            }
        } catch (MqttException | GeneralSecurityException | IOException e) {
            throw Refusal.conflict("signal.refusal.noBroker");
        }
    }

    private static MqttConnectionOptions options(BrokerAddress broker) throws GeneralSecurityException, IOException {
        MqttConnectionOptions options = BrokerOptions.of(broker);
        options.setConnectionTimeout(SECONDS);
        return options;
    }
}
