package care.nearkin.signal;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.NearkinTest;
import care.nearkin.engine.EngineTime;
import care.nearkin.kernel.Sweep;
import java.sql.Connection;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Messages are not kept for ever; time is moved, nobody waits half a year. */
@NearkinTest
class OldSignalsTest {

    @Autowired
    OldSignals old;

    @Autowired
    EngineTime time;

    @Autowired
    Sweep sweep;

    @Autowired
    DataSource dataSource;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    Clock clock;

    private final String device = "nearkin:old-" + UUID.randomUUID();
    private final Instant then = Instant.parse("2020-01-01T00:00:00Z");

    @AfterEach
    void forget() {
        transactions.executeWithoutResult(
                status -> jdbc.update("delete from signal where device like 'nearkin:old-%'"));
    }

    @Test
    void aMessageIsKeptFor180DaysAndNoLonger() {
        stored("door", null, 0);
        time.stopAt(then.plus(Duration.ofDays(180)));
        old.deleteOld();
        assertThat(kept()).containsExactly("door");
        time.stopAt(then.plus(Duration.ofDays(180)).plusSeconds(1));
        old.deleteOld();
        assertThat(kept()).isEmpty();
    }

    @Test
    void whatWasAMatterOfLifeLivesWithItsCase() {
        stored("smoke", "AL-2020-000001", 0);
        stored("smoke", null, 1);
        stored("leak", "AL-2020-000002", 2);
        time.stopAt(then.plus(Duration.ofDays(2000)));
        old.deleteOld();
        assertThat(kept()).containsExactly("smoke");
    }

    @Test
    void manyGoInSmallBatchesAndNothingYoungerGoesWithThem() {
        transactions.executeWithoutResult(
                status -> IntStream.range(0, 1203).forEach(second -> stored("door", null, second)));
        time.stopAt(then.plus(Duration.ofDays(180)).plusSeconds(1101));
        assertThat(old.deleteOld()).isEqualTo(1101);
        assertThat(kept()).hasSize(102);
    }

    @Test
    void whileAnotherNodeIsAtItThisOneLeavesItAlone() throws Exception {
        stored("door", null, 0);
        time.stopAt(then.plus(Duration.ofDays(400)));
        try (Connection other = dataSource.getConnection();
                var lock = other.createStatement()) {
            lock.execute("select pg_advisory_xact_lock(hashtextextended('nearkin sweep signals', 0))");
            assertThat(old.deleteOld()).isZero();
            assertThat(kept()).hasSize(1);
            other.rollback();
        }
        assertThat(old.deleteOld()).isEqualTo(1);
    }

    private void stored(String kind, String caseNumber, int second) {
        transactions.executeWithoutResult(
                status -> jdbc.update("""
                insert into signal (id, received_at, topic, source, device, kind, outcome, why, case_number, retained, raw,
                                    content_hash)
                values (nextval('signal_seq') * -1, ?, 't', 'nearkin', ?, ?, 'ACTIVITY', 'signal.why.activity', ?, false,
                        'v1:', repeat('0', 32))
                """, Timestamp.from(then.plusSeconds(second)), device, kind, caseNumber));
    }

    private List<String> kept() {
        return jdbc.queryForList("select kind from signal where device = ? order by received_at", String.class, device);
    }
}
