package care.nearkin.people;

import care.nearkin.access.AccessLog;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Seal;
import care.nearkin.kernel.Slice;
import care.nearkin.people.Spot.Change;
import care.nearkin.people.Spot.Part;
import care.nearkin.people.Spot.Values;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who changed what when in a record, field by field; written in the transaction of the change and never altered. */
@Component
class History {

    /** Of a resident also what was written in records that were merged into hers, each sealed under its own id. */
    private static final String OF_ALL = " in (select cast(:id as bigint) union all select id from merged_resident"
            + " where into_id = :id and :record = 'RESIDENT')";

    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final Seal seal;
    private final AccessLog log;
    private final Clock clock;

    History(JdbcTemplate jdbc, JdbcClient client, Seal seal, AccessLog log, Clock clock) {
        this.jdbc = jdbc;
        this.client = client;
        this.seal = seal;
        this.log = log;
        this.clock = clock;
    }

    /** Of whom a record is. */
    enum Record {
        RESIDENT,
        RESPONDER,
        ORGANISATION
    }

    /** A change as it stands in the table, opened. */
    record Entry(
            long id,
            Instant at,
            String who,
            Part part,
            @Nullable String name,
            String field,
            @Nullable String was,
            @Nullable String became) {

        /** No value. */
        @Override
        public String toString() {
            return "Entry[" + id + "]";
        }
    }

    /** Null means any. */
    record Ask(
            @Nullable Part part,
            @Nullable String who,
            @Nullable String after,
            int limit) {}

    @Transactional(propagation = Propagation.MANDATORY)
    void created(Record record, long id) {
        write(record, id, List.of(new Change(new Spot(Part.RECORD, 0, "created"), null, null, null)));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void changed(Record record, long id, Values before, Values after) {
        write(record, id, before.until(after));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void write(Record record, long id, List<Change> changes) {
        String bound = bound(record, id);
        jdbc.batchUpdate(
                "insert into record_change (at, who, record, record_id, part, part_id, part_name, field, was, became)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                changes.stream()
                        .map(change -> new @Nullable Object[] {
                            clock.instant().atOffset(ZoneOffset.UTC),
                            log.who(),
                            record.name(),
                            id,
                            change.spot().part().name(),
                            change.spot().id(),
                            sealed(change.name(), bound),
                            change.spot().field(),
                            sealed(change.was(), bound),
                            sealed(change.became(), bound)
                        })
                        .toList());
    }

    /** The newest first. */
    @Transactional(readOnly = true)
    Slice<Entry> of(Record record, long id, Ask ask) {
        Map<String, Object> values = new LinkedHashMap<>(Map.of("record", record.name(), "id", id));
        StringBuilder sql =
                new StringBuilder("select * from record_change where record = :record and record_id" + OF_ALL);
        if (ask.part() != null) {
            sql.append(" and part = :part");
            values.put("part", ask.part().name());
        }
        if (ask.who() != null) {
            sql.append(" and who = :who");
            values.put("who", ask.who());
        }
        if (ask.after() != null) {
            sql.append(" and id < :after");
            values.put("after", after(ask.after()));
        }
        values.put("limit", Slice.limit(ask.limit()) + 1);
        List<Entry> entries = client.sql(sql + " order by id desc limit :limit")
                .params(values)
                .query((row, at) -> entry(row, bound(record, row.getLong("record_id"))))
                .list();
        return Slice.of(entries, ask.limit(), entry -> Long.toString(entry.id()));
    }

    @Transactional(readOnly = true)
    Entry one(Record record, long id, long change) {
        return client.sql("select * from record_change where record = :record and id = :change and record_id" + OF_ALL)
                .params(Map.of("record", record.name(), "id", id, "change", change))
                .query((row, at) -> entry(row, bound(record, row.getLong("record_id"))))
                .optional()
                .orElseThrow(() -> Refusal.notFound("people.no-value"));
    }

    /** Who changed anything in it. */
    @Transactional(readOnly = true)
    List<String> changers(Record record, long id) {
        return client.sql("select distinct who from record_change where record = :record and record_id" + OF_ALL
                        + " order by who")
                .params(Map.of("record", record.name(), "id", id))
                .query(String.class)
                .list();
    }

    private Entry entry(java.sql.ResultSet row, String bound) throws java.sql.SQLException {
        return new Entry(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getString("who"),
                Part.valueOf(row.getString("part")),
                opened(row.getString("part_name"), bound),
                row.getString("field"),
                opened(row.getString("was"), bound),
                opened(row.getString("became"), bound));
    }

    private static long after(String cursor) {
        if (!cursor.matches("\\d{1,18}")) {
            throw Refusal.invalid("after", "people.bad-cursor");
        }
        return Long.parseLong(cursor);
    }

    private static String bound(Record record, long id) {
        return "change of " + record + " " + id;
    }

    private @Nullable String sealed(@Nullable String text, String bound) {
        return text == null ? null : seal.seal(text, bound);
    }

    private @Nullable String opened(@Nullable String text, String bound) {
        return text == null ? null : seal.open(text, bound);
    }
}
