package care.nearkin.casefile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One matter of one person or household: its number, where it stands, how it ended. {@code reopenedAs} is the latest case
 * that began because this one was reopened, {@code mergedInto} the one that leads since the two were found to be one matter.
 */
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
        @Nullable String outcome,
        @Nullable String reopenedAs,
        @Nullable String mergedInto,
        @Nullable Instant sealedAt) {

    /** Read only by those who are named, see {@link CaseReaders}. */
    public boolean isSealed() {
        return sealedAt != null;
    }

    /** Where its matter goes on, if it does not go on here. */
    public @Nullable String goesOnIn() {
        return mergedInto == null ? reopenedAs : mergedInto;
    }

    /** Open while its process runs. */
    public enum Status {
        OPEN,
        CLOSED
    }
}
