package care.nearkin.signal;

/** What became of a message; every message gets exactly one (the gravest of its readings). */
public enum Outcome {
    ALARM,
    REPEAT,
    CLEARED,
    ACTIVITY,
    HEALTH,
    TEST,
    SERVICE_CALL,
    STALE,
    DUPLICATE,
    NORMAL,
    UNKNOWN_DEVICE,
    UNREADABLE,
    IGNORED
}
