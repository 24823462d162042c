package care.nearkin.notification;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** When somebody of the staff wants no mail that can wait, by the office's clock. Nothing urgent ever asks here. */
@Service
class QuietHours {

    record Hours(LocalTime from, LocalTime until) {

        /** When the quiet hours in which this moment lies are over; empty when it lies in none. */
        Optional<Instant> over(ZonedDateTime now) {
            LocalTime time = now.toLocalTime();
            boolean overnight = from.isAfter(until);
            boolean quiet = overnight
                    ? !time.isBefore(from) || time.isBefore(until)
                    : !time.isBefore(from) && time.isBefore(until);
            if (!quiet) {
                return Optional.empty();
            }
            boolean tomorrow = overnight && !time.isBefore(from);
            ZonedDateTime over =
                    now.toLocalDate().plusDays(tomorrow ? 1 : 0).atTime(until).atZone(now.getZone());
            // where clocks go back that time comes twice: the second one, when the first is over
            return Optional.of((over.isAfter(now) ? over : over.withLaterOffsetAtOverlap()).toInstant());
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    QuietHours(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Nullable
    Hours of(String staff) {
        return jdbc.sql("select from_time, until_time from quiet_hours where staff = :staff")
                .param("staff", staff)
                .query((row, number) -> new Hours(row.getObject(1, LocalTime.class), row.getObject(2, LocalTime.class)))
                .optional()
                .orElse(null);
    }

    Optional<Instant> over(String staff, Instant now) {
        Hours hours = of(staff);
        return hours == null ? Optional.empty() : hours.over(now.atZone(clock.getZone()));
    }

    /** Null: none. */
    @Transactional
    void set(String staff, @Nullable Hours hours) {
        jdbc.sql("delete from quiet_hours where staff = :staff")
                .param("staff", staff)
                .update();
        if (hours != null) {
            jdbc.sql("insert into quiet_hours (staff, from_time, until_time) values (:staff, :from, :until)")
                    .param("staff", staff)
                    .param("from", hours.from())
                    .param("until", hours.until())
                    .update();
        }
        // what waits for the end of other hours is looked at again now, and waits for the end of these
        jdbc.sql("""
                        update outgoing set next_try_at = :now
                        where staff = :staff and state = 'WAITING' and attempts = 0 and next_try_at > :now""")
                .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .param("staff", staff)
                .update();
    }
}
