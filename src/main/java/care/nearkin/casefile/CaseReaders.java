package care.nearkin.casefile;

import care.nearkin.engine.CaseReach;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who may read which sealed case. Everything that is not sealed is nobody's business here. */
@Component
public class CaseReaders implements CaseReach {

    /** {@code until} null: for as long as it is sealed; else she opened it in an emergency. */
    record Reader(
            String account,
            Instant addedAt,
            String addedBy,
            @Nullable Instant until) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    CaseReaders(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** For a query over {@code case_file} under this name: not sealed, or {@code :reader} is named at {@code :now}. */
    static String readable(String file) {
        return """
                (%1$s.sealed_at is null or exists (select from case_reader r
                   where r.case_number = %1$s.number and r.reader = :reader
                     and coalesce(r.until, 'infinity') > cast(:now as timestamptz)))""".formatted(file);
    }

    public boolean mayRead(String person, CaseFile file) {
        return !file.isSealed() || of(file.number()).contains(person);
    }

    /** True too of a case that nobody knows. */
    @Override
    public boolean mayReach(String person, String caseNumber) {
        return jdbc.sql("select " + readable("f") + " from case_file f where f.number = :number")
                .param("number", caseNumber)
                .param("reader", person)
                .param("now", now())
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    /** Whoever may read it now. */
    public Set<String> of(String number) {
        Set<String> all = new TreeSet<>();
        rows(number).forEach(reader -> all.add(reader.account()));
        return all;
    }

    /** When a case that she opened in an emergency closes to her again; null where she is named, or it is not sealed. */
    @Nullable
    Instant until(String person, CaseFile file) {
        return file.isSealed()
                ? rows(file.number()).stream()
                        .filter(reader -> reader.account().equals(person))
                        .findFirst()
                        .map(Reader::until)
                        .orElse(null)
                : null;
    }

    /** The same with since when and by whom, those for good first. */
    List<Reader> rows(String number) {
        return jdbc.sql("""
                        select reader, added_at, added_by, until from case_reader
                         where case_number = :number and coalesce(until, 'infinity') > cast(:now as timestamptz)
                         order by until nulls first, added_at, reader""")
                .param("number", number)
                .param("now", now())
                .query((row, nth) -> new Reader(
                        row.getString("reader"),
                        row.getObject("added_at", OffsetDateTime.class).toInstant(),
                        row.getString("added_by"),
                        instant(row, "until")))
                .list();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** Of these cases those that this person may read, with whom each is about. */
    public Map<String, Optional<Long>> among(String person, Collection<String> numbers) {
        Map<String, Optional<Long>> readable = new HashMap<>();
        if (!numbers.isEmpty()) {
            jdbc.sql("select f.number, f.resident from case_file f where f.number = any(:numbers) and " + readable("f"))
                    .param("numbers", numbers.toArray(String[]::new))
                    .param("reader", person)
                    .param("now", now())
                    .query((row, nth) -> readable.put(
                            row.getString("number"), Optional.ofNullable(row.getObject("resident", Long.class))))
                    .list();
        }
        return readable;
    }

    /** Whom these cases are about, as far as this person may know. */
    public List<Long> residents(String person, Collection<String> numbers) {
        return among(person, numbers).values().stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** The sealed cases of these people that this person may read. */
    public List<String> about(String person, Collection<Long> residents) {
        return jdbc.sql("""
                        select f.number from case_reader r join case_file f on f.number = r.case_number
                         where r.reader = :reader and coalesce(r.until, 'infinity') > cast(:now as timestamptz)
                           and f.sealed_at is not null and f.resident = any(:residents)""")
                .param("reader", person)
                .param("now", now())
                .param("residents", residents.toArray(Long[]::new))
                .query(String.class)
                .list();
    }

    /** {@code until} null is for good; who may read it for good already stays so. */
    void add(String number, String reader, String by, @Nullable Instant until) {
        jdbc.sql("""
                        insert into case_reader (case_number, reader, added_at, added_by, until)
                        values (:number, :reader, :now, :by, cast(:until as timestamptz))
                        on conflict (case_number, reader) do update
                           set until = excluded.until, added_at = excluded.added_at, added_by = excluded.added_by
                         where case_reader.until is not null""")
                .param("number", number)
                .param("reader", reader)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("by", by)
                .param("until", until == null ? null : until.toString())
                .update();
    }

    /** False if she was not named. */
    boolean remove(String number, String reader) {
        return jdbc.sql("delete from case_reader where case_number = :number and reader = :reader")
                        .param("number", number)
                        .param("reader", reader)
                        .update()
                > 0;
    }

    void clear(String number) {
        jdbc.sql("delete from case_reader where case_number = :number")
                .param("number", number)
                .update();
    }

    private String now() {
        return clock.instant().toString();
    }
}
