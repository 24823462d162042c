package care.nearkin.notification;

import care.nearkin.access.AccessLog;
import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.kernel.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the office has people told by which way as long as they do not say otherwise. It knows {@link Happening}s only: an
 * alarm is none, so nobody can say here that it is not told.
 */
@Service
class TellingDefaults {

    /** One cell that somebody changed, and why. */
    record Change(long id, Happening event, Channel way, boolean wanted, String why, String by, Instant at) {}

    static final int LONGEST_WHY = 300;

    private final JdbcClient jdbc;
    private final StaffAccounts staff;
    private final AccessLog log;
    private final Clock clock;

    TellingDefaults(JdbcClient jdbc, StaffAccounts staff, AccessLog log, Clock clock) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.log = log;
        this.clock = clock;
    }

    Map<Happening, Set<Channel>> now() {
        return Wishes.of(
                jdbc.sql("select event || '.' || channel from telling_default where wanted")
                        .query(String.class)
                        .list(),
                Wishes.WAYS);
    }

    /** How many who work here have chosen otherwise than the office, by {@code EVENT.WAY}. */
    Map<String, Integer> otherwise() {
        Map<String, Integer> people = new TreeMap<>();
        jdbc.sql("""
                        select w.event, w.channel, count(*) from telling_wish w
                          join telling_default d on d.event = w.event and d.channel = w.channel
                         where w.wanted <> d.wanted and w.staff = any(:people) group by w.event, w.channel""")
                .param("people", everybody().toArray(String[]::new))
                .query((row, number) -> people.put(row.getString(1) + "." + row.getString(2), row.getInt(3)))
                .list();
        return people;
    }

    /** Who works here at all. */
    Set<String> everybody() {
        return staff.members(EnumSet.allOf(Group.class), null);
    }

    /** The newest first. */
    List<Change> changes(@Nullable Long after, int limit) {
        return jdbc.sql("""
                        select id, event, channel, wanted, why, changed_by, changed_at from telling_default_change
                         where id < :after order by id desc limit :limit""")
                .param("after", after == null ? Long.MAX_VALUE : after)
                .param("limit", limit)
                .query(TellingDefaults::change)
                .list();
    }

    /** What an administrator has before her when she changes something; 0 before the first change. */
    long newest() {
        return jdbc.sql("select coalesce(max(id), 0) from telling_default_change")
                .query(Long.class)
                .single();
    }

    /**
     * Refused without a reason, and when somebody else has changed something since.
     *
     * @param seen the newest change when the page was opened
     */
    @Transactional
    void set(Map<Happening, Set<Channel>> wanted, String why, long seen) {
        String because = why.strip();
        if (because.isEmpty() || because.length() > LONGEST_WHY) {
            throw Refusal.invalid("why", "notification.defaults.why", LONGEST_WHY);
        }
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('nearkin telling defaults', 0)) is null")
                .query(Boolean.class)
                .single();
        if (newest() != seen) {
            throw Refusal.conflict("notification.defaults.changed");
        }
        Map<Happening, Set<Channel>> before = now();
        int changed = 0;
        for (Happening event : Happening.values()) {
            for (Channel way : Wishes.WAYS) {
                boolean wants = Wishes.has(wanted, event, way);
                if (wants != Wishes.has(before, event, way)) {
                    write(event, way, wants, because);
                    changed++;
                }
            }
        }
        if (changed == 0) {
            throw Refusal.invalid(null, "notification.defaults.same");
        }
        log.wrote("telling", "defaults", because);
    }

    private void write(Happening event, Channel way, boolean wants, String why) {
        jdbc.sql("update telling_default set wanted = :wanted where event = :event and channel = :way")
                .param("wanted", wants)
                .param("event", event.name())
                .param("way", way.name())
                .update();
        jdbc.sql("""
                        insert into telling_default_change (event, channel, wanted, why, changed_by, changed_at)
                        values (:event, :way, :wanted, :why, :by, :now)""")
                .param("event", event.name())
                .param("way", way.name())
                .param("wanted", wants)
                .param("why", why)
                .param("by", log.who())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Change change(ResultSet row, int number) throws SQLException {
        return new Change(
                row.getLong("id"),
                Happening.valueOf(row.getString("event")),
                Channel.valueOf(row.getString("channel")),
                row.getBoolean("wanted"),
                row.getString("why"),
                row.getString("changed_by"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}
