package care.nearkin.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the broker has acknowledged is on disk. */
class BrokerOutlivesAKillTest {

    @RegisterExtension
    final MqttClients clients = new MqttClients();

    @Test
    void whatIsAcknowledgedOutlivesAKill(@TempDir Path own) throws Exception {
        Process first = alone(own);
        try {
            String[] ready = ready(first);
            MqttClient inbox = clients.connect(ready[1], "inbox", "nearkin", ready[2]);
            MqttClients.subscribe(inbox, "zigbee2mqtt/#");
            inbox.disconnect();
            MqttClient gateway = clients.connect(ready[1], "g", "gateway1", "pw-gateway1");
            for (int i = 0; i < 200; i++) {
                MqttClients.publish(gateway, "zigbee2mqtt/d" + i, "x");
            }
        } finally {
            first.destroyForcibly().waitFor();
        }

        Process second = alone(own);
        try {
            String[] again = ready(second);
            // messages still come while it is looked at
            Set<String> seen = ConcurrentHashMap.newKeySet();
            MqttClient back = clients.client(again[1], "inbox");
            back.setCallback(new Collecting(seen));
            back.connect(MqttClients.options("nearkin", again[2]));
            await().untilAsserted(() -> assertThat(seen)
                    .containsAll(IntStream.range(0, 200)
                            .mapToObj(i -> "zigbee2mqtt/d" + i)
                            .toList()));
        } finally {
            second.destroyForcibly();
        }
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
}
