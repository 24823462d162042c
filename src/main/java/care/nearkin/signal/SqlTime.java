package care.nearkin.signal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Instants in plain JDBC, which knows times with an offset only. */
final class SqlTime {

    private SqlTime() {}

    static OffsetDateTime of(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Instant get(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(orNull(row, column));
    }

    static @Nullable Instant orNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
