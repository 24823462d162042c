package care.nearkin.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.NearkinTest;
import care.nearkin.engine.EngineTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Kept long before any other draft of these tests, so that moving time forward deletes nobody else's. */
@NearkinTest
class OldDraftsTest {

    private static final Instant THEN = Instant.parse("2020-01-01T00:00:00Z");

    @Autowired
    OldDrafts old;

    @Autowired
    DraftRows rows;

    @Autowired
    EngineTime time;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transactions;

    private final String task = "old " + UUID.randomUUID();

    @Test
    void aDraftThatNobodyWentOnWithForThirtyDaysIsDeletedThoughItsStepStillWaits() {
        transactions.executeWithoutResult(tx -> {
            jdbc.update("""
                    insert into open_task (id, task_key, flow, case_number, urgency, subject, groups, lane, created_at, position)
                    values (?, 'Task_Old', 'alarm', 'XX-2020-000001', 'MINOR', 'alarm.kind.SOS', '{}', '', now(),
                            nextval('open_task_position'))""", task);
            rows.keep(task, "operator1", "sealed", THEN);
        });

        time.stopAt(THEN.plus(Duration.ofDays(30)));
        old.deleteOld();
        assertThat(rows.find(task, "operator1")).isPresent();

        time.stopAt(THEN.plus(Duration.ofDays(30)).plusSeconds(1));
        old.deleteOld();
        assertThat(rows.find(task, "operator1")).isEmpty();
    }

    @AfterEach
    void theStepIsOver() {
        transactions.executeWithoutResult(tx -> jdbc.update("delete from open_task where id = ?", task));
    }
}
