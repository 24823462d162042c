package care.nearkin.embedded;

import static care.nearkin.embedded.MqttClients.listen;
import static care.nearkin.embedded.MqttClients.publish;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A gateway of MQTT 3.1.1, which cannot be told how much is too much: one message of its does not hold up the others'. */
class TooLargeTest {

    private static final int CONNECT = 0x10;
    private static final int PUBLISH_QOS_1 = 0x32;

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
    void isRefusedWithItsLineAndNothingElseIs() throws MqttException, IOException {
        List<String> seen = new CopyOnWriteArrayList<>();
        listen(clients.connect(broker.url(), "own", broker.user(), broker.password()), "zigbee2mqtt/#", seen);
        MqttClient other = clients.connect(broker.url(), "other", "gateway1", "pw-gateway1");

        assertThat(answered(BrokerGate.LARGEST - 1000)).isTrue();
        assertThat(answered(BrokerGate.LARGEST + 1)).isFalse();
        assertThat(answered(8 * BrokerGate.LARGEST)).isFalse();
        assertThat(publish(other, "zigbee2mqtt/afterwards", "x")).isZero();

        await().until(() -> seen.contains("zigbee2mqtt/afterwards"));
        assertThat(seen).containsExactly("zigbee2mqtt/large", "zigbee2mqtt/afterwards");
    }

    /** Whether the broker thanks for a message of so many bytes; if not, it has closed the line. */
    private boolean answered(int bytes) throws IOException {
        int port = Integer.parseInt(broker.url().substring(broker.url().lastIndexOf(':') + 1));
        try (Socket line = new Socket("127.0.0.1", port)) {
            OutputStream out = line.getOutputStream();
            packet(out, CONNECT, body -> {
                body.writeUTF("MQTT");
                body.write(4);
                body.write(0xC2);
                body.writeShort(60);
                body.writeUTF("old-" + bytes);
                body.writeUTF("gateway1");
                body.writeUTF("pw-gateway1");
            });
            assertThat(line.getInputStream().readNBytes(4)).hasSize(4);
            packet(out, PUBLISH_QOS_1, body -> {
                body.writeUTF("zigbee2mqtt/large");
                body.writeShort(7);
                body.write("x".repeat(bytes).getBytes(UTF_8));
            });
            return line.getInputStream().readNBytes(4).length == 4;
        } catch (SocketException closedWhileWriting) {
            return false;
        }
    }

    private interface Body {
        void write(DataOutputStream out) throws IOException;
    }

    private static void packet(OutputStream out, int kind, Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        body.write(new DataOutputStream(bytes));
        out.write(kind);
        for (int left = bytes.size(); ; left /= 128) {
            out.write(left % 128 + (left >= 128 ? 128 : 0));
            if (left < 128) {
                break;
            }
        }
        bytes.writeTo(out);
        out.flush();
    }
}
