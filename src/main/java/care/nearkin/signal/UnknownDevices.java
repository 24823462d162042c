package care.nearkin.signal;

import care.nearkin.kernel.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Devices that nobody registered and that were heard of all the same. */
@Component
class UnknownDevices {

    /** One of them; {@code kind} is what its gravest signal was about. */
    record Seen(String key, String topic, @Nullable String kind, Instant firstSeen, Instant lastSeen, long told) {}

    private final JdbcTemplate jdbc;

    UnknownDevices(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void seen(Collection<Seen> batch) {
        jdbc.batchUpdate("""
                insert into unknown_device (key, topic, kind, first_seen, last_seen, told) values (?, ?, ?, ?, ?, ?)
                on conflict (key) do update set topic = excluded.topic, kind = coalesce(excluded.kind, unknown_device.kind),
                    last_seen = excluded.last_seen, told = unknown_device.told + excluded.told
                """, batch, Math.max(1, batch.size()), (statement, seen) -> {
            statement.setString(1, seen.key());
            statement.setString(2, seen.topic());
            statement.setString(3, seen.kind());
            statement.setObject(4, SqlTime.of(seen.firstSeen()));
            statement.setObject(5, SqlTime.of(seen.lastSeen()));
            statement.setLong(6, seen.told());
        });
    }

    void forget(String key) {
        jdbc.update("delete from unknown_device where key = ?", key);
    }

    Slice<Seen> newest(@Nullable String after, int limit) {
        Cursor from = Cursor.parse(after);
        List<Seen> rows = jdbc.query("""
                select * from unknown_device where (last_seen, key) < (?, ?) order by last_seen desc, key desc limit ?
                """, UnknownDevices::row, SqlTime.of(from.at()), from.tail(), limit + 1);
        return Slice.of(rows, limit, row -> new Cursor(row.lastSeen(), row.key()).text());
    }

    private static Seen row(ResultSet row, int number) throws SQLException {
        return new Seen(
                row.getString("key"),
                row.getString("topic"),
                row.getString("kind"),
                SqlTime.get(row, "first_seen"),
                SqlTime.get(row, "last_seen"),
                row.getLong("told"));
    }
}
