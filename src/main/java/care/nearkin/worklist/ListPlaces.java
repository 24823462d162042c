package care.nearkin.worklist;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where each person was in her list of tasks and which columns she has: the same at whichever computer she sits. */
@Component
class ListPlaces {

    /** What a list may show of a task besides what is to be done, in the order in which it shows it. */
    enum Column {
        DUE,
        WHO,
        CASE,
        AREA,
        KIND,
        URGENCY,
        GROUP,
        HOLDER,
        SINCE,
        LAST
    }

    private static final Set<Column> USUAL = EnumSet.of(Column.DUE, Column.WHO, Column.CASE, Column.HOLDER);

    /** {@code address}: the query of her list's address, empty at the beginning; {@code scroll} in CSS pixels. */
    record Place(String address, int scroll, Set<Column> columns) {

        static final Place FIRST = new Place("", 0, USUAL);
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    ListPlaces(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Place of(String staff) {
        return jdbc.sql("select address, scroll, columns from list_place where staff = :staff")
                .param("staff", staff)
                .query((row, number) -> new Place(
                        row.getString("address"),
                        row.getInt("scroll"),
                        row.getArray("columns") == null
                                ? USUAL
                                : columns((String[]) row.getArray("columns").getArray())))
                .optional()
                .orElse(Place.FIRST);
    }

    @Transactional
    void at(String staff, String address) {
        jdbc.sql("""
                        insert into list_place (staff, address, changed_at) values (:staff, :address, :now)
                        on conflict (staff) do update
                           set address = excluded.address, scroll = 0, changed_at = excluded.changed_at
                         where list_place.address <> excluded.address""")
                .param("staff", staff)
                .param("address", address)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** How far down she was; nothing where she has gone to another list meanwhile. */
    @Transactional
    void scrolled(String staff, String address, int scroll) {
        jdbc.sql("update list_place set scroll = :scroll where staff = :staff and address = :address")
                .param("scroll", scroll)
                .param("staff", staff)
                .param("address", address)
                .update();
    }

    @Transactional
    void show(String staff, Collection<Column> columns) {
        jdbc.sql("""
                        insert into list_place (staff, columns, changed_at) values (:staff, :columns, :now)
                        on conflict (staff) do update set columns = excluded.columns, changed_at = excluded.changed_at""")
                .param("staff", staff)
                .param("columns", columns.stream().map(Column::name).toArray(String[]::new))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** What a later version of the program called otherwise is left out. */
    private static Set<Column> columns(@Nullable String[] names) {
        List<String> known = Stream.of(names)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        Set<Column> columns = EnumSet.noneOf(Column.class);
        Arrays.stream(Column.values()).filter(one -> known.contains(one.name())).forEach(columns::add);
        return columns;
    }
}
