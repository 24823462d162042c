package care.nearkin.engine;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user task that waits for somebody, as the engine holds it; {@code form} is the id of its form, {@code due} the target
 * and {@code fatal} the limit behind it (the engine's follow-up date), at which somebody else is called; {@code
 * delegatedBy} had it prepared by the assignee and gets it back.
 */
public record OpenTask(
        String id,
        String key,
        String flow,
        String caseNumber,
        @Nullable String form,
        Set<String> groups,
        @Nullable String assignee,
        Instant createdAt,
        @Nullable Instant due,
        @Nullable Instant fatal,
        @Nullable String delegatedBy) {}
