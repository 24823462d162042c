package care.nearkin.signal;

import care.nearkin.embedded.BrokerAddress;
import care.nearkin.embedded.LineFault;
import care.nearkin.signal.format.Message;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Receives from the broker while this node has the watch: looks each second after watch and connection, makes a new
 * connection when one is lost, and hands messages to the worker of their device.
 */
@Component
class Reception implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
    private static final long SECOND = 1000;
    private static final long MOST_MILLIS_TO_STOP = 15_000;

    private final Intake intake;
    private final Sources sources;
    private final Dispatch dispatch;
    private final Inbox inbox;
    private final ReceivingWatch watch;
    private final BrokerAddress broker;
    private final BeanFactory beans;
    private final Clock clock;
    private final Tally tally;
    private final LineTrouble trouble;

    private final List<Worker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private @Nullable Thread keeper;
    private volatile @Nullable BrokerLine line;
    private volatile @Nullable Instant lastMessage;
    private volatile boolean running;
    private @Nullable LineFault fault;

    Reception(
            Intake intake,
            Sources sources,
            Dispatch dispatch,
            Inbox inbox,
            ReceivingWatch watch,
            BrokerAddress broker,
            BeanFactory beans,
            Clock clock,
            Tally tally,
            ApplicationEventPublisher events) {
        this.intake = intake;
        this.sources = sources;
        this.dispatch = dispatch;
        this.inbox = inbox;
        this.watch = watch;
        this.broker = broker;
        this.beans = beans;
        this.clock = clock;
        this.tally = tally;
        this.trouble = new LineTrouble(events, clock);
    }

    /** After everything that a message may need has started, and stopped before it. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 512;
    }

    @Override
    public boolean isAutoStartup() {
        return intake.enabled() && !sources.topics().isEmpty();
    }

    @Override
    public synchronized void start() {
        running = true;
        for (int i = 0; i < intake.workers(); i++) {
            Worker worker = new Worker(inbox, intake, watch, clock, tally);
            workers.add(worker);
            threads.add(started(worker, "signals-" + (i + 1)));
        }
        keeper = started(this::keep, "signals-watch");
    }

    private static Thread started(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public synchronized void stop() {
        running = false;
        try {
            end(keeper);
            workers.forEach(Worker::stop);
            for (Thread thread : threads) {
                thread.join(MOST_MILLIS_TO_STOP);
            }
            // only now: what is stored must still be acknowledged, or it comes again
            hangUp();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers.clear();
        threads.clear();
        watch.release();
    }

    private static void end(@Nullable Thread thread) throws InterruptedException {
        if (thread != null) {
            thread.interrupt();
            thread.join(MOST_MILLIS_TO_STOP);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Whether messages come in now. */
    boolean receiving() {
        BrokerLine now = line;
        return watch.current() != 0 && now != null && now.open();
    }

    @Nullable
    Instant lastMessage() {
        return lastMessage;
    }

    synchronized int waiting() {
        return workers.stream().mapToInt(Worker::waiting).sum();
    }

    private void keep() {
        while (running) {
            try {
                look();
            } catch (GeneralSecurityException | IOException | RuntimeException e) {
                fault = LineFault.of(e);
                LOG.debug("No line to the broker: {}", e.getClass().getSimpleName());
            }
            tell();
            try {
                TimeUnit.MILLISECONDS.sleep(SECOND);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** A node that does not hold the watch is not the one to complain. */
    private void tell() {
        try {
            if (receiving()) {
                fault = null;
                trouble.up();
            } else if (watch.current() != 0) {
                BrokerLine now = line;
                trouble.down(now == null || now.fault() == null ? fault : now.fault());
            }
        } catch (RuntimeException e) {
            LOG.debug("Trouble could not be told: {}", e.getClass().getSimpleName());
        }
    }

    private void look() throws GeneralSecurityException, IOException {
        if (!watch.hold()) {
            if (line != null) {
                LOG.warn("The watch over the signals is lost: not receiving");
            }
            hangUp();
            return;
        }
        BrokerLine now = line;
        if (now == null || !now.open() || now.watch() != watch.current()) {
            fault = now == null || now.fault() == null ? fault : now.fault();
            hangUp();
            long number = watch.current();
            line = BrokerLine.open(broker, intake.clientId(), sources.topics(), beans, number, this::arrived);
        }
    }

    private void hangUp() {
        BrokerLine old = line;
        line = null;
        if (old != null) {
            old.close();
        }
    }

    /**
     * On the client's thread: waits while the worker's queue is full, and so makes the broker wait. What comes while we stop
     * is not acknowledged and comes again.
     */
    private void arrived(BrokerLine.Arrival arrival) {
        if (!running) {
            return;
        }
        Instant now = clock.instant();
        lastMessage = now;
        tally.received();
        List<Item> items = dispatch.read(new Message(arrival.topic(), arrival.payload(), arrival.retained(), now));
        Delivery delivery = Delivery.of(items, arrival.qos(), arrival.watch(), arrival.acknowledge());
        Worker worker = workers.get(Math.floorMod(delivery.order().hashCode(), workers.size()));
        try {
            worker.put(delivery);
        } catch (InterruptedException e) {
            // not acknowledged: the broker has it and sends it again
            Thread.currentThread().interrupt();
        }
    }
}
