package care.nearkin.notification;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Wakes the postman when something was posted here, and every two seconds for what others posted or what is due again. */
@Component
@ConditionalOnProperty(name = "nearkin.rounds", havingValue = "true", matchIfMissing = true)
class Posting implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Posting.class);
    private static final long EVERY_MILLIS = 2000;
    /** In a storm many post at once: one round is for all of them. */
    private static final long GATHER_MILLIS = 50;

    private static final long MOST_MILLIS_TO_STOP = 10_000;

    private final Postman postman;
    private final Semaphore posted = new Semaphore(0);
    private @Nullable Thread thread;
    private volatile boolean running;

    Posting(Postman postman) {
        this.postman = postman;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(Posted event) {
        posted.release();
    }

    @Override
    public synchronized void start() {
        running = true;
        Thread starting = new Thread(this::work, "posting");
        starting.setDaemon(true);
        starting.start();
        thread = starting;
    }

    private void work() {
        long looked = 0;
        while (running) {
            long now = System.nanoTime();
            try {
                if (looked == 0 || now - looked >= TimeUnit.MILLISECONDS.toNanos(EVERY_MILLIS)) {
                    looked = now;
                    postman.look();
                } else {
                    postman.wake();
                }
            } catch (RuntimeException e) {
                LOG.warn("Nothing leaves for now: {}", e.toString());
            }
            try {
                posted.tryAcquire(EVERY_MILLIS, TimeUnit.MILLISECONDS);
                TimeUnit.MILLISECONDS.sleep(GATHER_MILLIS);
                posted.drainPermits();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** What is on its way may still arrive, and be noted down. */
    @Override
    public synchronized void stop() {
        running = false;
        Thread ending = thread;
        thread = null;
        if (ending == null) {
            return;
        }
        try {
            ending.interrupt();
            ending.join(MOST_MILLIS_TO_STOP);
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MOST_MILLIS_TO_STOP);
            while (!postman.close() && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After everything that a letter may need has started, and stopped before it. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 512;
    }
}
