package care.nearkin.duty;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What somebody changed in the calendar and why; without a kind it was not there, or is not there any more. */
record CalendarChange(
        LocalDate day,
        @Nullable DayKind wasKind,
        @Nullable Occasion wasOccasion,
        @Nullable DayKind kind,
        @Nullable Occasion occasion,
        String reason,
        String who,
        Instant at) {}
