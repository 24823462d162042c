package care.nearkin.people;

import care.nearkin.kernel.Csv;
import care.nearkin.kernel.Seal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tables of residents while they are looked at and imported: the cells sealed, for their owner only. */
@Component
class ResidentImportRows {

    /** What is known about a row. ALIKE: somebody very much like her is known; nothing is written before somebody says why not. */
    enum Found {
        NEW,
        CHANGED,
        UNCHANGED,
        FAULTY,
        ALIKE;

        /** Nothing is written of it. */
        boolean left() {
            return this == FAULTY || this == ALIKE;
        }
    }

    /** The whole of one: {@code counts} by what was found, {@code waiting} of this round, {@code keeping} since it was confirmed. */
    record Intake(
            List<String> head, boolean keeping, int total, int waiting, int imported, Map<Found, Integer> counts) {}

    /** A row that waits; {@code different} says why it is about nobody who is only like her. */
    record Waiting(int number, List<String> cells, AlikeResidents.@Nullable Why different) {}

    /** A row as it is shown. */
    record Line(
            int number,
            List<String> cells,
            @Nullable Found found,
            boolean imported,
            @Nullable Long resident,
            @Nullable String said) {}

    /** What became of a row. */
    record Result(
            Found found,
            boolean imported,
            @Nullable Long resident,
            @Nullable String said) {}

    private static final String BETWEEN = ",";
    private static final String CELL = "\u001f";
    private static final String WAITS = " (found is null or ? and not imported and found in ('NEW', 'CHANGED'))";

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final Seal seal;

    ResidentImportRows(JdbcClient jdbc, JdbcTemplate batch, Seal seal) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.seal = seal;
    }

    void lock(String owner) {
        jdbc.sql("select 1 from (select pg_advisory_xact_lock(hashtextextended(?, 0))) locked")
                .param("resident import " + owner)
                .query(Integer.class)
                .single();
    }

    void begin(String owner, List<String> head, List<Csv.Row> rows, Instant now) {
        discard(owner);
        jdbc.sql("insert into resident_import values (?, ?, false, ?)")
                .params(owner, String.join(BETWEEN, head), Timestamp.from(now))
                .update();
        batch.batchUpdate(
                "insert into resident_import_row (owner, number, cells, imported) values (?, ?, ?, false)",
                rows.stream()
                        .map(row -> new Object[] {
                            owner, row.number(), seal.seal(joined(row.cells()), bound(owner, row.number()))
                        })
                        .toList());
    }

    Optional<Intake> find(String owner) {
        return jdbc.sql("select head, keeping from resident_import where owner = ?")
                .param(owner)
                .query((row, i) ->
                        intake(owner, List.of(row.getString("head").split(BETWEEN, -1)), row.getBoolean("keeping")))
                .optional();
    }

    private Intake intake(String owner, List<String> head, boolean keeping) {
        Map<Found, Integer> counts = new HashMap<>();
        int[] sums = new int[3];
        jdbc.sql("select found, imported, count(*) as many from resident_import_row where owner = ? group by 1, 2")
                .param(owner)
                .query(row -> {
                    String found = row.getString("found");
                    int many = row.getInt("many");
                    boolean imported = row.getBoolean("imported");
                    sums[0] += many;
                    if (found != null) {
                        counts.merge(Found.valueOf(found), many, Integer::sum);
                    }
                    boolean writes = "NEW".equals(found) || "CHANGED".equals(found);
                    sums[1] += found == null || keeping && writes && !imported ? many : 0;
                    sums[2] += imported ? many : 0;
                });
        return new Intake(head, keeping, sums[0], sums[1], sums[2], counts);
    }

    List<Waiting> waiting(String owner, boolean keeping, int most) {
        return jdbc.sql("select number, cells, different from resident_import_row where owner = ? and" + WAITS
                        + " order by number limit ?")
                .params(owner, keeping, most)
                .query((row, i) -> {
                    String different = row.getString("different");
                    return new Waiting(
                            row.getInt("number"),
                            cells(owner, row.getInt("number"), row.getString("cells")),
                            different == null ? null : AlikeResidents.Why.valueOf(different));
                })
                .list();
    }

    boolean waits(String owner, boolean keeping, int number) {
        return jdbc.sql("select count(*) from resident_import_row where owner = ? and" + WAITS + " and number = ?")
                        .params(owner, keeping, number)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    void write(String owner, int number, Result result) {
        jdbc.sql("""
                update resident_import_row set found = :found, imported = :imported, resident_id = :resident, said = :said
                where owner = :owner and number = :number""")
                .param("found", result.found().name())
                .param("imported", result.imported())
                .param("resident", result.resident())
                .param("said", result.said())
                .param("owner", owner)
                .param("number", number)
                .update();
    }

    /** These rows, or all that are alike, are looked at again as about somebody else. */
    void different(String owner, @Nullable Integer number, AlikeResidents.Why why) {
        jdbc.sql("""
                update resident_import_row set different = :why, found = null, resident_id = null, said = null
                where owner = :owner and found = 'ALIKE' and (cast(:number as integer) is null or number = :number)""")
                .param("why", why.name())
                .param("owner", owner)
                .param("number", number)
                .update();
    }

    List<Line> lines(String owner, @Nullable Found found, int after, int most) {
        return jdbc.sql("""
                select number, cells, found, imported, resident_id, said from resident_import_row
                where owner = :owner and number > :after and (cast(:found as varchar) is null or found = :found)
                order by number limit :most""")
                .param("owner", owner)
                .param("after", after)
                .param("found", found == null ? null : found.name())
                .param("most", most)
                .query((row, i) -> {
                    String was = row.getString("found");
                    return new Line(
                            row.getInt("number"),
                            cells(owner, row.getInt("number"), row.getString("cells")),
                            was == null ? null : Found.valueOf(was),
                            row.getBoolean("imported"),
                            row.getObject("resident_id", Long.class),
                            row.getString("said"));
                })
                .list();
    }

    /** From now on what was looked at is written down. */
    void keep(String owner) {
        jdbc.sql("update resident_import set keeping = true where owner = ?")
                .param(owner)
                .update();
    }

    void discard(String owner) {
        jdbc.sql("delete from resident_import where owner = ?").param(owner).update();
    }

    int discardOld(Instant before, int most) {
        return jdbc.sql("""
                delete from resident_import where owner in
                (select owner from resident_import where begun_at < ? limit ?)""").params(Timestamp.from(before), most).update();
    }

    private List<String> cells(String owner, int number, String cells) {
        return List.of(seal.open(cells, bound(owner, number)).split(CELL, -1));
    }

    private static String joined(List<String> cells) {
        return cells.stream().map(cell -> cell.replace(CELL, " ")).collect(Collectors.joining(CELL));
    }

    private static String bound(String owner, int number) {
        return "resident import " + owner + " " + number;
    }
}
