package care.nearkin.signal;

import care.nearkin.embedded.BrokerAddress;
import care.nearkin.signal.format.Order;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The line by which Nearkin speaks to devices: made when it is needed, a new one when it is lost. What it publishes the
 * broker forgets when it is too late for it: a siren must not sound when a gateway comes back after an hour.
 */
@Component
class DeviceWire implements SmartLifecycle {

    private static final long SECONDS_TO_CONNECT = 5;

    private final BrokerAddress broker;
    private final Intake intake;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "device-wire");
        made.setDaemon(true);
        return made;
    });
    private @Nullable MqttAsyncClient client;
    private volatile boolean running;

    DeviceWire(BrokerAddress broker, Intake intake) {
        this.broker = broker;
        this.intake = intake;
    }

    /** Completes when the broker has confirmed that it has the order. */
    CompletableFuture<Void> publish(Order order, Duration fresh) {
        CompletableFuture<Void> confirmed = new CompletableFuture<>();
        thread.execute(() -> {
            try {
                connected().publish(order.topic(), message(order, fresh), null, answer(confirmed));
            } catch (MqttException | RuntimeException e) {
                confirmed.completeExceptionally(e);
            }
        });
        return confirmed;
    }

    private static MqttMessage message(Order order, Duration fresh) {
        MqttProperties properties = new MqttProperties();
        properties.setMessageExpiryInterval(Math.max(1, fresh.toSeconds()));
        return new MqttMessage(order.payload().getBytes(StandardCharsets.UTF_8), 1, false, properties);
    }

    /** Reason codes from 128 on are refusals; 16 says that nobody listens, which is no failure of the broker. */
    private static MqttActionListener answer(CompletableFuture<Void> confirmed) {
        return new MqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                int[] codes = token.getReasonCodes();
                if (codes != null && codes.length > 0 && codes[0] >= 128) {
                    confirmed.completeExceptionally(new IllegalStateException("refused with code " + codes[0]));
                } else {
                    confirmed.complete(null);
                }
            }

            @Override
            public void onFailure(IMqttToken token, Throwable failure) {
                confirmed.completeExceptionally(failure);
            }
        };
    }

    private synchronized MqttAsyncClient connected() throws MqttException {
        MqttAsyncClient now = client;
        if (now != null && now.isConnected()) {
            return now;
        }
        hangUp();
        MqttConnectionOptions options = options();
        options.setCleanStart(true);
        options.setSessionExpiryInterval(0L);
        MqttAsyncClient fresh = new MqttAsyncClient(
                broker.url(), intake.clientId() + "-do-" + UUID.randomUUID(), new MemoryPersistence());
        try {
            fresh.connect(options).waitForCompletion(SECONDS_TO_CONNECT * 1000);
        } catch (MqttException e) {
            fresh.close(true);
            throw e;
        }
        client = fresh;
        return fresh;
    }

    private MqttConnectionOptions options() throws MqttException {
        try {
            return BrokerLine.options(broker);
        } catch (GeneralSecurityException | IOException unreadable) {
            throw new MqttException(unreadable);
        }
    }

    private synchronized void hangUp() {
        MqttAsyncClient old = client;
        client = null;
        if (old == null) {
            return;
        }
        try {
            if (old.isConnected()) {
                old.disconnect().waitForCompletion(SECONDS_TO_CONNECT * 1000);
            }
            old.close(true);
        } catch (MqttException e) {
            // it is gone either way
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** After the outbox has stopped and before the broker does. */
    @Override
    public void stop() {
        running = false;
        hangUp();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
