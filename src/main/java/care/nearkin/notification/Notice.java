package care.nearkin.notification;

import care.nearkin.access.Group;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something people have to be told. {@code kind} names the words ({@code notice.<kind>.title} and {@code .body}, which
 * name their arguments: {@code {case}}); {@code key} makes telling idempotent; arguments are numbers, ids and words
 * keys, never names or health.
 *
 * <p>Of the kinds in {@link Happening}, where they are not urgent, each person has said by which ways besides the bell she
 * wants to be told; {@code channels} then says only whether the bell rings. A new kind of that sort is added there.
 */
public record Notice(
        String kind,
        String key,
        Set<Group> groups,
        Set<String> staff,
        @Nullable String area,
        Map<String, String> arguments,
        @Nullable String link,
        boolean urgent,
        Set<Channel> channels) {

    public enum Channel {
        IN_APP,
        EMAIL
    }
}
