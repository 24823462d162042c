package care.nearkin.signal;

import care.nearkin.embedded.BrokerAddress;
import care.nearkin.embedded.BrokerOptions;
import care.nearkin.embedded.LineFault;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.integration.IntegrationMessageHeaderAccessor;
import org.springframework.integration.acks.SimpleAcknowledgment;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.mqtt.event.MqttConnectionFailedEvent;
import org.springframework.integration.mqtt.event.MqttSubscribedEvent;
import org.springframework.integration.mqtt.inbound.Mqttv5PahoMessageDrivenChannelAdapter;
import org.springframework.integration.mqtt.support.MqttHeaders;
import org.springframework.messaging.Message;

/**
 * One connection to the broker, subscribed at QoS 1 in a session that outlives it. A lost one is not mended but followed
 * by a new one: so no acknowledgement of the old can hit a message of the new, and subscriptions are made each time.
 */
final class BrokerLine {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerLine.class);
    private static final int RECEIVE_MAXIMUM = 1000;
    /** Bytes. What is larger a broker must not send us: reading on would end the line, and it would come again for ever. */
    private static final long LARGEST_PACKET = 2L * 1024 * 1024;
    /** Fourteen days. Artemis counts in int milliseconds: from 25 days on it would forget the session at once. */
    private static final long SESSION_SECONDS = 14L * 24 * 3600;

    private static final int CONNECT_SECONDS = 5;
    private static final int KEEP_ALIVE_SECONDS = 20;
    /** Paho waits for an answer to its farewell, and there is none. */
    private static final long FAREWELL_MILLIS = 300;

    /** A message and how to tell the broker that it is stored. */
    record Arrival(String topic, byte[] payload, int qos, boolean retained, long watch, Runnable acknowledge) {}

    private final Mqttv5PahoMessageDrivenChannelAdapter adapter;
    private final long watch;
    private volatile boolean subscribed;
    private volatile @Nullable LineFault fault;

    private BrokerLine(Mqttv5PahoMessageDrivenChannelAdapter adapter, long watch) {
        this.adapter = adapter;
        this.watch = watch;
    }

    static BrokerLine open(
            BrokerAddress broker,
            String clientId,
            List<String> topics,
            BeanFactory beans,
            long watch,
            Consumer<Arrival> receiver)
            throws GeneralSecurityException, IOException {
        Adapter adapter = new Adapter(options(broker), clientId, topics.toArray(String[]::new));
        BrokerLine line = new BrokerLine(adapter, watch);
        DirectChannel channel = new DirectChannel();
        channel.subscribe(message -> receiver.accept(line.arrival(message)));
        adapter.setBeanFactory(beans);
        adapter.setBeanName("signals-in");
        adapter.setApplicationEventPublisher(line::happened);
        adapter.setOutputChannel(channel);
        adapter.setQos(1);
        adapter.setManualAcks(true);
        adapter.setPayloadType(byte[].class);
        adapter.setCompletionTimeout(CONNECT_SECONDS * 1000L);
        adapter.setDisconnectCompletionTimeout(FAREWELL_MILLIS);
        adapter.afterPropertiesSet();
        adapter.start();
        return line;
    }

    static MqttConnectionOptions options(BrokerAddress broker) throws GeneralSecurityException, IOException {
        MqttConnectionOptions options = BrokerOptions.of(broker);
        options.setCleanStart(false);
        options.setSessionExpiryInterval(SESSION_SECONDS);
        options.setReceiveMaximum(RECEIVE_MAXIMUM);
        options.setMaximumPacketSize(LARGEST_PACKET);
        options.setConnectionTimeout(CONNECT_SECONDS);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        return options;
    }

    /** Why the line is down; null while nothing is known against it. */
    @Nullable
    LineFault fault() {
        return fault;
    }

    boolean open() {
        return subscribed;
    }

    long watch() {
        return watch;
    }

    void close() {
        subscribed = false;
        try {
            adapter.stop();
            adapter.destroy();
        } catch (RuntimeException e) {
            LOG.debug("Closing the line: {}", e.getClass().getSimpleName());
        }
    }

    private void happened(Object event) {
        if (event instanceof MqttSubscribedEvent) {
            LOG.info("Receiving signals");
            subscribed = true;
        } else if (event instanceof MqttConnectionFailedEvent failed) {
            fault = LineFault.of(failed.getCause());
            if (subscribed) {
                LOG.warn("The broker's line is lost");
            }
            subscribed = false;
        }
    }

    private Arrival arrival(Message<?> message) {
        SimpleAcknowledgment acknowledgment = Objects.requireNonNull(message.getHeaders()
                .get(IntegrationMessageHeaderAccessor.ACKNOWLEDGMENT_CALLBACK, SimpleAcknowledgment.class));
        return new Arrival(
                Objects.requireNonNull(message.getHeaders().get(MqttHeaders.RECEIVED_TOPIC, String.class)),
                (byte[]) message.getPayload(),
                orElse(message.getHeaders().get(MqttHeaders.RECEIVED_QOS, Integer.class), 0),
                orElse(message.getHeaders().get(MqttHeaders.RECEIVED_RETAINED, Boolean.class), false),
                watch,
                acknowledgment::acknowledge);
    }

    /**
     * Subscribes on a thread of its own. Paho calls from the thread that also hands over messages, and with more than ten
     * of them waiting in the session the answer to the subscription would never be read while that thread waits for it.
     */
    private static final class Adapter extends Mqttv5PahoMessageDrivenChannelAdapter {

        Adapter(MqttConnectionOptions options, String clientId, String... topics) {
            super(options, clientId, topics);
        }

        @Override
        public void connectComplete(boolean reconnect, String server) {
            Thread thread = new Thread(() -> super.connectComplete(reconnect, server), "signals-subscribe");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static <T> T orElse(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
