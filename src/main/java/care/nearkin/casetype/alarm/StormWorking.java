package care.nearkin.casetype.alarm;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Wakes the worker when work was started here, and every five seconds for what another node or an earlier run left. */
@Component
@ConditionalOnProperty(name = "nearkin.rounds", havingValue = "true", matchIfMissing = true)
class StormWorking implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(StormWorking.class);
    private static final long EVERY_SECONDS = 5;
    private static final long MOST_MILLIS_TO_STOP = 10_000;

    private final StormWorker worker;
    private final Semaphore started = new Semaphore(0);
    private @Nullable Thread thread;
    private volatile boolean running;

    StormWorking(StormWorker worker) {
        this.worker = worker;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(StormWorks.Started event) {
        started.release();
    }

    @Override
    public synchronized void start() {
        running = true;
        Thread starting = new Thread(this::work, "storm-work");
        starting.setDaemon(true);
        starting.start();
        thread = starting;
    }

    private void work() {
        while (running) {
            boolean more = false;
            try {
                more = worker.step();
            } catch (RuntimeException outage) {
                LOG.warn("Storm work waits ({})", outage.getClass().getSimpleName());
            }
            try {
                if (!more && started.tryAcquire(EVERY_SECONDS, TimeUnit.SECONDS)) {
                    started.drainPermits();
                }
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    /** The case in hand is finished; the others wait for the next start. */
    @Override
    public synchronized void stop() {
        running = false;
        Thread ending = thread;
        thread = null;
        started.release();
        if (ending != null) {
            try {
                ending.join(MOST_MILLIS_TO_STOP);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
