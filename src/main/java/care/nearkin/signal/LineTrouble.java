package care.nearkin.signal;

import care.nearkin.embedded.LineFault;
import care.nearkin.kernel.Trouble;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Says when the line to the broker is lost, as far as it is known why, and when it is back; used by the one thread that
 * watches the line.
 */
final class LineTrouble {

    private static final Logger LOG = LoggerFactory.getLogger(LineTrouble.class);

    private final ApplicationEventPublisher events;
    private final Clock clock;
    private boolean known;
    private @Nullable Instant lostAt;
    private @Nullable String told;

    LineTrouble(ApplicationEventPublisher events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /** Told again and again while it is down, so that a listener that started later knows too. */
    void down(@Nullable LineFault fault) {
        if (lostAt == null) {
            lostAt = clock.instant();
        }
        known = false;
        String kind = kind(fault);
        if (!kind.equals(told)) {
            if (fault != null) {
                LOG.warn("No line to the broker: {}", fault);
            }
            if (told != null) {
                events.publishEvent(new Trouble(told, lostAt, true));
            }
        }
        told = kind;
        events.publishEvent(new Trouble(kind, lostAt, false));
    }

    /** Said once: after a loss, and when the program has started. */
    void up() {
        if (!known) {
            known = true;
            told = null;
            Instant since = lostAt == null ? clock.instant() : lostAt;
            lostAt = null;
            Stream.of(LineFault.values())
                    .map(LineTrouble::kind)
                    .forEach(kind -> events.publishEvent(new Trouble(kind, since, true)));
        }
    }

    private static String kind(@Nullable LineFault fault) {
        return fault == null || fault == LineFault.UNREACHABLE
                ? Trouble.BROKER
                : "broker-" + fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
