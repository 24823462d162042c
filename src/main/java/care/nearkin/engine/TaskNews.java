package care.nearkin.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens to user tasks, published inside the engine's transaction. */
public sealed interface TaskNews {

    record Opened(OpenTask task) implements TaskNews {}

    /** Assignee or due time changed; {@code by} is who did it, null for the process itself. */
    record Changed(OpenTask task, @Nullable String by) implements TaskNews {}

    /** Completed, or taken away by the process; then {@code completed} is false. */
    record Ended(OpenTask task, boolean completed, Instant at) implements TaskNews {}

    /** Somebody answered; {@code answers} are the public ones, {@code privateFields} names what was kept elsewhere. */
    record Answered(
            OpenTask task, String form, @Nullable String by, Map<String, Object> answers, Set<String> privateFields)
            implements TaskNews {}
}
