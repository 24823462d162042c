package care.nearkin.people;

import care.nearkin.access.Viewer;
import care.nearkin.kernel.Slice;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lists of residents, page by page, without what is sealed. */
@Component
class ResidentList {

    private final JdbcClient jdbc;
    private final SearchIndex index;

    ResidentList(JdbcClient jdbc, SearchIndex index) {
        this.jdbc = jdbc;
        this.index = index;
    }

    /** What to show: {@code search} may hold several words, each found as {@link SearchIndex} says. */
    record Ask(
            @Nullable String search,
            @Nullable String area,
            boolean alone,
            Order order,
            @Nullable String after,
            int limit) {

        Ask {
            limit = Slice.limit(limit);
        }
    }

    /** By what a list is in order; the column must not be null. */
    enum Order {
        NAME("r.name collate \"C\"", true),
        KEY("r.resident_key collate \"C\"", true),
        OLDEST("coalesce(r.birth_date::text, '9999') collate \"C\"", true),
        ADDRESS("coalesce(h.line, '') collate \"C\"", true),
        NEWEST("''::text", false);

        private final String column;
        private final boolean rising;

        Order(String column, boolean rising) {
            this.column = column;
            this.rising = rising;
        }
    }

    /** A resident in a list. */
    record Row(
            long id,
            String key,
            String name,
            @Nullable LocalDate birthDate,
            boolean livesAlone,
            String risk,
            @Nullable String address,
            @Nullable String area,
            String place) {}

    @Transactional(readOnly = true)
    Slice<Row> find(Ask ask, Viewer viewer) {
        Map<String, Object> values = new LinkedHashMap<>();
        StringBuilder sql = new StringBuilder("select r.id, r.resident_key as key, r.name, r.birth_date, r.lives_alone,"
                + " r.risk, h.line as address, h.area, " + ask.order().column + " as place"
                + " from resident r left join household h on h.id = r.household_id where true");
        if (!viewer.everywhere()) {
            sql.append(" and (h.area is null or h.area in (:served))");
            values.put("served", viewer.areas().isEmpty() ? Set.of("") : viewer.areas());
        }
        if (ask.area() != null) {
            sql.append(" and h.area = :area");
            values.put("area", ask.area());
        }
        if (ask.alone()) {
            sql.append(" and r.lives_alone");
        }
        String found = index.condition(ask.search(), values);
        if (found != null) {
            sql.append(" and r.id in (select s.resident_id from resident_search s where " + found + ")");
        }
        if (ask.after() != null) {
            ListCursor at = ListCursor.read(ask.after());
            sql.append(
                    " and (" + ask.order().column + ", r.id) " + (ask.order().rising ? ">" : "<") + " (:place, :id)");
            values.put("place", at.place());
            values.put("id", at.id());
        }
        String way = ask.order().rising ? "" : " desc";
        sql.append(" order by place" + way + ", r.id" + way + " limit :limit");
        values.put("limit", ask.limit() + 1);
        List<Row> rows =
                jdbc.sql(sql.toString()).params(values).query(Row.class).list();
        return Slice.of(rows, ask.limit(), row -> ListCursor.of(row.id(), row.place()));
    }

    /** As {@link Residents#found}. */
    @Transactional(readOnly = true)
    Residents.Found found(String words, Viewer viewer, int most) {
        Map<String, Object> values = new LinkedHashMap<>();
        String found = index.condition(words, values);
        if (found == null) {
            return new Residents.Found(List.of(), false);
        }
        StringBuilder sql = new StringBuilder("select s.resident_id from resident_search s where " + found);
        if (!viewer.everywhere()) {
            sql.append(" and not exists (select from resident r join household h on h.id = r.household_id"
                    + " where r.id = s.resident_id and h.area is not null and h.area not in (:served))");
            values.put("served", viewer.areas().isEmpty() ? Set.of("") : viewer.areas());
        }
        sql.append(" limit :most");
        values.put("most", most + 1);
        List<Long> ids =
                jdbc.sql(sql.toString()).params(values).query(Long.class).list();
        return new Residents.Found(ids.subList(0, Math.min(most, ids.size())), ids.size() > most);
    }

    /** What {@code ilike} finds wherever the word stands. */
    static String holding(String word) {
        return "%" + word.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
}
