package care.nearkin.signal;

import care.nearkin.access.AccessLog;
import care.nearkin.kernel.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class StoredPauses implements Pauses {

    /** Nobody is left alone for longer because of one click. */
    private static final Duration LONGEST = Duration.ofDays(90);

    private final JdbcTemplate jdbc;
    private final AccessLog log;
    private final Clock clock;

    StoredPauses(JdbcTemplate jdbc, AccessLog log, Clock clock) {
        this.jdbc = jdbc;
        this.log = log;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void set(long resident, Reason reason, Instant until, String by) {
        Instant now = clock.instant();
        if (!until.isAfter(now)) {
            throw Refusal.invalid("until", "signal.pause.past");
        }
        if (until.isAfter(now.plus(LONGEST))) {
            throw Refusal.invalid("until", "signal.pause.tooLong", LONGEST.toDays());
        }
        over(resident, now, by);
        jdbc.update("""
                insert into silence_pause (id, resident, reason, from_at, until_at, set_by)
                values (nextval('silence_pause_seq'), ?, ?, ?, ?, ?)
                """, resident, reason.name(), SqlTime.of(now), SqlTime.of(until), by);
        log.wrote("silence", String.valueOf(resident), "paused " + reason);
    }

    @Override
    @Transactional
    public void end(long resident, String by) {
        Instant now = clock.instant();
        if (over(resident, now, by) > 0) {
            jdbc.update("""
                    update person_watch set watched_from = ?, look_at = case when silent_since is null then ? end
                     where resident = ?
                    """, SqlTime.of(now), SqlTime.of(now), resident);
            jdbc.update("""
                    update device_watch set watched_from = ?, look_at = ?
                     where silent_since is null and look_at is not null
                       and device in (select key from device where resident_id = ?)
                    """, SqlTime.of(now), SqlTime.of(now), resident);
            log.wrote("silence", String.valueOf(resident), "pause ended");
        }
    }

    private int over(long resident, Instant now, String by) {
        return jdbc.update("""
                update silence_pause set ended_at = ?, ended_by = ?
                 where resident = ? and ended_at is null and until_at > ?
                """, SqlTime.of(now), by, resident, SqlTime.of(now));
    }

    @Override
    public List<Pause> now(long resident) {
        return jdbc.query(
                """
                select reason, from_at, until_at, set_by from silence_pause
                 where resident = ? and ended_at is null and until_at > ? order by until_at
                """,
                (row, n) -> new Pause(
                        Reason.valueOf(row.getString("reason")),
                        SqlTime.get(row, "from_at"),
                        SqlTime.get(row, "until_at"),
                        row.getString("set_by")),
                resident,
                SqlTime.of(clock.instant()));
    }

    /** When her last pause was over; her clock begins there. */
    @Nullable
    Instant lastEnd(long resident, Instant now) {
        return jdbc.query("""
                        select max(least(until_at, coalesce(ended_at, until_at))) until_at from silence_pause
                         where resident = ? and least(until_at, coalesce(ended_at, until_at)) <= ?
                        """, (row, n) -> SqlTime.orNull(row, "until_at"), resident, SqlTime.of(now)).stream()
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Until when each of these people is paused; {@code devices}: only where their devices are known to be off. */
    Map<Long, Instant> until(Collection<Long> residents, boolean devices, Instant now) {
        Map<Long, Instant> until = new HashMap<>();
        if (!residents.isEmpty()) {
            jdbc.query(
                    """
                    select resident, max(until_at) until_at from silence_pause
                     where resident = any(?) and ended_at is null and until_at > ? and (not ? or reason = ?)
                     group by resident
                    """,
                    row -> {
                        until.put(row.getLong("resident"), SqlTime.get(row, "until_at"));
                    },
                    residents.toArray(Long[]::new),
                    SqlTime.of(now),
                    devices,
                    Reason.DEVICE_OFFLINE.name());
        }
        return until;
    }
}
