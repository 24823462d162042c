package care.nearkin.worklist;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks of another about a step, and what came of it: {@code person} is null where any supervisor may answer;
 * {@code agreed} is null until somebody did.
 */
public record TaskRequest(
        long id,
        String taskId,
        Kind kind,
        @Nullable String person,
        @Nullable Instant until,
        String askedBy,
        Instant askedAt,
        @Nullable Boolean agreed,
        @Nullable String answeredBy) {

    /** SIGN: nobody finishes the step before (加签). TIME, PAUSE: more than the holder may give herself (延期, 暂停). */
    public enum Kind {
        SIGN,
        TIME,
        PAUSE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean open() {
        return agreed == null;
    }
}
