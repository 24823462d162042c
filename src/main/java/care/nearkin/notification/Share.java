package care.nearkin.notification;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which letters of a channel somebody carries: those bound to her webhook, those of her areas, or the rest that nobody
 * else has taken on.
 */
record Share(Channel channel, @Nullable Long webhook, Set<String> areas, boolean rest, Set<String> others) {

    static Share all(Channel channel) {
        return rest(channel, Set.of());
    }

    static Share rest(Channel channel, Set<String> others) {
        return new Share(channel, null, Set.of(), true, others);
    }

    static Share areas(Channel channel, Set<String> areas) {
        return new Share(channel, null, areas, false, Set.of());
    }

    static Share bound(Channel channel, long webhook) {
        return new Share(channel, webhook, Set.of(), false, Set.of());
    }
}
