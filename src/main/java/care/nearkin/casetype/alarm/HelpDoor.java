package care.nearkin.casetype.alarm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Slows down who tries links that do not exist. A link that does exist is never held up by its neighbours' mistakes: whoever
 * opens it may be standing at a door.
 */
@Component
class HelpDoor {

    static final int TRIES = 10;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int REMEMBERED = 10_000;

    private record Tried(int times, Instant since) {}

    private final Clock clock;
    private final Map<String, Tried> wrong = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tried> eldest) {
            return size() > REMEMBERED;
        }
    };

    HelpDoor(Clock clock) {
        this.clock = clock;
    }

    /** Counts a link that does not exist; answers whether this address has tried too many within the minute. */
    synchronized boolean tooMany(String address) {
        Instant now = clock.instant();
        Tried before = wrong.get(address);
        boolean fresh = before != null && before.since().plus(WINDOW).isAfter(now);
        Tried after = fresh && before != null ? new Tried(before.times() + 1, before.since()) : new Tried(1, now);
        wrong.put(address, after);
        return after.times() > TRIES;
    }
}
