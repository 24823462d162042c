package care.nearkin.worklist;

import care.nearkin.kernel.Seal;
import care.nearkin.kernel.Slice;
import care.nearkin.kernel.Words;
import care.nearkin.worklist.BulkWork.Item;
import care.nearkin.worklist.BulkWork.ItemState;
import care.nearkin.worklist.BulkWork.Kind;
import care.nearkin.worklist.BulkWork.Out;
import care.nearkin.worklist.BulkWork.State;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was done with many steps, by whom, and what became of each; reasons are sealed. */
@Repository
class BulkRows {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcClient jdbc;
    private final Seal seal;

    BulkRows(JdbcClient jdbc, Seal seal) {
        this.jdbc = jdbc;
        this.seal = seal;
    }

    /** What she prepared before and never started is forgotten. */
    long draft(String by, Kind kind, List<WorkItem> items, Locale language, Instant now) {
        jdbc.sql("delete from bulk_work where staff = :by and state = 'DRAFT'")
                .param("by", by)
                .update();
        long id = jdbc.sql("""
                        insert into bulk_work (staff, kind, language, state, created_at)
                        values (:by, :kind, :language, 'DRAFT', :now) returning id""")
                .param("by", by)
                .param("kind", kind.name())
                .param("language", language.toLanguageTag())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
        jdbc.sql("""
                        insert into bulk_item (work, position, task_id, case_number, area, name, lane, state)
                        select :id, new.place, t.id, t.case_number, t.area, t.flow || '.' || t.task_key, t.lane, 'WAITING'
                        from unnest(:tasks) with ordinality new (task, place) join open_task t on t.id = new.task""")
                .param("id", id)
                .param("tasks", items.stream().map(WorkItem::id).toArray(String[]::new))
                .update();
        return id;
    }

    Optional<BulkWork> find(long id) {
        return jdbc.sql("select * from bulk_work where id = :id")
                .param("id", id)
                .query((row, at) -> work(row))
                .optional();
    }

    /** The newest first, started ones only; {@code by} null is anybody's. */
    Slice<BulkWork> page(@Nullable String by, @Nullable Kind kind, @Nullable State state, long before, int limit) {
        List<BulkWork> found = jdbc.sql("""
                        select * from bulk_work
                         where state <> 'DRAFT' and id < :before
                           and (cast(:by as text) is null or staff = :by)
                           and (cast(:kind as text) is null or kind = :kind)
                           and (cast(:state as text) is null or state = :state)
                         order by id desc limit :limit""")
                .param("before", before)
                .param("by", by)
                .param("kind", kind == null ? null : kind.name())
                .param("state", state == null ? null : state.name())
                .param("limit", limit + 1)
                .query((row, at) -> work(row))
                .list();
        return Slice.of(found, limit, last -> Long.toString(last.id()));
    }

    Map<ItemState, Integer> counts(long work) {
        Map<ItemState, Integer> counts = new EnumMap<>(ItemState.class);
        jdbc.sql("select state, count(*) many from bulk_item where work = :work group by state")
                .param("work", work)
                .query(row -> {
                    counts.put(ItemState.valueOf(row.getString("state")), row.getInt("many"));
                });
        return counts;
    }

    /** How many are each one's to get, who gets most first. */
    Map<String, Integer> shares(long work) {
        Map<String, Integer> shares = new LinkedHashMap<>();
        jdbc.sql("""
                        select person, count(*) many from bulk_item where work = :work and person is not null
                           and state in ('WAITING', 'DONE') group by person order by many desc, person""").param("work", work).query(row -> {
            shares.put(row.getString("person"), row.getInt("many"));
        });
        return shares;
    }

    Slice<Item> items(long work, ItemState state, int after, int limit) {
        List<Item> found = jdbc.sql("""
                        select i.*, case when c.sealed_at is null then c.resident end resident from bulk_item i join case_file c on c.number = i.case_number
                         where i.work = :work and i.state = :state and i.position > :after
                         order by i.position limit :limit""")
                .param("work", work)
                .param("state", state.name())
                .param("after", after)
                .param("limit", limit + 1)
                .query((row, at) -> item(row))
                .list();
        return Slice.of(found, limit, last -> Integer.toString(last.position()));
    }

    List<Item> items(long work) {
        return jdbc.sql("""
                        select i.*, case when c.sealed_at is null then c.resident end resident from bulk_item i join case_file c on c.number = i.case_number
                         where i.work = :work order by i.position""").param("work", work).query((row, at) -> item(row)).list();
    }

    /** While it is a draft; false afterwards. */
    boolean keep(long id, List<String> people, @Nullable String why) {
        return jdbc.sql("""
                        update bulk_work set people = :people, why = :why where id = :id and state = 'DRAFT'""")
                        .param("people", people.toArray(String[]::new))
                        .param("why", why == null ? null : seal.seal(why))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** A step of a draft: whose it becomes, or why it is left out. */
    record Line(
            String task, @Nullable String person, @Nullable Out out) {}

    void plan(long work, List<Line> lines) {
        jdbc.sql("""
                        update bulk_item i
                           set person = v.person, state = case when v.why is null then 'WAITING' else 'LEFT' end,
                               why = v.why, arguments = cast(v.arguments as jsonb)
                          from unnest(:tasks, :people, :whys, :arguments) v (task, person, why, arguments)
                         where i.work = :work and i.task_id = v.task""")
                .param("work", work)
                .param("tasks", lines.stream().map(Line::task).toArray(String[]::new))
                .param("people", lines.stream().map(Line::person).toArray(String[]::new))
                .param(
                        "whys",
                        lines.stream()
                                .map(line ->
                                        line.out() == null ? null : line.out().why())
                                .toArray(String[]::new))
                .param(
                        "arguments",
                        lines.stream()
                                .map(line -> line.out() == null
                                        ? null
                                        : text(line.out().arguments()))
                                .toArray(String[]::new))
                .update();
    }

    /** False when it was started before. */
    boolean start(long id, Instant now) {
        return jdbc.sql("update bulk_work set state = 'RUNNING', started_at = :now where id = :id and state = 'DRAFT'")
                        .param("id", id)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** What is in hand at this moment is waited for and stays done. */
    boolean cancel(long id, Instant now) {
        boolean cancelled = jdbc.sql("""
                                update bulk_work set state = 'CANCELLED', ended_at = :now
                                where id = :id and state in ('DRAFT', 'RUNNING')""")
                        .param("id", id)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
        if (cancelled) {
            jdbc.sql("update bulk_item set state = 'CANCELLED' where work = :id and state = 'WAITING'")
                    .param("id", id)
                    .update();
        }
        return cancelled;
    }

    List<BulkWork> running() {
        return jdbc.sql("select * from bulk_work where state = 'RUNNING' order by id")
                .query((row, at) -> work(row))
                .list();
    }

    Optional<String> next(long work) {
        return jdbc.sql("""
                        select task_id from bulk_item where work = :work and state = 'WAITING'
                        order by position limit 1""").param("work", work).query(String.class).optional();
    }

    /** Empty when somebody else has this step in hand, it is done, or all was cancelled. */
    Optional<Item> hold(long work, String task) {
        return jdbc.sql("""
                        select i.*, null::bigint resident from bulk_item i join bulk_work w on w.id = i.work
                        where i.work = :work and i.task_id = :task and i.state = 'WAITING' and w.state = 'RUNNING'
                        for update of i skip locked""")
                .param("work", work)
                .param("task", task)
                .query((row, at) -> item(row))
                .optional();
    }

    void done(long work, String task, @Nullable String holder, Instant now) {
        jdbc.sql("""
                        update bulk_item set state = 'DONE', holder = :holder, done_at = :now
                        where work = :work and task_id = :task and state = 'WAITING'""")
                .param("holder", holder)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("work", work)
                .param("task", task)
                .update();
    }

    void refused(long work, String task, Out why, Instant now) {
        jdbc.sql("""
                        update bulk_item set state = 'REFUSED', why = :why, arguments = cast(:arguments as jsonb), done_at = :now
                        where work = :work and task_id = :task and state = 'WAITING'""")
                .param("why", why.why())
                .param("arguments", text(why.arguments()))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("work", work)
                .param("task", task)
                .update();
    }

    /** Over when nothing of it waits. */
    boolean end(long work, Instant now) {
        return jdbc.sql("""
                        update bulk_work w set state = 'DONE', ended_at = :now
                        where id = :work and state = 'RUNNING' and not exists (
                            select from bulk_item i where i.work = w.id and i.state = 'WAITING')""")
                        .param("work", work)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private BulkWork work(ResultSet row) throws SQLException {
        String why = row.getString("why");
        return new BulkWork(
                row.getLong("id"),
                row.getString("staff"),
                Kind.valueOf(row.getString("kind")),
                List.of((String[]) row.getArray("people").getArray()),
                why == null ? null : seal.open(why),
                Words.language(row.getString("language")),
                State.valueOf(row.getString("state")),
                Objects.requireNonNull(instant(row, "created_at")),
                instant(row, "started_at"),
                instant(row, "ended_at"));
    }

    private static Item item(ResultSet row) throws SQLException {
        String why = row.getString("why");
        return new Item(
                row.getInt("position"),
                row.getString("task_id"),
                row.getString("case_number"),
                row.getString("area"),
                row.getObject("resident", Long.class),
                row.getString("name"),
                row.getString("person"),
                row.getString("holder"),
                ItemState.valueOf(row.getString("state")),
                why == null ? null : new Out(why, strings(row.getString("arguments"))),
                instant(row, "done_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static String text(List<String> arguments) {
        try {
            return JSON.writeValueAsString(arguments);
        } catch (JsonProcessingException never) {
            throw new IllegalStateException(never);
        }
    }

    private static List<String> strings(@Nullable String json) {
        try {
            return json == null ? List.of() : JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException never) {
            throw new IllegalStateException(never);
        }
    }
}
