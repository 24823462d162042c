package care.nearkin.notification;

/** Tells people, through an outbox row in the caller's transaction; nothing leaves before commit. */
public interface Notices {

    /** Telling the same {@link Notice#key()} twice tells once. */
    void tell(Notice notice);

    /**
     * What was told is no longer so: its banner goes away, the notice stays in the list.
     *
     * @param key of one notice, or the beginning up to a colon or a space that several share, such as
     *     {@code AL-2026-000123} of {@code AL-2026-000123:ring:2}
     */
    void over(String key);
}
