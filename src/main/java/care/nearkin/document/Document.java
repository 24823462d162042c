package care.nearkin.document;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A file of a case without its content; {@code name} is opened. */
record Document(
        long id,
        String caseNumber,
        @Nullable String taskId,
        String name,
        FileKind kind,
        int size,
        int parts,
        String addedBy,
        Instant addedAt) {

    /** In the unit that people see beside a file. */
    public String kilobytes() {
        return Integer.toString(Math.max(1, Math.round(size / 1000f)));
    }
}
