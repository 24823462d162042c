package care.nearkin.web;

import care.nearkin.access.StaffAccounts;
import care.nearkin.access.Viewers;
import care.nearkin.kernel.Changed;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Tells open pages what has changed where their readers serve, after commit. A topic goes out at most five times a second however often it
 * changes; writing to browsers happens on threads of its own, so that a slow one never holds up who made the change.
 */
@Component
class LiveNews implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LiveNews.class);
    private static final long GAP_MILLIS = 200;
    private static final long HEARTBEAT_SECONDS = 15;

    private final StaffAccounts staff;
    private final Viewers viewers;
    private final Set<LiveReader> readers = ConcurrentHashMap.newKeySet();
    private final Set<Changed> changed = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean due = new AtomicBoolean();
    private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(named("live-pulse-"));
    private final ExecutorService writers = Executors.newFixedThreadPool(8, named("live-write-"));
    private volatile boolean open;

    LiveNews(StaffAccounts staff, Viewers viewers) {
        this.staff = staff;
        this.viewers = viewers;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(Changed news) {
        changed.add(news);
        if (open && due.compareAndSet(false, true)) {
            pulse.schedule(this::spread, GAP_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** False when the house is closing: the reader comes back to whoever serves next. */
    boolean admit(LiveReader reader) {
        if (!open) {
            return false;
        }
        readers.add(reader);
        reader.whenGone(() -> readers.remove(reader));
        reader.greet(writers);
        pulse.execute(() -> seen(reader.person()));
        return true;
    }

    int size() {
        return readers.size();
    }

    private void spread() {
        due.set(false);
        Set<Changed> news = Set.copyOf(changed);
        changed.removeAll(news);
        readers.forEach(reader -> reader.hear(news, writers));
    }

    private void beat() {
        readers.forEach(reader -> reader.beat(writers));
        readers.stream().collect(Collectors.groupingBy(LiveReader::person)).forEach((person, hers) -> {
            seen(person);
            mayNow(person, hers);
        });
    }

    /** Who serves other areas than before may have missed what happened there. */
    private void mayNow(String person, List<LiveReader> hers) {
        try {
            viewers.of(person)
                    .ifPresent(now -> hers.stream()
                            .filter(reader -> reader.becomes(now))
                            .forEach(reader -> reader.tell(Changed.TOPICS, writers)));
        } catch (RuntimeException outage) {
            log.debug("Could not look up who is there", outage);
        }
    }

    private void seen(String person) {
        try {
            staff.seen(person);
        } catch (RuntimeException outage) {
            log.debug("Could not note who is there", outage);
        }
    }

    @Override
    public void start() {
        open = true;
        pulse.scheduleWithFixedDelay(this::beat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
    }

    /** Runs before the web server waits for its requests to end, which these never would. */
    @Override
    public void stop() {
        open = false;
        readers.forEach(LiveReader::close);
        readers.clear();
        pulse.shutdownNow();
        writers.shutdown();
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    private static ThreadFactory named(String prefix) {
        CustomizableThreadFactory factory = new CustomizableThreadFactory(prefix);
        factory.setDaemon(true);
        return factory;
    }
}
