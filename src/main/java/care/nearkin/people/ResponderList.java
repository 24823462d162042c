package care.nearkin.people;

import care.nearkin.access.Viewer;
import care.nearkin.kernel.Slice;
import care.nearkin.people.Responders.Kind;
import care.nearkin.people.Responders.Skill;
import care.nearkin.people.Responders.Where;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lists of responders, page by page, without what is sealed. */
@Component
class ResponderList {

    private static final String PAUSED = "(r.paused and (r.paused_until is null or r.paused_until >= :today))";

    private static final String ROWS = "select r.id, r.responder_key as key, r.kind, r.name, r.skills, r.remark,"
            + " r.hours as in_words, " + Span.COLUMN + " as spans, r.area, r.estate, r.building, r.place as found_at, "
            + PAUSED + " as paused, r.paused_until,"
            + " (select count(*) from responder_match m where m.responder_id = r.id) as matches, ";

    private final JdbcClient jdbc;

    ResponderList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What to show: {@code search} may hold several words, each found in name, key or place. */
    record Ask(
            @Nullable String search,
            @Nullable Kind kind,
            @Nullable String area,
            @Nullable Skill skill,
            @Nullable Boolean paused,
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
        KEY("r.responder_key collate \"C\"", true),
        KIND("r.kind collate \"C\"", true),
        NEWEST("''::text", false);

        private final String column;
        private final boolean rising;

        Order(String column, boolean rising) {
            this.column = column;
            this.rising = rising;
        }
    }

    /** A responder in a list. */
    record Row(
            long id,
            String key,
            String kind,
            String name,
            String skills,
            @Nullable String remark,
            @Nullable String inWords,
            @Nullable String spans,
            @Nullable String area,
            @Nullable String estate,
            @Nullable String building,
            @Nullable String foundAt,
            boolean paused,
            @Nullable LocalDate pausedUntil,
            int matches,
            String place) {

        Set<Skill> can() {
            return SkillSet.read(skills);
        }

        public @Nullable String line() {
            return Where.line(estate, building, foundAt);
        }

        List<Hours> hours() {
            return Span.read(spans);
        }
    }

    @Transactional(readOnly = true)
    Slice<Row> find(Ask ask, Viewer viewer, LocalDate today) {
        Map<String, Object> values = new LinkedHashMap<>(Map.of("today", today));
        StringBuilder sql = new StringBuilder(ROWS + ask.order().column + " as place from responder r where true");
        if (!viewer.everywhere()) {
            sql.append(" and (r.area is null or r.area in (:served))");
            values.put("served", viewer.areas().isEmpty() ? Set.of("") : viewer.areas());
        }
        if (ask.kind() != null) {
            sql.append(" and r.kind = :kind");
            values.put("kind", ask.kind().name());
        }
        if (ask.area() != null) {
            sql.append(" and r.area = :area");
            values.put("area", ask.area());
        }
        if (ask.skill() != null) {
            sql.append(" and :skill = any (string_to_array(r.skills, ','))");
            values.put("skill", ask.skill().name());
        }
        if (ask.paused() != null) {
            sql.append(ask.paused() ? " and " : " and not ").append(PAUSED);
        }
        SearchText.words(ask.search() == null ? "" : ask.search()).forEach(word -> {
            String name = "word" + values.size();
            sql.append(" and concat_ws(' ', r.name, r.responder_key, r.estate, r.building, r.place) ilike :" + name);
            values.put(name, ResidentList.holding(word));
        });
        return page(ask, sql, values);
    }

    private Slice<Row> page(Ask ask, StringBuilder sql, Map<String, Object> values) {
        Order order = ask.order();
        if (ask.after() != null) {
            ListCursor at = ListCursor.read(ask.after());
            sql.append(" and (" + order.column + ", r.id) " + (order.rising ? ">" : "<") + " (:place, :id)");
            values.put("place", at.place());
            values.put("id", at.id());
        }
        String way = order.rising ? "" : " desc";
        sql.append(" order by place" + way + ", r.id" + way + " limit :limit");
        values.put("limit", ask.limit() + 1);
        List<Row> rows =
                jdbc.sql(sql.toString()).params(values).query(Row.class).list();
        return Slice.of(rows, ask.limit(), row -> ListCursor.of(row.id(), row.place()));
    }
}
