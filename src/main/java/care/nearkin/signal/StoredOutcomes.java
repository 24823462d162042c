package care.nearkin.signal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

@Component
class StoredOutcomes implements Outcomes {

    private final JdbcTemplate jdbc;

    StoredOutcomes(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Became> of(String topic, Instant since) {
        return jdbc
                .query(
                        """
                        select outcome, why, case_number from signal_seen
                         where topic = ? and received_at = (select max(received_at) from signal_seen
                                                            where topic = ? and received_at >= ?)
                         order by id desc
                        """,
                        (row, number) ->
                                new Became(Outcome.valueOf(row.getString(1)), row.getString(2), row.getString(3)),
                        topic,
                        topic,
                        SqlTime.of(since))
                .stream()
                .reduce((one, other) -> other.outcome().graverThan(one.outcome()) ? other : one);
    }

    @Override
    public List<String> devicesOf(String caseNumber) {
        return jdbc.queryForList("""
                select distinct device from signal
                 where case_number = ? and device is not null and outcome = 'ALARM' order by device
                """, String.class, caseNumber);
    }
}
