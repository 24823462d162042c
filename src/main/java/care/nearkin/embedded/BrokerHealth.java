package care.nearkin.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether the broker takes messages: ours, that it runs and its disk is not full; a given one, that it answers. */
@Component("brokerHealthIndicator")
class BrokerHealth implements HealthIndicator {

    private final BrokerAddress broker;

    BrokerHealth(BrokerAddress broker) {
        this.broker = broker;
    }

    @Override
    public Health health() {
        boolean up = broker instanceof LocalBroker local ? local.accepting() : answers(URI.create(broker.url()));
        return (up ? Health.up() : Health.down())
                .withDetail("embedded", broker.embedded())
                .build();
    }

    private static boolean answers(URI url) {
        int usual =
                switch (url.getScheme()) {
                    case "ssl" -> 8883;
                    case "ws" -> 80;
                    case "wss" -> 443;
                    default -> 1883;
                };
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort() < 0 ? usual : url.getPort()), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
