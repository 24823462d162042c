package care.nearkin.signal;

import care.nearkin.access.AccessLog;
import care.nearkin.access.Group;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Seal;
import care.nearkin.kernel.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The inbox as people and programs read it, within the areas that they serve. */
@Service
class Signals {

    private static final String COLUMNS = """
            select s.id, s.received_at, s.device_time, s.topic, s.device, s.kind, s.value, s.outcome, s.why, s.case_number,
                   s.retained, s.raw
              from signal_seen s
            """;

    /** What is asked for; {@code topic} ending in {@code #} means everything below. */
    record Ask(
            @Nullable String device,
            @Nullable String topic,
            @Nullable Outcome outcome,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable String after,
            int limit) {}

    /** One message; {@code raw} only for those who may see it. Ids below zero are of counted messages. */
    record Seen(
            long id,
            Instant receivedAt,
            @Nullable Instant deviceTime,
            String topic,
            @Nullable String device,
            @Nullable String signal,
            @Nullable String value,
            Outcome outcome,
            String why,
            @Nullable String caseNumber,
            boolean retained,
            @Nullable String raw) {}

    private final JdbcTemplate jdbc;
    private final Seal seal;
    private final Viewers viewers;
    private final AccessLog log;

    Signals(JdbcTemplate jdbc, Seal seal, Viewers viewers, AccessLog log) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.viewers = viewers;
        this.log = log;
    }

    /** {@code withRaw}: the reader wants what devices sent word for word, which is written down. */
    @Transactional
    public Slice<Seen> list(Ask ask, boolean withRaw) {
        int limit = Slice.limit(ask.limit());
        Viewer viewer = viewers.current();
        boolean raw = withRaw && viewer.in(Group.MAINTAINER, Group.SUPERVISOR, Group.ADMIN);
        Query query = new Query().served(viewer).page(ask).filters(ask);
        List<Seen> rows = jdbc.query(
                COLUMNS + query.where() + " order by s.received_at desc, s.id desc limit " + (limit + 1),
                (row, number) -> seen(row, raw),
                query.values());
        if (raw && !rows.isEmpty()) {
            log.read("signal-raw", Objects.requireNonNullElse(ask.device(), "list"));
        }
        return Slice.of(rows, limit, row -> new Cursor(row.receivedAt(), String.valueOf(row.id())).text());
    }

    @Transactional
    public Seen one(long id) {
        Viewer viewer = viewers.current();
        boolean raw = viewer.in(Group.MAINTAINER, Group.SUPERVISOR, Group.ADMIN);
        Query query = new Query().served(viewer).and("s.id = ?", id);
        List<Seen> rows = jdbc.query(COLUMNS + query.where(), (row, number) -> seen(row, raw), query.values());
        if (rows.isEmpty()) {
            throw Refusal.notFound("signal.refusal.noSignal");
        }
        if (raw) {
            log.read("signal-raw", String.valueOf(id));
        }
        return rows.get(0);
    }

    /** How many kept messages came since then, 100 at most. */
    @Transactional(readOnly = true)
    public int since(Instant then) {
        Query query = new Query().served(viewers.current()).and("s.received_at > ?", then);
        Integer count = jdbc.queryForObject(
                "select count(*) from (select 1 from signal s" + query.where() + " limit 100) newer",
                Integer.class,
                query.values());
        return count == null ? 0 : count;
    }

    private Seen seen(ResultSet row, boolean withRaw) throws SQLException {
        return new Seen(
                row.getLong("id"),
                SqlTime.get(row, "received_at"),
                SqlTime.orNull(row, "device_time"),
                row.getString("topic"),
                row.getString("device"),
                row.getString("kind"),
                row.getString("value"),
                Outcome.valueOf(row.getString("outcome")),
                row.getString("why"),
                row.getString("case_number"),
                row.getBoolean("retained"),
                withRaw ? seal.open(row.getString("raw")) : null);
    }

    /** A where clause as it grows. */
    private static final class Query {

        private final List<String> conditions = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();

        Query and(String condition, @Nullable Object value) {
            if (value != null) {
                conditions.add(condition);
                values.add(value instanceof Instant instant ? SqlTime.of(instant) : value);
            }
            return this;
        }

        /** What belongs to no area is shown to everybody on duty rather than to nobody. */
        Query served(Viewer viewer) {
            return viewer.everywhere() ? this : and("""
                            not exists (select 1 from device d where d.key = s.device and d.area is not null
                                and not d.area = any(?))
                            """, viewer.areas().toArray(String[]::new));
        }

        Query page(Ask ask) {
            if (ask.after() == null || ask.after().isEmpty()) {
                return this;
            }
            Cursor cursor = Cursor.parse(ask.after());
            conditions.add("(s.received_at, s.id) < (?, ?)");
            values.add(SqlTime.of(cursor.at()));
            values.add(cursor.number());
            return this;
        }

        Query filters(Ask ask) {
            String topic = ask.topic();
            if (topic != null && topic.endsWith("#")) {
                and("starts_with(s.topic, ?)", topic.substring(0, topic.length() - 1));
            } else {
                and("s.topic = ?", topic);
            }
            return and("s.device = ?", ask.device())
                    .and(
                            "s.outcome = ?",
                            ask.outcome() == null ? null : ask.outcome().name())
                    .and("s.received_at >= ?", ask.from())
                    .and("s.received_at < ?", ask.until());
        }

        String where() {
            return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        }

        Object[] values() {
            return values.toArray();
        }
    }
}
