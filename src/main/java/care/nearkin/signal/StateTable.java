package care.nearkin.signal;

import care.nearkin.kernel.Seal;
import care.nearkin.signal.format.Message;
import care.nearkin.signal.format.Plain;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table {@code signal_state}: the newest of every device and field. Plain JDBC, because it is written by thousands. */
@Component
class StateTable {

    private final JdbcTemplate jdbc;
    private final Seal seal;

    StateTable(JdbcTemplate jdbc, Seal seal) {
        this.jdbc = jdbc;
        this.seal = seal;
    }

    Map<String, Map<String, FieldState>> of(Collection<String> devices) {
        Map<String, Map<String, FieldState>> found = new HashMap<>();
        devices.forEach(device -> found.put(device, new HashMap<>()));
        if (!devices.isEmpty()) {
            jdbc.query(
                    "select * from signal_state where device = any(?)",
                    row -> {
                        found.computeIfAbsent(row.getString("device"), d -> new HashMap<>())
                                .put(row.getString("field"), state(row));
                    },
                    (Object) devices.toArray(String[]::new));
        }
        return found;
    }

    void write(Map<Book.Place, FieldState> states) {
        List<Map.Entry<Book.Place, FieldState>> rows = List.copyOf(states.entrySet());
        jdbc.batchUpdate(
                """
                insert into signal_state
                    (device, field, kind, level, value, outcome, topic, source, received_at, device_time, raw, told,
                     since)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (device, field) do update set kind = excluded.kind, level = excluded.level,
                    value = excluded.value, outcome = excluded.outcome, topic = excluded.topic,
                    source = excluded.source, received_at = excluded.received_at,
                    device_time = excluded.device_time, raw = excluded.raw, told = excluded.told,
                    since = excluded.since
                """, rows, Math.max(1, rows.size()), (statement, row) -> fill(statement, row.getKey(), row.getValue()));
    }

    private void fill(PreparedStatement statement, Book.Place place, FieldState state) throws SQLException {
        Boolean level = state.level();
        Instant deviceTime = state.deviceTime();
        statement.setString(1, place.device());
        statement.setString(2, place.field());
        statement.setString(3, state.kind().key());
        statement.setString(4, level == null ? null : level ? "ON" : "OFF");
        statement.setString(5, state.value());
        statement.setString(6, state.outcome().name());
        statement.setString(7, Plain.text(state.message().topic()));
        statement.setString(8, state.source());
        statement.setObject(9, SqlTime.of(state.message().receivedAt()));
        statement.setObject(10, deviceTime == null ? null : SqlTime.of(deviceTime), Types.TIMESTAMP_WITH_TIMEZONE);
        statement.setString(11, seal.seal(state.message().raw()));
        statement.setLong(12, state.told());
        Instant since = state.since();
        statement.setObject(13, since == null ? null : SqlTime.of(since), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private FieldState state(ResultSet row) throws SQLException {
        String level = row.getString("level");
        Message message = new Message(
                row.getString("topic"),
                seal.open(row.getString("raw")).getBytes(StandardCharsets.UTF_8),
                false,
                SqlTime.get(row, "received_at"));
        return new FieldState(
                SignalKind.of(row.getString("kind")).orElse(SignalKind.OTHER),
                level == null ? null : level.equals("ON"),
                row.getString("value"),
                Outcome.valueOf(row.getString("outcome")),
                message,
                row.getString("source"),
                SqlTime.orNull(row, "device_time"),
                row.getLong("told"),
                SqlTime.orNull(row, "since"));
    }
}
