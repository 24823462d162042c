package care.nearkin.signal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one worker remembers: the state of its devices' fields, each topic's last message and the ids of late. Right as
 * long as one node receives and one worker handles a device; forgotten when that is no longer sure. Not for two threads.
 */
class Book {

    /** A device and one of its fields. */
    record Place(String device, String field) {}

    /** A topic's last message that was no duplicate, and which of its parts were taken. */
    record Last(String hash, Instant at, Set<Integer> parts) {

        /** Within {@code span} this part of the same message was there already. */
        boolean had(Item item, Duration span) {
            return same(item, span) && parts.contains(item.part());
        }

        static Last with(@Nullable Last before, Item item, Duration span) {
            Set<Integer> taken = new HashSet<>(Set.of(item.part()));
            if (before != null && before.same(item, span)) {
                taken.addAll(before.parts);
            }
            return new Last(item.hash(), item.message().receivedAt(), taken);
        }

        private boolean same(Item item, Duration span) {
            return hash.equals(item.hash())
                    && at.plus(span).isAfter(item.message().receivedAt());
        }
    }

    private static final Duration LONGEST_DEAF = Duration.ofMinutes(2);
    private static final int MOST_DEVICES = 100_000;
    private static final int MOST_TOPICS = 50_000;
    private static final int MOST_IDS = 50_000;

    private final Map<String, Map<String, FieldState>> states = new HashMap<>();
    private final Unsaved unsaved = new Unsaved();
    private final Map<String, Last> topics = newestOnly(MOST_TOPICS);
    private final Map<String, Instant> ids = newestOnly(MOST_IDS);
    private final Life life = new Life();
    private final Instant since;
    private final Duration deaf;

    Book(Instant since) {
        this(since, since);
    }

    /**
     * Nobody listened from {@code heardUntil} on, as far as is known. What the broker sends again after so short a time is
     * counted as if there had been none of it; after a longer one it may well be that somebody asks once more.
     */
    Book(Instant since, Instant heardUntil) {
        Duration gap = Duration.between(heardUntil, since);
        this.since = since;
        this.deaf = gap.isNegative() || gap.compareTo(LONGEST_DEAF) > 0 ? Duration.ZERO : gap;
    }

    /** Whether what came just before a message of {@code then} may be in the tables only. */
    boolean newWithin(Duration span, Instant then) {
        return since.plus(span).isAfter(then);
    }

    Duration deaf() {
        return deaf;
    }

    /** When that would have been had nobody been away since. */
    Instant brought(Instant at) {
        Instant moved = at.plus(deaf);
        return at.isAfter(since) ? at : moved.isAfter(since) ? since : moved;
    }

    boolean knows(String device) {
        return states.containsKey(device);
    }

    void load(String device, Map<String, FieldState> fields) {
        states.put(device, new HashMap<>(fields));
    }

    /** What was counted and should be written now; {@code all}: because this book is closed. */
    Map<Place, FieldState> unsaved(Instant now, boolean all) {
        return all || full() ? unsaved.all() : unsaved.due(now);
    }

    void saved(Map<Place, FieldState> written, Instant now) {
        unsaved.written(written, now);
        if (full() && unsaved.isEmpty()) {
            states.clear();
        }
    }

    private boolean full() {
        return states.size() > MOST_DEVICES;
    }

    Life life() {
        return life;
    }

    Draft draft() {
        return new Draft();
    }

    /** What a batch would change; thrown away when its transaction fails. */
    class Draft {

        private final Map<Place, FieldState> changed = new LinkedHashMap<>();
        private final Map<String, Last> newTopics = new HashMap<>();
        private final Map<String, Instant> newIds = new HashMap<>();
        private final Life.Draft signs = new Life.Draft();

        @Nullable
        FieldState state(String device, String field) {
            FieldState mine = changed.get(new Place(device, field));
            return mine != null ? mine : states.getOrDefault(device, Map.of()).get(field);
        }

        Map<String, FieldState> states(String device) {
            Map<String, FieldState> all = new HashMap<>(states.getOrDefault(device, Map.of()));
            changed.forEach((place, state) -> {
                if (place.device().equals(device)) {
                    all.put(place.field(), state);
                }
            });
            return all;
        }

        void state(String device, String field, FieldState state) {
            changed.put(new Place(device, field), state);
        }

        @Nullable
        Last last(String topic) {
            Last mine = newTopics.get(topic);
            return mine != null ? mine : topics.get(topic);
        }

        void last(String topic, Last last) {
            newTopics.put(topic, last);
        }

        @Nullable
        Instant id(String id) {
            Instant mine = newIds.get(id);
            return mine != null ? mine : ids.get(id);
        }

        void id(String id, Instant at) {
            newIds.put(id, at);
        }

        Life.Draft signs() {
            return signs;
        }

        /** The states of these devices. */
        Map<Place, FieldState> changed(Set<String> devices) {
            Map<Place, FieldState> theirs = new LinkedHashMap<>();
            changed.forEach((place, state) -> {
                if (devices.contains(place.device())) {
                    theirs.put(place, state);
                }
            });
            return theirs;
        }

        /** {@code written}: the states of these devices went to the database with the batch; the others are saved later. */
        void keep(Set<String> written) {
            changed.forEach((place, state) -> {
                states.computeIfAbsent(place.device(), d -> new HashMap<>()).put(place.field(), state);
                if (written.contains(place.device())) {
                    unsaved.remove(place);
                } else {
                    unsaved.add(place, state);
                }
            });
            life.add(signs);
            topics.putAll(newTopics);
            ids.putAll(newIds);
        }
    }

    private static <K, V> Map<K, V> newestOnly(int most) {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }
}
