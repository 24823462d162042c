package care.nearkin.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a message is.
 *
 * @param at when it came to be so; of a waiting one when it is tried next
 * @param trouble words key of what went wrong at the last attempt, with {@code detail} as its one argument
 */
public record Sent(
        String key,
        String kind,
        Channel channel,
        State state,
        Instant toldAt,
        Instant at,
        int attempts,
        @Nullable String trouble,
        @Nullable String detail) {

    public enum State {
        WAITING,
        SENT,
        /** Waits for a person: the reason is in plain words on the page of what did not get out. */
        HELD,
        RECALLED
    }
}
