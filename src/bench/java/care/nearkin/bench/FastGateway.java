package care.nearkin.bench;

import care.nearkin.embedded.BrokerAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/** A gateway that does not wait for one acknowledgement before it sends the next message; each is acknowledged all the same. */
final class FastGateway implements AutoCloseable, MqttActionListener {

    private static final int PATIENCE_SECONDS = 120;

    private final MqttAsyncClient client;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong notTaken = new AtomicLong();
    private final int underWay;
    private final Semaphore room;

    FastGateway(BrokerAddress broker, String name, String password, int underWay) throws MqttException {
        this.underWay = underWay;
        this.room = new Semaphore(underWay);
        client = new MqttAsyncClient(broker.url(), "bench-" + System.nanoTime(), new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(name);
        options.setPassword(password.getBytes(StandardCharsets.UTF_8));
        client.connect(options).waitForCompletion();
    }

    void send(String topic, byte[] payload, int qos) throws MqttException, InterruptedException {
        await(1);
        client.publish(topic, payload, qos, false, null, this);
    }

    private void await(int places) throws InterruptedException {
        if (!room.tryAcquire(places, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the broker has not acknowledged for " + PATIENCE_SECONDS + " s");
        }
    }

    @Override
    public void onSuccess(IMqttToken done) {
        taken.incrementAndGet();
        room.release();
    }

    /** Not acknowledged, so nobody has promised anything. */
    @Override
    public void onFailure(IMqttToken failed, Throwable why) {
        notTaken.incrementAndGet();
        room.release();
    }

    /** Acknowledged by the broker; of QoS 0, written to the line. */
    long taken() {
        return taken.get();
    }

    long notTaken() {
        return notTaken.get();
    }

    /** When everything is acknowledged. */
    @Override
    public void close() throws MqttException, InterruptedException {
        await(underWay);
        client.disconnect().waitForCompletion();
        client.close();
    }
}
