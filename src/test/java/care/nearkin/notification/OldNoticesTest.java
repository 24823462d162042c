package care.nearkin.notification;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.NearkinTest;
import care.nearkin.access.Group;
import care.nearkin.engine.EngineTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Told long before any other notice of these tests, so that moving time forward deletes nobody else's. */
@NearkinTest
class OldNoticesTest {

    private static final Instant THEN = Instant.parse("2020-01-01T00:00:00Z");

    @Autowired
    OldNotices old;

    @Autowired
    Notices notices;

    @Autowired
    EngineTime time;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    Clock clock;

    private final String key = "old " + UUID.randomUUID();

    @BeforeEach
    void tellOneInTheYear2020() {
        time.stopAt(THEN);
        notices.tell(new Notice(
                "no-operator",
                key,
                EnumSet.of(Group.SUPERVISOR),
                Set.of(),
                null,
                Map.of(),
                null,
                false,
                EnumSet.allOf(Notice.Channel.class)));
    }

    @AfterEach
    void forget() {
        transactions.executeWithoutResult(status -> jdbc.update("delete from notice where key = ?", key));
    }

    @Test
    void sentMailGoesAfter30DaysAndTheNoticeWithItsReadersAfter90() {
        end("SENT");
        time.stopAt(THEN.plus(Duration.ofDays(30)));
        old.deleteOld();
        assertThat(rows("outgoing")).isPositive();
        time.stopAt(THEN.plus(Duration.ofDays(30)).plusSeconds(1));
        old.deleteOld();
        assertThat(rows("outgoing")).isZero();
        assertThat(rows("notice_reader")).isPositive();
        time.stopAt(THEN.plus(Duration.ofDays(90)));
        old.deleteOld();
        assertThat(rows("notice_reader")).isPositive();
        time.stopAt(THEN.plus(Duration.ofDays(90)).plusSeconds(1));
        old.deleteOld();
        assertThat(letters("select id from notice where key = ?")).isEmpty();
        assertThat(rows("notice_reader")).isZero();
    }

    @Test
    void aNoticeWhoseMailHasNotGotOutWaitsForIt() {
        time.stopAt(THEN.plus(Duration.ofDays(1000)));
        old.deleteOld();
        assertThat(rows("outgoing")).isPositive();
    }

    @Test
    void whatIsHeldAndLookedAtByNobodyGoesAfter30DaysToo() {
        end("HELD");
        time.stopAt(THEN.plus(Duration.ofDays(30)));
        old.deleteOld();
        assertThat(rows("outgoing")).isPositive();
        time.stopAt(THEN.plus(Duration.ofDays(30)).plusSeconds(1));
        old.deleteOld();
        assertThat(rows("outgoing")).isZero();
    }

    private void end(String state) {
        transactions.executeWithoutResult(status -> jdbc.update(
                "update outgoing set state = ?, ended_at = ? where notice_id in (select id from notice where key = ?)",
                state,
                THEN.atOffset(ZoneOffset.UTC),
                key));
    }

    private java.util.List<Long> letters(String query) {
        return jdbc.queryForList(query, Long.class, key);
    }

    private int rows(String table) {
        Integer count = jdbc.queryForObject(
                "select count(*) from " + table + " where notice_id in (select id from notice where key = ?)",
                Integer.class,
                key);
        return count == null ? 0 : count;
    }
}
