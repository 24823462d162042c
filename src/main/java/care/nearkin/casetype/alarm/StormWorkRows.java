package care.nearkin.casetype.alarm;

import care.nearkin.casetype.alarm.StormWork.Item;
import care.nearkin.casetype.alarm.StormWork.ItemState;
import care.nearkin.casetype.alarm.StormWork.Out;
import care.nearkin.casetype.alarm.StormWork.State;
import care.nearkin.kernel.Seal;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What people picked in storms and what became of it; remarks and answers are sealed. */
@Repository
class StormWorkRows {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcClient jdbc;
    private final Seal seal;

    StormWorkRows(JdbcClient jdbc, Seal seal) {
        this.jdbc = jdbc;
        this.seal = seal;
    }

    @Transactional
    void pick(long storm, String by, Collection<String> numbers) {
        jdbc.sql("""
                        insert into alarm_storm_pick (storm, by_name, case_number)
                        select :storm, :by, * from unnest(:numbers) on conflict do nothing""")
                .param("storm", storm)
                .param("by", by)
                .param("numbers", numbers.toArray(String[]::new))
                .update();
    }

    @Transactional
    void unpick(long storm, String by, Collection<String> numbers) {
        jdbc.sql("""
                        delete from alarm_storm_pick
                        where storm = :storm and by_name = :by and case_number = any(:numbers)""")
                .param("storm", storm)
                .param("by", by)
                .param("numbers", numbers.toArray(String[]::new))
                .update();
    }

    Set<String> picked(long storm, String by) {
        return jdbc.sql("select case_number from alarm_storm_pick where storm = :storm and by_name = :by")
                .param("storm", storm)
                .param("by", by)
                .query(String.class)
                .set();
    }

    long draft(long storm, String by, String taskKey, List<String> numbers, Instant now) {
        long id = jdbc.sql("select nextval('alarm_storm_work_seq')")
                .query(Long.class)
                .single();
        jdbc.sql("""
                        insert into alarm_storm_work (id, storm, by_name, task_key, state, created_at)
                        values (:id, :storm, :by, :task, 'DRAFT', :now)""")
                .param("id", id)
                .param("storm", storm)
                .param("by", by)
                .param("task", taskKey)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("""
                        insert into alarm_storm_item (work, position, case_number, state)
                        select :id, place, number, 'WAITING' from unnest(:numbers) with ordinality t (number, place)""")
                .param("id", id)
                .param("numbers", numbers.toArray(String[]::new))
                .update();
        return id;
    }

    Optional<StormWork> find(long id) {
        return jdbc.sql("select * from alarm_storm_work where id = :id")
                .param("id", id)
                .query((row, at) -> work(row))
                .optional();
    }

    /** The newest few of a storm. */
    List<StormWork> of(long storm, String by, int most) {
        return jdbc.sql("""
                        select * from alarm_storm_work where storm = :storm and by_name = :by and state <> 'DRAFT'
                        order by id desc limit :most""")
                .param("storm", storm)
                .param("by", by)
                .param("most", most)
                .query((row, at) -> work(row))
                .list();
    }

    List<Item> items(long work) {
        return jdbc.sql("select * from alarm_storm_item where work = :work order by position")
                .param("work", work)
                .query((row, at) -> new Item(
                        row.getString("case_number"),
                        ItemState.valueOf(row.getString("state")),
                        row.getString("why"),
                        strings(row.getString("arguments")),
                        StormRows.instant(row, "done_at")))
                .list();
    }

    /** False when it was started before. */
    boolean start(long id, Map<String, Object> answers, @Nullable String remark, Instant now) {
        return jdbc.sql("""
                        update alarm_storm_work set state = 'RUNNING', answers = :answers, remark = :remark, started_at = :now
                        where id = :id and state = 'DRAFT'""")
                        .param("id", id)
                        .param("answers", seal.seal(text(answers)))
                        .param("remark", remark == null ? null : seal.seal(remark))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    boolean cancel(long id, Instant now) {
        boolean cancelled = jdbc.sql("""
                        update alarm_storm_work set state = 'CANCELLED', answers = null, ended_at = :now
                        where id = :id and state in ('DRAFT', 'RUNNING')""")
                        .param("id", id)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
        if (cancelled) {
            jdbc.sql("update alarm_storm_item set state = 'CANCELLED' where work = :id and state = 'WAITING'")
                    .param("id", id)
                    .update();
        }
        return cancelled;
    }

    List<StormWork> running() {
        return jdbc.sql("select * from alarm_storm_work where state = 'RUNNING' order by id")
                .query((row, at) -> work(row))
                .list();
    }

    Optional<String> next(long work) {
        return jdbc.sql("""
                        select case_number from alarm_storm_item where work = :work and state = 'WAITING'
                        order by position limit 1""").param("work", work).query(String.class).optional();
    }

    /** Its answers while it runs; empty when somebody else has this case in hand, it is done, or all was cancelled. */
    Optional<Map<String, Object>> hold(long work, String number) {
        return jdbc.sql("""
                        select w.answers from alarm_storm_item i join alarm_storm_work w on w.id = i.work
                        where i.work = :work and i.case_number = :number and i.state = 'WAITING' and w.state = 'RUNNING'
                        for update of i skip locked""")
                .param("work", work)
                .param("number", number)
                .query(String.class)
                .optional()
                .map(kept -> answers(seal.open(kept)));
    }

    void done(long work, String number, Instant now) {
        mark(work, number, ItemState.DONE, null, now);
    }

    void left(long work, String number, ItemState how, Out why, Instant now) {
        mark(work, number, how, why, now);
    }

    private void mark(long work, String number, ItemState state, @Nullable Out why, Instant now) {
        jdbc.sql("""
                        update alarm_storm_item
                        set state = :state, why = :why, arguments = cast(:arguments as jsonb), done_at = :now
                        where work = :work and case_number = :number and state = 'WAITING'""")
                .param("state", state.name())
                .param("why", why == null ? null : why.why())
                .param("arguments", why == null ? null : text(why.arguments()))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("work", work)
                .param("number", number)
                .update();
    }

    /** Over when nothing of it waits; its answers stand with the cases now and are forgotten here. */
    boolean end(long work, Instant now) {
        return jdbc.sql("""
                        update alarm_storm_work w set state = 'DONE', answers = null, ended_at = :now
                        where id = :work and state = 'RUNNING' and not exists (
                            select 1 from alarm_storm_item i where i.work = w.id and i.state = 'WAITING')""")
                        .param("work", work)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    /** How many are worked together, without those that were left out. */
    int together(long work) {
        return jdbc.sql("select count(*) from alarm_storm_item where work = :work and state <> 'LEFT'")
                .param("work", work)
                .query(Integer.class)
                .single();
    }

    private StormWork work(ResultSet row) throws SQLException {
        String remark = row.getString("remark");
        return new StormWork(
                row.getLong("id"),
                row.getLong("storm"),
                row.getString("by_name"),
                row.getString("task_key"),
                remark == null ? null : seal.open(remark),
                State.valueOf(row.getString("state")),
                Objects.requireNonNull(StormRows.instant(row, "created_at")),
                StormRows.instant(row, "started_at"),
                StormRows.instant(row, "ended_at"));
    }

    private static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException never) {
            throw new IllegalStateException(never);
        }
    }

    private static Map<String, Object> answers(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
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
