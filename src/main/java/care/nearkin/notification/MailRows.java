package care.nearkin.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The mail that has to leave the building: taken by one sender at a time, tried again with growing gaps, then held. */
@Repository
class MailRows {

    /** Waiting after the first, second, … failure; after the last one somebody has to look. */
    static final List<Duration> GAPS =
            List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1));

    /** A sender that dies in the middle leaves the letter to others after this time. */
    static final Duration LEASE = Duration.ofMinutes(2);

    enum Trouble {
        NO_SERVER,
        NO_ADDRESS,
        UNREACHABLE,
        SIGN_IN,
        REFUSED
    }

    record Letter(
            long id,
            String staff,
            String kind,
            Map<String, String> arguments,
            @Nullable String link,
            Instant toldAt,
            int attempts,
            @Nullable Trouble trouble,
            boolean held,
            Instant nextTryAt) {}

    private static final String LETTER =
            "m.id, m.staff, m.attempts, m.trouble, m.state, m.next_try_at, n.kind, n.arguments, n.link, n.told_at";

    private final JdbcClient jdbc;
    private final NoticeRows notices;

    MailRows(JdbcClient jdbc, NoticeRows notices) {
        this.jdbc = jdbc;
        this.notices = notices;
    }

    void add(long notice, Collection<String> people, Instant now) {
        jdbc.sql("""
                        insert into notice_mail (notice_id, staff, state, next_try_at)
                        select :notice, unnest(:people), 'WAITING', :now""")
                .param("notice", notice)
                .param("people", people.toArray(String[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Two senders never take the same letter; counting the attempt beforehand makes a crash count too. */
    @Transactional
    List<Letter> take(int most, Instant now) {
        return jdbc.sql("""
                        with due as (
                            select id from notice_mail where state = 'WAITING' and next_try_at <= :now
                            order by next_try_at limit :most for update skip locked)
                        update notice_mail m set attempts = m.attempts + 1, next_try_at = :lease
                        from due, notice n where m.id = due.id and n.id = m.notice_id
                        returning\s""" + LETTER)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .param("lease", now.plus(LEASE).atOffset(ZoneOffset.UTC))
                .query(this::letter)
                .list();
    }

    @Transactional
    void sent(long id, Instant now) {
        jdbc.sql("update notice_mail set state = 'SENT', trouble = null, sent_at = :now where id = :id")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    @Transactional
    void failed(Letter letter, Trouble why, Instant now) {
        if (letter.attempts() > GAPS.size()) {
            hold(letter, why);
            return;
        }
        jdbc.sql("update notice_mail set trouble = :why, next_try_at = :next where id = :id and state = 'WAITING'")
                .param("why", why.name())
                .param("next", now.plus(GAPS.get(letter.attempts() - 1)).atOffset(ZoneOffset.UTC))
                .param("id", letter.id())
                .update();
    }

    /** Kept until somebody presses "try again": what only waits for a mail server would be old news by then. */
    @Transactional
    void hold(Letter letter, Trouble why) {
        jdbc.sql("update notice_mail set state = 'HELD', trouble = :why where id = :id and state = 'WAITING'")
                .param("why", why.name())
                .param("id", letter.id())
                .update();
    }

    List<Letter> troubled(@Nullable Long after, int limit) {
        return jdbc.sql("select " + LETTER + """
                         from notice_mail m join notice n on n.id = m.notice_id
                        where m.state <> 'SENT' and m.trouble is not null and m.id < :after
                        order by m.id desc limit :limit""")
                .param("after", after == null ? Long.MAX_VALUE : after)
                .param("limit", limit)
                .query(this::letter)
                .list();
    }

    int again(@Nullable Long id, Instant now) {
        return jdbc.sql("""
                        update notice_mail set state = 'WAITING', attempts = 0, trouble = null, next_try_at = :now
                        where state <> 'SENT' and trouble is not null and (:every or id = :id)""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("every", id == null)
                .param("id", id == null ? 0 : id)
                .update();
    }

    /** When this kind last went into the mail. */
    Optional<Instant> lastMailed(String kind) {
        return jdbc.sql("""
                        select n.told_at from notice n where n.kind = :kind
                        and exists (select 1 from notice_mail m where m.notice_id = n.id)
                        order by n.id desc limit 1""")
                .param("kind", kind)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    private Letter letter(ResultSet row, int number) throws SQLException {
        String trouble = row.getString("trouble");
        return new Letter(
                row.getLong("id"),
                row.getString("staff"),
                row.getString("kind"),
                notices.read(row.getString("arguments")),
                row.getString("link"),
                row.getObject("told_at", OffsetDateTime.class).toInstant(),
                row.getInt("attempts"),
                trouble == null ? null : Trouble.valueOf(trouble),
                "HELD".equals(row.getString("state")),
                row.getObject("next_try_at", OffsetDateTime.class).toInstant());
    }
}
