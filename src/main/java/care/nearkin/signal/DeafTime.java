package care.nearkin.signal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * When nobody listened: while the program or the broker was away, nobody can be called silent. Each limit is longer by the
 * time in which a sign of life could not have been heard.
 */
@Component
class DeafTime {

    /** A look that comes later than this was none. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

    private static final Duration REMEMBERED = Duration.ofDays(60);

    private final JdbcTemplate jdbc;
    private final Clock clock;

    DeafTime(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Gap(Instant from, Instant until) {

        Duration after(Instant then) {
            Instant begins = from.isBefore(then) ? then : from;
            return begins.isBefore(until) ? Duration.between(begins, until) : Duration.ZERO;
        }
    }

    /** Said again and again by the node that receives. */
    @Transactional
    void listening() {
        Instant now = clock.instant();
        jdbc.update("insert into listening (alive_at) values (?) on conflict do nothing", SqlTime.of(now));
        Instant alive = jdbc.query(
                        "select alive_at from listening for update", (row, n) -> SqlTime.get(row, "alive_at"))
                .get(0);
        if (alive.plus(BETWEEN_LOOKS).isBefore(now)) {
            jdbc.update(
                    "insert into deaf_time (from_at, until_at) values (?, ?) on conflict do nothing",
                    SqlTime.of(alive),
                    SqlTime.of(now));
            jdbc.update("delete from deaf_time where until_at < ?", SqlTime.of(now.minus(REMEMBERED)));
        }
        jdbc.update("update listening set alive_at = ?", SqlTime.of(now));
    }

    /** When somebody last said that she listened; within seconds of the truth. */
    Optional<Instant> heardUntil() {
        return jdbc.query("select alive_at from listening", (row, n) -> SqlTime.get(row, "alive_at")).stream()
                .findFirst();
    }

    List<Gap> gaps() {
        return jdbc.query(
                "select from_at, until_at from deaf_time order by from_at",
                (row, n) -> new Gap(SqlTime.get(row, "from_at"), SqlTime.get(row, "until_at")));
    }

    /** When {@code limit} of listening is over that began at {@code from}. */
    static Instant end(Instant from, Duration limit, List<Gap> gaps) {
        Instant end = from.plus(limit);
        for (Gap gap : gaps) {
            if (gap.from().isBefore(end)) {
                end = end.plus(gap.after(from));
            }
        }
        return end;
    }
}
