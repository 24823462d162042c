package care.nearkin.notification;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes to people outside and to devices, through outbox rows in the caller's transaction; nothing leaves before commit. */
public interface Messages {

    /** Sending the same {@link Message#key()} twice sends once. All are written with one statement. */
    void send(List<Message> messages);

    /**
     * Stops what has not left yet, and what was held.
     *
     * @param keyPrefix a key, or the beginning up to a colon that several share, as in {@link Notices#over}
     */
    void recall(String keyPrefix);

    /** Whether somebody has set up a way for this channel in this area; what has none is held until a person looks. */
    boolean carries(Channel channel, @Nullable String area);

    /** How far each is, oldest first; by key or beginning as in {@link #recall}. */
    List<Sent> of(String keyPrefix);
}
