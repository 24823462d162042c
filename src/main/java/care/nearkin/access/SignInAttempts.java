package care.nearkin.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing. Counted by person and address together, so that a stranger cannot shut an operator out of her own
 * desk; by address alone, against one who tries many names; and by name alone, generously, against one with many
 * addresses. Kept by each node for itself.
 */
@Component
class SignInAttempts {

    private static final int PAIR = 5;
    private static final int ADDRESS = 50;
    private static final int NAME = 100;
    private static final Duration FORGOTTEN = Duration.ofMinutes(15);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final int REMEMBERED = 10_000;

    private record Failures(int count, Instant last, Instant waitUntil) {}

    private final Clock clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > REMEMBERED;
        }
    };

    SignInAttempts(Clock clock) {
        this.clock = clock;
    }

    /** How long this person at this address has to wait; zero when she may try. */
    synchronized Duration wait(String name, String address) {
        Instant now = clock.instant();
        Duration longest = Duration.ZERO;
        for (String key : keys(name, address).keySet()) {
            Failures past = failures.get(key);
            if (past != null && past.waitUntil.isAfter(now)) {
                Duration left = Duration.between(now, past.waitUntil);
                longest = left.compareTo(longest) > 0 ? left : longest;
            }
        }
        return longest;
    }

    synchronized void failed(String name, String address) {
        Instant now = clock.instant();
        keys(name, address).forEach((key, free) -> {
            Failures past = failures.get(key);
            int count = past == null || past.last.plus(FORGOTTEN).isBefore(now) ? 1 : past.count + 1;
            failures.put(key, new Failures(count, now, now.plus(pause(count - free))));
        });
    }

    /** Somebody who knows the password has not guessed; the address stays suspect. */
    synchronized void succeeded(String name, String address) {
        failures.remove(pair(name, address));
    }

    private static Duration pause(int beyond) {
        if (beyond < 0) {
            return Duration.ZERO;
        }
        Duration pause = FIRST_WAIT.multipliedBy(1L << Math.min(beyond, 5));
        return pause.compareTo(FORGOTTEN) > 0 ? FORGOTTEN : pause;
    }

    private static Map<String, Integer> keys(String name, String address) {
        return Map.of(pair(name, address), PAIR, "address " + address, ADDRESS, "name " + plain(name), NAME);
    }

    private static String pair(String name, String address) {
        return "pair " + plain(name) + " " + address;
    }

    private static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.length() > 64 ? lower.substring(0, 64) : lower;
    }
}
