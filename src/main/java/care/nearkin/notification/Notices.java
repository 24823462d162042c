package care.nearkin.notification;

/** Tells people, through an outbox row in the caller's transaction; nothing leaves before commit. */
public interface Notices {

    /** Telling the same {@link Notice#key()} twice tells once. */
    void tell(Notice notice);
}
