package care.nearkin.duty;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Days on which somebody is not there, the first and the last included; why is not asked. */
record Absence(
        long id,
        String person,
        @Nullable String deputy,
        LocalDate first,
        LocalDate last,
        String enteredBy,
        Instant enteredAt,
        @Nullable String cancelledBy) {}
