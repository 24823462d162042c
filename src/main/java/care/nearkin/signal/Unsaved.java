package care.nearkin.signal;

import care.nearkin.signal.Book.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What was only counted and is not in the database yet. A field that talks all the time is written at most every {@link
 * #SELDOM}, unless it says something else than its value: thousands of thermometers would otherwise be thousands of writes
 * a second. Whoever kills the program loses so much of their counts. Not for two threads.
 */
final class Unsaved {

    static final Duration SELDOM = Duration.ofSeconds(30);

    private record Written(FieldState state, Instant at) {}

    private final Map<Place, FieldState> states = new HashMap<>();
    private final Map<Place, Written> written = new HashMap<>();

    void add(Place place, FieldState counted) {
        states.put(place, counted);
    }

    /** It went to the database with its batch. */
    void remove(Place place) {
        states.remove(place);
    }

    boolean isEmpty() {
        return states.isEmpty();
    }

    Map<Place, FieldState> all() {
        return Map.copyOf(states);
    }

    /** Those that have waited long enough, and those that say more than another value. */
    Map<Place, FieldState> due(Instant now) {
        written.values().removeIf(then -> !then.at().plus(SELDOM).isAfter(now));
        Map<Place, FieldState> due = new HashMap<>();
        states.forEach((place, state) -> {
            Written last = written.get(place);
            if (last == null || saysMore(last.state(), state)) {
                due.put(place, state);
            }
        });
        return due;
    }

    private static boolean saysMore(FieldState before, FieldState now) {
        return before.kind() != now.kind()
                || before.outcome() != now.outcome()
                || !Objects.equals(before.level(), now.level())
                || !Objects.equals(before.since(), now.since());
    }

    void written(Map<Place, FieldState> saved, Instant now) {
        saved.forEach((place, state) -> {
            states.remove(place, state);
            written.put(place, new Written(state, now));
        });
    }
}
