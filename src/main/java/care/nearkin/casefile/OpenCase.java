package care.nearkin.casefile;

import care.nearkin.engine.Var;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command that opens a case and starts its process.
 *
 * @param subject words key of what it is about, e.g. {@code alarm.kind.SOS}
 * @param openedAt when it happened, which on paper entry is earlier than now
 * @param openedBy staff name, or null when a device did it
 */
public record OpenCase(
        String type,
        @Nullable Long resident,
        @Nullable String area,
        String urgency,
        String subject,
        Instant openedAt,
        @Nullable String openedBy,
        List<Var.Value> variables) {}
