package care.nearkin.signal;

import care.nearkin.kernel.Trouble;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/** Says when the line to the broker is lost and when it is back; used by the one thread that watches the line. */
final class LineTrouble {

    private final ApplicationEventPublisher events;
    private final Clock clock;
    private boolean known;
    private @Nullable Instant lostAt;

    LineTrouble(ApplicationEventPublisher events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /** Told again and again while it is down, so that a listener that started later knows too. */
    void down() {
        if (lostAt == null) {
            lostAt = clock.instant();
        }
        known = false;
        events.publishEvent(new Trouble(Trouble.BROKER, lostAt, false));
    }

    /** Said once: after a loss, and when the program has started. */
    void up() {
        if (!known) {
            known = true;
            Instant since = lostAt == null ? clock.instant() : lostAt;
            lostAt = null;
            events.publishEvent(new Trouble(Trouble.BROKER, since, true));
        }
    }
}
