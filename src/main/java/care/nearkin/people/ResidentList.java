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

    private static final int MOST_WORDS = 6;

    private final JdbcClient jdbc;

    ResidentList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What to show: {@code search} may hold several words, each found in name, key or address. */
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
        words(ask.search()).forEach(word -> {
            String name = "word" + values.size();
            sql.append(" and concat_ws(' ', r.name, r.resident_key, h.line) ilike :" + name);
            values.put(name, holding(word));
        });
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

    static List<String> words(@Nullable String search) {
        return search == null || search.isBlank()
                ? List.of()
                : List.of(search.strip().replace("\u0000", "").split("\\s+")).stream()
                        .limit(MOST_WORDS)
                        .toList();
    }

    /** What {@code ilike} finds wherever the word stands. */
    static String holding(String word) {
        return "%" + word.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
}
