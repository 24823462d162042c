package care.nearkin.casefile;

import care.nearkin.access.Viewer;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Slice;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Steps that wait because the program could not do them, over all cases: kept in the engine's transaction that notes them. */
@Repository
class StuckSteps {

    /** {@code name} is a words key, {@code id} the engine's job. */
    record Stuck(
            String id,
            String caseNumber,
            String type,
            String subject,
            String name,
            @Nullable String area,
            Instant since) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    StuckSteps(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void add(String id, String caseNumber, String step, Instant since) {
        jdbc.sql("""
                        insert into case_failed_step (id, case_number, step, since) values (:id, :number, :step, :since)
                        on conflict (id) do update set since = :since""")
                .param("id", id)
                .param("number", caseNumber)
                .param("step", step)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .update();
    }

    void over(String id) {
        jdbc.sql("delete from case_failed_step where id = :id").param("id", id).update();
    }

    /** Of the viewer's areas and of these types of case; {@code after} is a cursor of the same order. */
    Slice<Stuck> list(Viewer viewer, Set<String> types, boolean newest, @Nullable String after, int limit) {
        Cursor from = Cursor.read(after, newest);
        List<Stuck> found = jdbc.sql("""
                        select f.id, f.case_number, c.type, c.subject, f.step, c.area, f.since
                          from case_failed_step f join case_file c on c.number = f.case_number
                         where c.type = any(:types)
                           and (:everywhere or coalesce(c.area, '') = any(:places))
                           and %s
                           and (f.since, f.id) %s (cast(:since as timestamptz), :id)
                         order by f.since %s, f.id %s limit :limit""".formatted(
                                CaseReaders.readable("c"),
                                newest ? "<" : ">",
                                newest ? "desc" : "asc",
                                newest ? "desc" : "asc"))
                .param("types", types.toArray(String[]::new))
                .param("everywhere", viewer.everywhere())
                .param("places", places(viewer))
                .param("reader", viewer.name())
                .param("now", clock.instant().toString())
                .param("since", from.since())
                .param("id", from.id())
                .param("limit", limit + 1)
                .query((row, number) -> new Stuck(
                        row.getString("id"),
                        row.getString("case_number"),
                        row.getString("type"),
                        row.getString("subject"),
                        row.getString("type") + "." + row.getString("step"),
                        row.getString("area"),
                        row.getObject("since", OffsetDateTime.class).toInstant()))
                .list();
        return Slice.of(found, limit, last -> last.since() + "~" + last.id());
    }

    private record Cursor(String since, String id) {

        static Cursor read(@Nullable String after, boolean newest) {
            if (after == null || after.isBlank()) {
                return newest ? new Cursor("infinity", "") : new Cursor("-infinity", "");
            }
            String[] parts = after.split("~", 2);
            try {
                return new Cursor(Instant.parse(parts[0]).toString(), parts.length > 1 ? parts[1] : "");
            } catch (DateTimeException noCursor) {
                throw (Refusal) Refusal.invalid("after", "case.cursor").initCause(noCursor);
            }
        }
    }

    private static String[] places(Viewer viewer) {
        return Stream.concat(viewer.areas().stream(), Stream.of("")).toArray(String[]::new);
    }
}
