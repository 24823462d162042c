package care.nearkin.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** The same for other tables than the engine's; each is read once, whatever it has of columns. */
    public static List<String> holding(JdbcTemplate jdbc, List<String> tables, String secret) {
        Map<String, List<String>> columns = columns(jdbc);
        return tables.stream()
                .flatMap(table -> holding(jdbc, table, columns.getOrDefault(table, List.of()), secret))
                .toList();
    }

    private static Stream<String> holding(JdbcTemplate jdbc, String table, List<String> columns, String secret) {
        String each = columns.stream()
                .map(column -> "case when bool_or(" + condition(column) + ") then '" + column.replaceFirst(" .*", "")
                        + "' end")
                .collect(Collectors.joining(", "));
        List<String> found = jdbc.queryForList(
                "select unnest(array_remove(array[" + each + "]::text[], null)) from " + table,
                String.class,
                Collections.nCopies(columns.size(), secret).toArray());
        return found.stream().map(column -> table + "." + column);
    }

    private static String condition(String column) {
        String name = column.replaceFirst(" .*", "");
        return column.endsWith(" bytea")
                ? "position(convert_to(?, 'UTF8') in \"%s\") > 0".formatted(name)
                : "position(? in \"%s\"::text) > 0".formatted(name);
    }

    /** {@code name type} of each column, by table. */
    private static Map<String, List<String>> columns(JdbcTemplate jdbc) {
        Map<String, List<String>> columns = new HashMap<>();
        jdbc.query("""
                select table_name, column_name || ' ' || data_type from information_schema.columns
                where table_schema = current_schema()
                """, row -> {
            columns.computeIfAbsent(row.getString(1), table -> new ArrayList<>())
                    .add(row.getString(2));
        });
        return columns;
    }
}
