package care.nearkin.signal;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Handles its share of the devices, a batch at a time, in their order. Acknowledges after the commit; waits as long as
 * the database is away.
 */
class Worker implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final int ATTEMPTS = 3;
    /** When the database is at fault, by turns there and not. */
    private static final int MOST_ATTEMPTS = 40;

    /** Connection, rollback, resources, operator and lock trouble: the message is not to blame. */
    private static final Set<String> NOT_THE_MESSAGE = Set.of("08", "40", "53", "55", "57");

    private static final long LOOK_MILLIS = 100;
    private static final long RETRY_MILLIS = 250;

    /** Where much comes, a batch no more often: twenty readings together cost little more than one. What comes alone does not wait. */
    private static final long BREATH_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Inbox inbox;
    private final Intake intake;
    private final ReceivingWatch watch;
    private final Clock clock;
    private final Tally tally;
    private final Waiting queue;

    private Book book;
    private long bookOf;
    private long savedAt = System.nanoTime();
    private long begunAt = System.nanoTime() - BREATH_NANOS;
    private boolean databaseAway;
    private volatile boolean stopping;
    private volatile int atWork;

    Worker(Inbox inbox, Intake intake, ReceivingWatch watch, Clock clock, Tally tally) {
        this.inbox = inbox;
        this.intake = intake;
        this.watch = watch;
        this.clock = clock;
        this.tally = tally;
        this.queue = new Waiting(intake.queue());
        this.book = new Book(clock.instant());
    }

    /** Waits for room: the broker must wait too rather than anything be dropped. */
    void put(Delivery delivery) throws InterruptedException {
        queue.put(delivery);
    }

    int waiting() {
        return queue.size() + atWork;
    }

    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        List<Delivery> batch = new ArrayList<>();
        while (!stopping || queue.size() > 0 && onWatch()) {
            try {
                if (opensBook()) {
                    collect(batch);
                    atWork = batch.size();
                    handle(batch);
                    saveWhenDue(false);
                } else {
                    TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } finally {
                batch.clear();
                atWork = 0;
            }
        }
        saveWhenDue(true);
    }

    /** A new watch begins with an empty book: another node may have received in between. */
    private boolean opensBook() throws InterruptedException {
        long now = watch.current();
        if (now != 0 && now != bookOf) {
            try {
                book = inbox.book();
                bookOf = now;
            } catch (DataAccessException | TransactionException e) {
                databaseIsAway();
                return false;
            }
        }
        return now != 0;
    }

    private boolean onWatch() {
        return bookOf != 0 && watch.current() == bookOf;
    }

    private void collect(List<Delivery> batch) throws InterruptedException {
        if (queue.await(LOOK_MILLIS)) {
            breathe();
            batch.addAll(queue.next(intake.batch()));
            // of an earlier watch: whoever was next has had them from the broker
            batch.removeIf(delivery -> delivery.watch() != bookOf && delivery.comesAgain());
        }
    }

    private void breathe() throws InterruptedException {
        long left = begunAt + BREATH_NANOS - System.nanoTime();
        if (left > 0 && !stopping && queue.size() < intake.batch()) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
        begunAt = System.nanoTime();
    }

    private void handle(List<Delivery> batch) throws InterruptedException {
        while (!batch.isEmpty() && onWatch()) {
            try {
                List<Outcome> became = inbox.take(
                        batch.stream().flatMap(d -> d.items().stream()).toList(), book);
                batch.forEach(Worker::acknowledge);
                count(batch, became);
                databaseBack();
                return;
            } catch (RuntimeException | Error e) {
                startOver();
                if (inbox.databaseAnswers()) {
                    LOG.warn("A batch of {} messages failed ({}); trying each alone", batch.size(), name(e));
                    for (Delivery delivery : batch) {
                        alone(delivery).ifPresent(tally::count);
                    }
                    return;
                }
                databaseIsAway();
            }
        }
    }

    private void count(List<Delivery> batch, List<Outcome> became) {
        int from = 0;
        for (Delivery delivery : batch) {
            int until = from + delivery.items().size();
            tally.count(Outcome.gravest(became.subList(from, until)));
            from = until;
        }
    }

    /** What became of it; empty when the watch was lost over it. */
    private Optional<Outcome> alone(Delivery delivery) throws InterruptedException {
        int failures = 0;
        int attempts = 0;
        while (onWatch()) {
            try {
                Optional<Outcome> became = failures < ATTEMPTS && attempts < MOST_ATTEMPTS
                        ? Optional.of(Outcome.gravest(inbox.take(delivery.items(), book)))
                        : giveUp(delivery);
                if (became.isPresent()) {
                    acknowledge(delivery);
                    databaseBack();
                }
                return became;
            } catch (RuntimeException | Error e) {
                startOver();
                if (inbox.databaseAnswers()) {
                    failures += ownFault(e) ? 1 : 0;
                    attempts++;
                    LOG.warn("A message failed, attempt {} ({})", attempts, name(e));
                    TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
                } else {
                    databaseIsAway();
                }
            }
        }
        return Optional.empty();
    }

    /** One device's part that cannot be handled must not cost the others theirs. */
    private Optional<Outcome> giveUp(Delivery delivery) throws InterruptedException {
        if (delivery.items().size() == 1) {
            inbox.giveUp(delivery.items().get(0));
            return Optional.of(Outcome.UNREADABLE);
        }
        List<Outcome> became = new ArrayList<>();
        for (Item item : delivery.items()) {
            alone(Delivery.of(List.of(item), delivery.qos(), delivery.watch(), () -> {}))
                    .ifPresent(became::add);
        }
        return became.size() < delivery.items().size() ? Optional.empty() : Optional.of(Outcome.gravest(became));
    }

    private static boolean ownFault(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return !NOT_THE_MESSAGE.contains(sql.getSQLState().substring(0, 2));
            }
        }
        return true;
    }

    /** A commit may have happened although its answer was lost: what is in the tables counts, not what is remembered. */
    private void startOver() {
        saveWhenDue(true);
        book = new Book(clock.instant());
    }

    private void databaseIsAway() throws InterruptedException {
        if (!databaseAway) {
            LOG.warn("The database does not answer: messages wait, none is acknowledged");
            databaseAway = true;
        }
        TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
    }

    private void databaseBack() {
        if (databaseAway) {
            LOG.info("The database answers again");
            databaseAway = false;
        }
    }

    private void saveWhenDue(boolean now) {
        boolean due = System.nanoTime() - savedAt >= intake.save().toNanos();
        if (!now && !due || !onWatch()) {
            return;
        }
        savedAt = System.nanoTime();
        try {
            inbox.save(book, now);
        } catch (RuntimeException e) {
            LOG.warn("Counters could not be saved, they are kept ({})", name(e));
        }
    }

    /** A broken connection cannot be told; the broker sends again and the message is then a duplicate. */
    private static void acknowledge(Delivery delivery) {
        try {
            delivery.acknowledge().run();
        } catch (RuntimeException e) {
            LOG.debug("Not acknowledged ({})", name(e));
        }
    }

    /** Never the message: it may quote what a device sent. */
    private static String name(Throwable e) {
        Throwable cause = e;
        StringBuilder names = new StringBuilder(e.getClass().getSimpleName());
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
            names.append(" < ").append(cause.getClass().getSimpleName());
        }
        return names.toString();
    }
}
