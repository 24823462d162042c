package care.nearkin.kernel;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that goes on with work kept in the database, piece by piece, until there is none: at once when it is woken, and
 * every five seconds for what another node or an earlier run left. A piece in hand is finished when it is stopped.
 */
public final class WorkLoop {

    private static final Logger LOG = LoggerFactory.getLogger(WorkLoop.class);
    private static final long EVERY_SECONDS = 5;
    private static final long MOST_MILLIS_TO_STOP = 10_000;

    private final String name;
    private final BooleanSupplier step;
    private final Semaphore woken = new Semaphore(0);
    private @Nullable Thread thread;
    private volatile boolean running;

    /** {@code step} does one piece and says whether there was any. */
    public WorkLoop(String name, BooleanSupplier step) {
        this.name = name;
        this.step = step;
    }

    public void wake() {
        woken.release();
    }

    public synchronized void start() {
        running = true;
        Thread starting = new Thread(this::work, name);
        starting.setDaemon(true);
        starting.start();
        thread = starting;
    }

    private void work() {
        while (running) {
            boolean more = false;
            try {
                more = step.getAsBoolean();
            } catch (RuntimeException outage) {
                LOG.warn("{} waits ({})", name, outage.getClass().getSimpleName());
            }
            try {
                if (!more && woken.tryAcquire(EVERY_SECONDS, TimeUnit.SECONDS)) {
                    woken.drainPermits();
                }
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    /** What is left waits for the next start. */
    public synchronized void stop() {
        running = false;
        Thread ending = thread;
        thread = null;
        woken.release();
        if (ending != null) {
            try {
                ending.join(MOST_MILLIS_TO_STOP);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    public boolean isRunning() {
        return running;
    }
}
