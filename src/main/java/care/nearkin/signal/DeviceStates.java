package care.nearkin.signal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The newest of each of a device's fields, for its page. */
@Component
class DeviceStates {

    record State(String field, String kind, @Nullable String level, String value, Instant receivedAt, long told) {}

    private final JdbcTemplate jdbc;

    DeviceStates(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<State> of(String device) {
        return jdbc.query(
                """
                select field, kind, level, value, received_at, told from signal_state
                 where device = ? and field not in ('', '#clock') order by received_at desc, field
                """,
                (row, number) -> new State(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        SqlTime.get(row, "received_at"),
                        row.getLong(6)),
                device);
    }
}
