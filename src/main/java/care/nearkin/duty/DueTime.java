package care.nearkin.duty;

import care.nearkin.kernel.Pace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What models call for limits that may be in working time: {@code ${dueTime.of(…)}} takes one from a decision table,
 * {@code ${dueTime.at(variable)}} makes it a task's due time when the task begins, because a working day begins to count
 * there and not where the table was asked. The office's hours count.
 */
@Component("dueTime")
public class DueTime {

    private final WorkingTimes times;
    private final Pace pace;
    private final Clock clock;

    DueTime(WorkingTimes times, Pace pace, Clock clock) {
        this.times = times;
        this.pace = pace;
        this.clock = clock;
    }

    /** Shortened by the pace where it passes day and night; one in working time is kept as it is until it begins. */
    public String of(String limit) {
        return Within.parse(limit).kind() == Within.Kind.ELAPSED ? pace.of(limit.strip()) : limit.strip();
    }

    /**
     * One in working time becomes the moment at which it is over, reckoned from now on. Another limit, or an appointment
     * that was agreed with somebody, stays as it is: the engine reads it.
     */
    public @Nullable Object at(@Nullable Object limit) {
        if (!(limit instanceof String said)
                || !said.startsWith("P")
                || Within.parse(said).kind() == Within.Kind.ELAPSED) {
            return limit;
        }
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(clock.instant()
                .plus(pace.of(lasting(said)))
                .truncatedTo(ChronoUnit.MILLIS)
                .atZone(clock.getZone()));
    }

    /** How long it would be from now on, whatever the pace: what tells the sooner of two limits. */
    public Duration lasting(String limit) {
        Instant now = clock.instant();
        return Duration.between(now, Within.parse(limit).after(now, times.office()));
    }
}
