package care.nearkin.people;

import care.nearkin.access.Viewer;
import care.nearkin.kernel.Slice;
import care.nearkin.people.Organisation.Kind;
import care.nearkin.people.Organisation.Status;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lists of organisations, page by page, without what is sealed. */
@Component
class OrganisationList {

    private final JdbcClient jdbc;

    OrganisationList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Null means any; {@code search} may hold several words, each in name, spelling, services, code, contact or address. */
    record Ask(
            @Nullable String search,
            @Nullable Kind kind,
            @Nullable String area,
            @Nullable Status status,
            Order order,
            @Nullable String after,
            int limit) {

        Ask {
            limit = Slice.limit(limit);
        }
    }

    /** UNTIL: whose agreement ends first; without an end last. */
    enum Order {
        NAME("name collate \"C\"", true),
        UNTIL("coalesce(to_char(agreement_until, 'YYYY-MM-DD'), '9999')", true),
        NEWEST("''::text", false);

        private final String column;
        private final boolean rising;

        Order(String column, boolean rising) {
            this.column = column;
            this.rising = rising;
        }
    }

    /** An organisation in a list. */
    record Row(
            long id,
            String name,
            Kind kind,
            @Nullable String creditCode,
            List<String> areas,
            List<String> services,
            @Nullable String contact,
            @Nullable String address,
            @Nullable LocalDate until,
            Status status,
            String place) {}

    @Transactional(readOnly = true)
    Slice<Row> find(Ask ask, Viewer viewer) {
        Map<String, Object> values = new LinkedHashMap<>();
        Order order = ask.order();
        StringBuilder sql =
                new StringBuilder("select o.*, " + order.column + " as place from organisation o where true");
        if (!viewer.everywhere()) {
            sql.append(" and (areas = '{}' or areas && cast(:served as varchar[]))");
            values.put("served", viewer.areas().toArray(String[]::new));
        }
        if (ask.kind() != null) {
            sql.append(" and kind = :kind");
            values.put("kind", ask.kind().name());
        }
        if (ask.status() != null) {
            sql.append(" and status = :status");
            values.put("status", ask.status().name());
        }
        if (ask.area() != null) {
            sql.append(" and (areas = '{}' or :area = any (areas))");
            values.put("area", ask.area());
        }
        SearchText.words(ask.search() == null ? "" : ask.search()).forEach(word -> {
            String name = "word" + values.size();
            sql.append(" and words like :" + name);
            values.put(name, ResidentList.holding(word));
        });
        if (ask.after() != null) {
            ListCursor at = ListCursor.read(ask.after());
            sql.append(" and (" + order.column + ", id) " + (order.rising ? ">" : "<") + " (:place, :id)");
            values.put("place", at.place());
            values.put("id", at.id());
        }
        String way = order.rising ? "" : " desc";
        sql.append(" order by place" + way + ", id" + way + " limit :limit");
        values.put("limit", ask.limit() + 1);
        List<Row> rows = jdbc.sql(sql.toString())
                .params(values)
                .query((row, at) -> new Row(
                        row.getLong("id"),
                        row.getString("name"),
                        Kind.valueOf(row.getString("kind")),
                        row.getString("credit_code"),
                        List.of((String[]) row.getArray("areas").getArray()),
                        List.of((String[]) row.getArray("services").getArray()),
                        row.getString("contact"),
                        row.getString("address"),
                        row.getObject("agreement_until", LocalDate.class),
                        Status.valueOf(row.getString("status")),
                        row.getString("place")))
                .list();
        return Slice.of(rows, ask.limit(), row -> ListCursor.of(row.id(), row.place()));
    }
}
