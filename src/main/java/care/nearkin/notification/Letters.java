package care.nearkin.notification;

import care.nearkin.access.Viewer;
import care.nearkin.notification.Fate.Failed;
import care.nearkin.notification.Fate.Held;
import care.nearkin.notification.Fate.Later;
import care.nearkin.notification.Fate.Recalled;
import care.nearkin.notification.Fate.Taken;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What is due to leave: taken by one carrier at a time, tried again with growing gaps, then held for a person. */
@Repository
class Letters {

    /** Waiting after the first, second, … failure; after the last one somebody has to look. */
    static final List<Duration> GAPS =
            List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1));

    /** A siren that does not sound at once is tried again at once: soon it would frighten people for nothing. */
    static final List<Duration> DEVICE_GAPS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1));

    /** A server that is always busy is asked this long. */
    static final Duration PATIENCE_WITH_BUSY = Duration.ofHours(24);

    record Ended(Letter letter, Fate fate) {}

    private final JdbcClient jdbc;
    private final LetterReader reader;

    Letters(JdbcClient jdbc, LetterReader reader) {
        this.jdbc = jdbc;
        this.reader = reader;
    }

    /** Two carriers never take the same letter; counting the attempt beforehand makes a crash count too. */
    @Transactional
    List<Letter> take(Share share, int most, Duration lease, Instant now) {
        return mine(jdbc.sql("""
                        with due as materialized (
                            select id, notice_id from outgoing
                             where state = 'WAITING' and channel = :channel and next_try_at <= :now and %s
                             order by urgent desc, next_try_at limit :most for update skip locked)
                        update outgoing o set attempts = o.attempts + 1, next_try_at = :lease
                        from due left join notice n on n.id = due.notice_id where o.id = due.id
                        returning %s""".formatted(mine(share), LetterReader.COLUMNS)), share)
                .param("now", at(now))
                .param("most", most)
                .param("lease", at(now.plus(lease)))
                .query(reader::letter)
                .list();
    }

    /** What of this share is due, and nobody can carry. */
    @Transactional
    int hold(Share share, Snag why, Instant now) {
        return mine(jdbc.sql("""
                        update outgoing set state = 'HELD', trouble = :why, detail = null, ended_at = :now
                        where state = 'WAITING' and channel = :channel and next_try_at <= :now and\s""" + mine(share)), share)
                .param("why", why.name())
                .param("now", at(now))
                .update();
    }

    private static String mine(Share share) {
        if (share.webhook() != null) {
            return "webhook_id = :webhook";
        }
        return share.rest() ? "(area is null or not area = any(:others))" : "area = any(:areas)";
    }

    private static JdbcClient.StatementSpec mine(JdbcClient.StatementSpec sql, Share share) {
        JdbcClient.StatementSpec named = sql.param("channel", share.channel().name());
        if (share.webhook() != null) {
            return named.param("webhook", share.webhook());
        }
        return share.rest()
                ? named.param("others", share.others().toArray(String[]::new))
                : named.param("areas", share.areas().toArray(String[]::new));
    }

    /** STAFF letters whose webhook is switched off. */
    @Transactional
    int holdOrphans(Set<Long> active, Instant now) {
        return jdbc.sql("""
                        update outgoing set state = 'HELD', trouble = 'NO_GATEWAY', ended_at = :now
                        where state = 'WAITING' and channel = 'STAFF' and next_try_at <= :now
                          and not webhook_id = any(:active)""")
                .param("active", active.toArray(Long[]::new))
                .param("now", at(now))
                .update();
    }

    @Transactional
    void note(List<Ended> all, Instant now) {
        Long[] taken = all.stream()
                .filter(ended -> ended.fate() instanceof Taken)
                .map(ended -> ended.letter().id())
                .toArray(Long[]::new);
        if (taken.length > 0) {
            jdbc.sql("""
                            update outgoing set state = 'SENT', content = null, trouble = null, detail = null, ended_at = :now
                            where id = any(:ids)""").param("now", at(now)).param("ids", taken).update();
        }
        for (Ended ended : all) {
            if (ended.fate() instanceof Failed failed) {
                failed(ended.letter(), failed, now);
            } else if (ended.fate() instanceof Recalled) {
                recalled(ended.letter(), now);
            } else if (ended.fate() instanceof Held held) {
                hold(ended.letter(), held.why(), held.detail(), now);
            } else if (ended.fate() instanceof Later later) {
                later(ended.letter(), later, now);
            }
        }
    }

    private void failed(Letter letter, Failed failed, Instant now) {
        List<Duration> gaps = letter.channel() == Channel.DEVICE ? DEVICE_GAPS : GAPS;
        if (letter.attempts() > gaps.size()) {
            hold(letter, failed.why(), failed.detail(), now);
        } else {
            wait(letter, letter.attempts(), failed.why(), failed.detail(), now.plus(gaps.get(letter.attempts() - 1)));
        }
    }

    private void recalled(Letter letter, Instant now) {
        jdbc.sql("""
                        update outgoing set state = 'RECALLED', trouble = null, detail = null, ended_at = :now
                        where id = :id and state = 'WAITING' and attempts = :was""")
                .param("now", at(now))
                .param("id", letter.id())
                .param("was", letter.attempts())
                .update();
    }

    private void later(Letter letter, Later later, Instant now) {
        if (later.why() != null && letter.toldAt().isBefore(now.minus(PATIENCE_WITH_BUSY))) {
            hold(letter, later.why(), null, now);
        } else {
            wait(letter, letter.attempts() - 1, later.why(), null, later.at());
        }
    }

    /** Unless the lease ran out and somebody else has it now. */
    private void wait(Letter letter, int attempts, @Nullable Snag why, @Nullable String detail, Instant until) {
        jdbc.sql("""
                        update outgoing set attempts = :attempts, trouble = :why, detail = :detail, next_try_at = :until
                        where id = :id and state = 'WAITING' and attempts = :was""")
                .param("attempts", attempts)
                .param("why", why == null ? null : why.name())
                .param("detail", detail)
                .param("until", at(until))
                .param("id", letter.id())
                .param("was", letter.attempts())
                .update();
    }

    private void hold(Letter letter, Snag why, @Nullable String detail, Instant now) {
        jdbc.sql("""
                        update outgoing set state = 'HELD', trouble = :why, detail = :detail, ended_at = :now
                        where id = :id and state = 'WAITING' and attempts = :was""")
                .param("why", why.name())
                .param("detail", detail)
                .param("now", at(now))
                .param("id", letter.id())
                .param("was", letter.attempts())
                .update();
    }

    /** Of the areas that she serves. */
    List<Letter> troubled(Viewer who, @Nullable Channel channel, @Nullable Long after, int limit) {
        return jdbc.sql("select " + LetterReader.COLUMNS + """
                         from outgoing o left join notice n on n.id = o.notice_id
                        where o.state in ('WAITING', 'HELD') and o.trouble is not null and o.id < :after
                          and (:every or o.channel = :channel)
                          and (:everywhere or o.area is null or o.area = any(:areas))
                        order by o.id desc limit :limit""")
                .param("after", after == null ? Long.MAX_VALUE : after)
                .param("everywhere", who.everywhere())
                .param("areas", who.areas().toArray(String[]::new))
                .param("every", channel == null)
                .param("channel", channel == null ? "" : channel.name())
                .param("limit", limit)
                .query(reader::letter)
                .list();
    }

    /** Not what a device should have done long ago. */
    int again(Viewer who, @Nullable Long id, @Nullable Channel channel, Instant now) {
        return jdbc.sql("""
                        update outgoing set state = 'WAITING', attempts = 0, trouble = null, detail = null,
                               next_try_at = :now, ended_at = null
                        where state in ('WAITING', 'HELD') and trouble is not null
                          and (:one = 0 or id = :one) and (:channel = '' or channel = :channel)
                          and (:everywhere or area is null or area = any(:areas))
                          and (channel <> 'DEVICE' or told_at > :late)""")
                .param("everywhere", who.everywhere())
                .param("areas", who.areas().toArray(String[]::new))
                .param("now", at(now))
                .param("one", id == null ? 0 : id)
                .param("channel", channel == null ? "" : channel.name())
                .param("late", at(now.minus(DeviceLine.TOO_LATE)))
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
