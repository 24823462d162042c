package care.nearkin.casefile;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a case's timeline. {@code at} is when it happened, {@code recordedAt} when it was written down; {@code
 * answers} are a form's private answers by field.
 */
public record TimelineEntry(
        String kind,
        Instant at,
        Instant recordedAt,
        @Nullable String by,
        List<String> arguments,
        @Nullable String text,
        Map<String, String> answers) {

    /** Written down much later than it happened, as from paper. */
    public boolean late() {
        return Duration.between(at, recordedAt).toMinutes() >= 5;
    }
}
