package care.nearkin.notification;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server of the office that takes messages on, such as an SMS gateway.
 *
 * @param areas empty: all of them
 * @param oldSecret signs as well until {@code oldUntil}, so that the server's side can be changed without haste
 */
record Webhook(
        long id,
        String name,
        String url,
        Set<Channel> channels,
        Set<String> areas,
        boolean active,
        String secret,
        @Nullable String oldSecret,
        @Nullable Instant oldUntil) {

    boolean carries(Channel channel) {
        return active && channels.contains(channel);
    }

    List<String> secrets(Instant now) {
        boolean both = oldSecret != null && oldUntil != null && now.isBefore(oldUntil);
        return both ? Stream.of(secret, oldSecret).toList() : List.of(secret);
    }

    /** For the page, which sees nothing that is not public. */
    public boolean inClear() {
        return url.startsWith("http:");
    }

    /** Without its secret. */
    @Override
    public String toString() {
        return "Webhook[" + id + ", " + name + "]";
    }
}
