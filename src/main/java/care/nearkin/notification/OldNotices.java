package care.nearkin.notification;

import care.nearkin.kernel.Sweep;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Notices are deleted after a while, and sooner what was sent, recalled, or held and looked at by nobody; a notice that is
 * still on its way waits for it.
 */
@Component
class OldNotices {

    @ConfigurationProperties("nearkin.keep")
    record Keep(
            @DefaultValue("90d") Duration notices,
            @DefaultValue("30d") Duration mail) {

        Keep {
            if (notices.isNegative() || notices.isZero() || mail.isNegative() || mail.isZero()) {
                throw new IllegalArgumentException("nearkin.keep.notices and .mail have to be times such as 90d");
            }
        }
    }

    private final Keep keep;
    private final Sweep sweep;
    private final JdbcClient jdbc;
    private final Clock clock;

    OldNotices(Keep keep, Sweep sweep, JdbcClient jdbc, Clock clock) {
        this.keep = keep;
        this.sweep = sweep;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    int deleteOld() {
        int mail = sweep.out("what left the building", most -> delete("""
                delete from outgoing where id in (
                    select id from outgoing where state <> 'WAITING' and ended_at < :before order by id limit :most)
                """, keep.mail(), most));
        int notices = sweep.out("notices", most -> delete("""
                delete from notice where id in (
                    select n.id from notice n where n.told_at < :before
                       and not exists (select from outgoing o where o.notice_id = n.id and o.state in ('WAITING', 'HELD'))
                     order by n.id limit :most)
                """, keep.notices(), most));
        return mail + notices;
    }

    private int delete(String sql, Duration age, int most) {
        OffsetDateTime before = clock.instant().minus(age).atOffset(ZoneOffset.UTC);
        return jdbc.sql(sql).param("before", before).param("most", most).update();
    }
}
