package care.nearkin.notification;

import care.nearkin.notification.Fate.Later;
import care.nearkin.notification.Letters.Ended;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to one server for one channel: so many letters at once and no more, urgent ones first, at least once each. A
 * server that hangs keeps only its own lane waiting, and of that only the places that hang.
 */
final class Lane {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final long LOOK_AGAIN_MILLIS = 250;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /**
     * @param width how many letters are on their way at once
     * @param patience how long one may take
     * @param lease a carrier that dies in the middle leaves the letter to others after this time
     */
    record Measure(int width, Duration patience, Duration lease) {}

    private final String name;
    private final Share share;
    private final Measure measure;
    private final Carrier carrier;
    private final Letters letters;
    private final Clock clock;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean closed;
    private volatile Instant pausedUntil = Instant.MIN;

    Lane(String name, Share share, Measure measure, Carrier carrier, Letters letters, Clock clock) {
        this.name = name;
        this.share = share;
        this.measure = measure;
        this.carrier = carrier;
        this.letters = letters;
        this.clock = clock;
    }

    Share share() {
        return share;
    }

    /** Has a round made on another thread, or another one after the present. */
    void wake(Executor executor) {
        if (asked.getAndIncrement() == 0) {
            executor.execute(this::rounds);
        }
    }

    private void rounds() {
        int heard;
        do {
            heard = asked.get();
            try {
                round();
            } catch (RuntimeException e) {
                // what was on its way is tried again when its lease has run out
                LOG.warn("Nothing leaves by {} for now: {}", name, e.toString());
            }
        } while (!asked.compareAndSet(heard, 0) && !closed);
        if (closed) {
            asked.set(0);
        }
    }

    /** Nothing more is taken; what is on its way still arrives. */
    void close() {
        closed = true;
    }

    boolean closed() {
        return closed;
    }

    boolean resting() {
        return asked.get() == 0;
    }

    /** Everything that is due now; answers how many letters were tried. */
    int round() {
        BlockingQueue<Ended> back = new LinkedBlockingQueue<>();
        List<Letter> taken;
        int tried = 0;
        int away = 0;
        do {
            taken = free(away)
                    ? letters.take(share, measure.width() - away, measure.lease(), clock.instant())
                    : List.of();
            taken.forEach(letter -> start(letter, back));
            tried += taken.size();
            away += taken.size();
            away -= settle(back, away);
            // all of these may be back already, and yet more be due
        } while (away > 0 || !taken.isEmpty());
        return tried;
    }

    private boolean free(int away) {
        return !closed && away < measure.width() && !clock.instant().isBefore(pausedUntil);
    }

    private void start(Letter letter, BlockingQueue<Ended> back) {
        try {
            carrier.carry(letter)
                    .toCompletableFuture()
                    .orTimeout(measure.patience().toMillis(), TimeUnit.MILLISECONDS)
                    .whenComplete(
                            (fate, failure) -> back.add(new Ended(letter, failure == null ? fate : fate(failure))));
        } catch (RuntimeException failure) {
            back.add(new Ended(letter, fate(failure)));
        }
    }

    private Fate fate(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TimeoutException) {
            return Fate.failed(Snag.TIMED_OUT);
        }
        LOG.warn("A letter could not be carried by {}", name, cause);
        return Fate.failed(Snag.BROKEN);
    }

    /** Notes down what is back, all of it at once; answers how many. */
    private int settle(BlockingQueue<Ended> back, int away) {
        if (away == 0) {
            return 0;
        }
        List<Ended> ended = new ArrayList<>();
        try {
            Ended first = back.poll(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            if (first == null) {
                return 0;
            }
            ended.add(first);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        back.drainTo(ended);
        Instant now = clock.instant();
        letters.note(ended, now);
        ended.forEach(one -> said(one, now));
        return ended.size();
    }

    private void said(Ended ended, Instant now) {
        if (ended.fate() instanceof Later later && later.why() != null) {
            Instant most = now.plus(LONGEST_PAUSE);
            pausedUntil = later.at().isBefore(most) ? later.at() : most;
        } else if (ended.fate() instanceof Fate.Failed || ended.fate() instanceof Fate.Held) {
            LOG.warn(
                    "{} not sent at attempt {}: {}",
                    ended.letter(),
                    ended.letter().attempts(),
                    ended.fate());
        }
    }
}
