package care.nearkin.bench;

import care.nearkin.embedded.BrokerAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/** A gateway that does not wait for one acknowledgement before it sends the next message; each is acknowledged all the same. */
final class FastGateway implements AutoCloseable, MqttActionListener {

    private static final int UNDER_WAY = 200;
    private static final int PATIENCE_SECONDS = 120;

    private final MqttAsyncClient client;
    private final Semaphore room = new Semaphore(UNDER_WAY);

    FastGateway(BrokerAddress broker, String name, String password) throws MqttException {
        client = new MqttAsyncClient(broker.url(), "bench-" + System.nanoTime(), new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(name);
        options.setPassword(password.getBytes(StandardCharsets.UTF_8));
        client.connect(options).waitForCompletion();
    }

    /** False for a topic that no client may publish to. */
    boolean send(String topic, byte[] payload) throws MqttException, InterruptedException {
        await(1);
        try {
            client.publish(topic, payload, 1, false, null, this);
            return true;
        } catch (IllegalArgumentException noTopic) {
            room.release();
            return false;
        }
    }

    private void await(int places) throws InterruptedException {
        if (!room.tryAcquire(places, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the broker has not acknowledged for " + PATIENCE_SECONDS + " s");
        }
    }

    @Override
    public void onSuccess(IMqttToken done) {
        room.release();
    }

    @Override
    public void onFailure(IMqttToken failed, Throwable why) {
        room.release();
    }

    /** When everything is acknowledged. */
    @Override
    public void close() throws MqttException, InterruptedException {
        await(UNDER_WAY);
        client.disconnect().waitForCompletion();
        client.close();
    }
}
