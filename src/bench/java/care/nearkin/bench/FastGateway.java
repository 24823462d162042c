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

    private static final int REFUSED = 0x80;

    private final BrokerAddress broker;
    private final MqttConnectionOptions options = new MqttConnectionOptions();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong notTaken = new AtomicLong();
    private final AtomicLong worth = new AtomicLong();
    private final int underWay;
    private final Semaphore room;
    private MqttAsyncClient client;

    FastGateway(BrokerAddress broker, String name, String password, int underWay) throws MqttException {
        this.broker = broker;
        this.underWay = underWay;
        this.room = new Semaphore(underWay);
        options.setUserName(name);
        options.setPassword(password.getBytes(StandardCharsets.UTF_8));
        client = connected();
    }

    private MqttAsyncClient connected() throws MqttException {
        MqttAsyncClient fresh =
                new MqttAsyncClient(broker.url(), "bench-" + System.nanoTime(), new MemoryPersistence());
        fresh.connect(options).waitForCompletion();
        return fresh;
    }

    void send(String topic, byte[] payload, int qos) throws MqttException, InterruptedException {
        send(topic, payload, qos, 1);
    }

    /** False for a topic that no client may publish to. {@code counts}: what {@link #worth} grows by when it is taken. */
    boolean send(String topic, byte[] payload, int qos, int counts) throws MqttException, InterruptedException {
        await(1);
        try {
            client.publish(topic, payload, qos, false, counts, this);
            return true;
        } catch (IllegalArgumentException noTopic) {
            room.release();
            return false;
        } catch (MqttException lineLost) {
            notTaken.incrementAndGet();
            room.release();
            client.close(true);
            client = connected();
            return true;
        }
    }

    private void await(int places) throws InterruptedException {
        if (!room.tryAcquire(places, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the broker has not acknowledged for " + PATIENCE_SECONDS + " s");
        }
    }

    @Override
    public void onSuccess(IMqttToken done) {
        int[] reasons = done.getReasonCodes();
        if (reasons != null && reasons.length > 0 && reasons[0] >= REFUSED) {
            notTaken.incrementAndGet();
        } else {
            taken.incrementAndGet();
            worth.addAndGet((Integer) done.getUserContext());
        }
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

    long worth() {
        return worth.get();
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
