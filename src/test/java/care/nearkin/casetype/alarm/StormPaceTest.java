package care.nearkin.casetype.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.NearkinTest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Looking for storms is nothing beside ten thousand alarms: no part of their start, and a moment every few seconds. */
@NearkinTest
class StormPaceTest {

    private static final int ALARMS = 10_000;

    @Autowired
    StormWatch watch;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    private final String area = "pace" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void tenThousandAlarmsAreLookedThroughInSecondsAndThenInNoTime() {
        transaction.executeWithoutResult(tx -> {
            jdbc.update("""
                    insert into case_file (id, number, type, status, stage, area, urgency, subject, opened_at, version)
                    select -n, 'AL-1999-' || (100000000 + n), 'alarm', 'OPEN', 'NEW', ?, 'CRITICAL', 'alarm.kind.SOS',
                           timestamp '1999-01-01', 0 from generate_series(1, ?) n""", area, ALARMS);
            jdbc.update("""
                    insert into alarm (case_number, kind, severity, because, area, device, rung_at, last_ring_at, rings,
                                       repeats, attempts, follow_ups, version)
                    select 'AL-1999-' || (100000000 + n), 'SOS', 'CRITICAL', 'because.alarm.sos', ?, 'nearkin:pace-' || n,
                           timestamp '1999-01-01', timestamp '1999-01-01', 1, 0, 0, 0, 0 from generate_series(1, ?) n""", area, ALARMS);
        });

        Duration first = timed();
        Duration then = timed();

        assertThat(jdbc.queryForObject(
                        "select count(*) from alarm_place p join alarm a using (case_number) where a.area = ?",
                        Integer.class,
                        area))
                .isEqualTo(ALARMS);
        assertThat(first).isLessThan(Duration.ofSeconds(10));
        assertThat(then).isLessThan(Duration.ofMillis(500));
    }

    @AfterEach
    void away() {
        transaction.executeWithoutResult(tx -> {
            jdbc.update(
                    "delete from alarm_place where case_number in (select case_number from alarm where area = ?)",
                    area);
            jdbc.update("delete from alarm where area = ?", area);
            jdbc.update("delete from case_file where area = ?", area);
        });
    }

    private Duration timed() {
        long begin = System.nanoTime();
        watch.round();
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
