package care.nearkin.notification;

/** Why something has not got out; each has a sentence, {@code notification.trouble.<name>}, with one detail. */
enum Snag {
    NO_SERVER,
    NO_GATEWAY,
    NO_ADDRESS,
    UNREADABLE,
    UNREACHABLE,
    UNKNOWN_HOST,
    TIMED_OUT,
    TLS,
    FORBIDDEN_ADDRESS,
    SIGN_IN,
    REFUSED,
    NOT_ALLOWED,
    NOT_FOUND,
    STATUS,
    BUSY,
    REDIRECT,
    NO_LINE,
    NO_DEVICE,
    CANNOT,
    TOO_LATE,
    BROKEN
}
