package care.nearkin.engine;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Looks through everything that is kept: every column of every table, whatever its type, the engine's first of all. */
public final class EngineTables {

    private EngineTables() {}

    public static List<String> names(JdbcTemplate jdbc) {
        return jdbc.queryForList("""
                select table_name from information_schema.tables
                where table_schema = current_schema() and table_type = 'BASE TABLE' and table_name like 'act\\_%'
                order by table_name
                """, String.class);
    }

    /** {@code table.column} of each place where {@code secret} stands; a promise that it left no trace wants none. */
    public static List<String> holding(JdbcTemplate jdbc, String secret) {
        return holding(jdbc, names(jdbc), secret);
    }

    /** The same for other tables than the engine's. */
    public static List<String> holding(JdbcTemplate jdbc, List<String> tables, String secret) {
        List<String> found = new ArrayList<>();
        for (String table : tables) {
            jdbc.query(
                    """
                    select column_name, data_type from information_schema.columns
                    where table_schema = current_schema() and table_name = ?
                    """,
                    row -> {
                        if (holds(jdbc, table, row.getString(1), row.getString(2), secret)) {
                            found.add(table + "." + row.getString(1));
                        }
                    },
                    table);
        }
        return found;
    }

    private static boolean holds(JdbcTemplate jdbc, String table, String column, String type, String secret) {
        String condition = type.equals("bytea")
                ? "position(convert_to(?, 'UTF8') in \"%s\") > 0".formatted(column)
                : "position(? in \"%s\"::text) > 0".formatted(column);
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from %s where %s)".formatted(table, condition), Boolean.class, secret));
    }
}
