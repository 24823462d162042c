package care.nearkin.notification;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody outside, or a device, has to be told. {@code kind} names the words ({@code message.<kind>.text},
 * and {@code .title} for mail), which name their arguments: {@code {case}}; {@code key} makes sending idempotent. Arguments
 * are ids, numbers and words keys, and a personal word where it has to be said; they, the link and the address are sealed
 * where they wait. An argument {@code seconds} says how long a siren sounds.
 *
 * @param link a path of ours, such as {@code /a/…}; may hold a secret
 * @param area where there are several gateways, the area whose gateway carries it
 */
public record Message(
        String kind,
        String key,
        To to,
        Locale language,
        Map<String, String> arguments,
        @Nullable String link,
        boolean urgent,
        @Nullable String area) {

    public Message(
            String kind,
            String key,
            To to,
            Locale language,
            Map<String, String> arguments,
            @Nullable String link,
            boolean urgent) {
        this(kind, key, to, language, arguments, link, urgent, null);
    }

    /** Nothing personal, no secret. */
    @Override
    public String toString() {
        return "Message[" + kind + ", " + key + ", " + to + "]";
    }
}
