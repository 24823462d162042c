package care.nearkin.embedded;

import static care.nearkin.embedded.MqttClients.listen;
import static care.nearkin.embedded.MqttClients.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that makes up topics does not fill the memory, and no message is lost over a topic that was forgotten. */
class ForgottenTopicsTest {

    private static final int MANY = 300;

    @TempDir
    Path folder;

    @RegisterExtension
    final MqttClients clients = new MqttClients();

    private LocalBroker broker;

    @BeforeEach
    void start() {
        broker = BrokerAlone.in(folder, new BrokerSettings("127.0.0.1", 0, null, Duration.ofMillis(200)));
        broker.start();
    }

    @AfterEach
    void stop() {
        broker.stop();
    }

    @Test
    void aTopicIsForgottenAndHeardAgain() throws MqttException {
        List<String> seen = new CopyOnWriteArrayList<>();
        listen(clients.connect(broker.url(), "own", broker.user(), broker.password()), "many/#", seen);
        MqttClient writer = clients.connect(broker.url(), "writer", broker.user(), broker.password());
        int before = broker.topics();

        for (int i = 0; i < MANY; i++) {
            assertThat(publish(writer, "many/" + i, "x")).isZero();
            assertThat(publish(writer, "many/steady", "x")).isZero();
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> broker.topics() <= before + 1);
        assertThat(publish(writer, "many/0", "x")).isZero();

        await().until(() -> seen.size() == 2 * MANY + 1);
        assertThat(seen).contains("many/" + (MANY - 1));
    }
}
