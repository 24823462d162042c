package care.nearkin.casetype.alarm;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One change of shift at the desk: a list of what is open, signed by who goes and by who comes. */
record Shift(
        long id,
        String goes,
        String comes,
        @Nullable String note,
        Instant signedAt,
        @Nullable Instant receivedAt,
        List<Open> open) {

    Shift {
        open = List.copyOf(open);
    }

    /** A step that was open when it was signed; {@code name} is a words key, {@code remark} what who goes says about it. */
    record Open(
            String taskId,
            String caseNumber,
            String name,
            @Nullable String holder,
            @Nullable Instant due,
            @Nullable String remark) {}

    /** As a list shows it. */
    record Line(
            long id,
            String goes,
            String comes,
            Instant signedAt,
            @Nullable Instant receivedAt,
            int open) {}
}
