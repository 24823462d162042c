package care.nearkin.signal;

import java.time.Instant;
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
                        select outcome, why, case_number from signal_seen where topic = ? and received_at >= ?
                         order by received_at desc, id desc limit 1
                        """,
                        (row, number) ->
                                new Became(Outcome.valueOf(row.getString(1)), row.getString(2), row.getString(3)),
                        topic,
                        SqlTime.of(since))
                .stream()
                .findFirst();
    }
}
