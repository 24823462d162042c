package care.nearkin.engine;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Looks through everything that the engine keeps: every text and every stored byte of every table of its own. */
public final class EngineTables {

    private EngineTables() {}

    /** {@code table.column} of each place where {@code secret} stands; a promise that it left no trace wants none. */
    public static List<String> holding(JdbcTemplate jdbc, String secret) {
        return jdbc
                .query("""
                        select table_name, column_name, data_type from information_schema.columns
                        where table_name like 'act\\_%'
                        and data_type in ('character varying', 'text', 'bytea')
                        """, (row, at) -> new String[] {row.getString(1), row.getString(2), row.getString(3)})
                .stream()
                .filter(column -> holds(jdbc, column, secret))
                .map(column -> column[0] + "." + column[1])
                .toList();
    }

    private static boolean holds(JdbcTemplate jdbc, String[] column, String secret) {
        String found = column[2].equals("bytea")
                ? "position(convert_to(?, 'UTF8') in %s) > 0".formatted(column[1])
                : "position(? in %s) > 0".formatted(column[1]);
        Integer hits = jdbc.queryForObject(
                "select count(*) from %s where %s".formatted(column[0], found), Integer.class, secret);
        return hits != null && hits > 0;
    }
}
