package care.nearkin.signal;

import java.util.Collection;
import java.util.List;

/** What became of a message; every message gets exactly one (the gravest of its readings). */
public enum Outcome {
    ALARM,
    REPEAT,
    CLEARED,
    CARE,
    ACTIVITY,
    HEALTH,
    TEST,
    SERVICE_CALL,
    STALE,
    DUPLICATE,
    NORMAL,
    UNKNOWN_DEVICE,
    UNREADABLE,
    IGNORED;

    private static final List<Outcome> GRAVEST_FIRST = List.of(
            ALARM,
            REPEAT,
            TEST,
            SERVICE_CALL,
            UNREADABLE,
            CLEARED,
            CARE,
            UNKNOWN_DEVICE,
            STALE,
            ACTIVITY,
            DUPLICATE,
            IGNORED,
            HEALTH,
            NORMAL);

    static Outcome gravest(Collection<Outcome> outcomes) {
        return outcomes.stream()
                .reduce((one, other) -> other.graverThan(one) ? other : one)
                .orElse(NORMAL);
    }

    boolean graverThan(Outcome other) {
        return GRAVEST_FIRST.indexOf(this) < GRAVEST_FIRST.indexOf(other);
    }

    /** Of these only the newest per device and signal is kept, and how many there were. */
    public boolean countedOnly() {
        return this == NORMAL || this == HEALTH;
    }
}
