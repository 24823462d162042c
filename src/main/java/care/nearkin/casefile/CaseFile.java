package care.nearkin.casefile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One matter of one person or household: its number, where it stands, how it ended. */
public record CaseFile(
        String number,
        String type,
        Status status,
        String stage,
        @Nullable Long resident,
        @Nullable String area,
        String urgency,
        String subject,
        Instant openedAt,
        @Nullable String openedBy,
        @Nullable Instant closedAt,
        @Nullable String outcome) {

    /** Open while its process runs. */
    public enum Status {
        OPEN,
        CLOSED
    }
}
