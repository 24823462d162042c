package care.nearkin.casetype.alarm;

import care.nearkin.casetype.alarm.Shift.Line;
import care.nearkin.casetype.alarm.Shift.Open;
import care.nearkin.kernel.Seal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Changes of shift; what people wrote about them is sealed. */
@Repository
class ShiftRows {

    private final JdbcClient jdbc;
    private final Seal seal;

    ShiftRows(JdbcClient jdbc, Seal seal) {
        this.jdbc = jdbc;
        this.seal = seal;
    }

    long add(String goes, String comes, @Nullable String note, Instant now, List<Open> open) {
        long id = jdbc.sql("select nextval('shift_handover_seq')")
                .query(Long.class)
                .single();
        jdbc.sql("""
                        insert into shift_handover (id, goes, comes, note, signed_at)
                        values (:id, :goes, :comes, :note, :now)""")
                .param("id", id)
                .param("goes", goes)
                .param("comes", comes)
                .param("note", sealed(note))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        for (int i = 0; i < open.size(); i++) {
            add(id, i, open.get(i));
        }
        return id;
    }

    private void add(long id, int position, Open open) {
        jdbc.sql("""
                        insert into shift_handover_task
                            (handover_id, position, task_id, case_number, name, holder, due, remark)
                        values (:id, :position, :task, :case, :name, :holder, :due, :remark)""")
                .param("id", id)
                .param("position", position)
                .param("task", open.taskId())
                .param("case", open.caseNumber())
                .param("name", open.name())
                .param("holder", open.holder())
                .param("due", open.due() == null ? null : open.due().atOffset(ZoneOffset.UTC))
                .param("remark", sealed(open.remark()))
                .update();
    }

    /** False when it was received before, or is for somebody else. */
    boolean receive(long id, String comes, Instant now) {
        return jdbc.sql("""
                        update shift_handover set received_at = :now
                        where id = :id and comes = :comes and received_at is null""")
                        .param("id", id)
                        .param("comes", comes)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    Optional<Shift> find(long id) {
        List<Open> open = jdbc.sql("select * from shift_handover_task where handover_id = :id order by position")
                .param("id", id)
                .query((row, at) -> new Open(
                        row.getString("task_id"),
                        row.getString("case_number"),
                        row.getString("name"),
                        row.getString("holder"),
                        instant(row, "due"),
                        opened(row.getString("remark"))))
                .list();
        return jdbc.sql("select * from shift_handover where id = :id")
                .param("id", id)
                .query((row, at) -> new Shift(
                        id,
                        row.getString("goes"),
                        row.getString("comes"),
                        opened(row.getString("note")),
                        row.getObject("signed_at", OffsetDateTime.class).toInstant(),
                        instant(row, "received_at"),
                        open))
                .optional();
    }

    /** Newest first; {@code waitingFor} only what waits for this person's signature, null for all. */
    List<Line> list(@Nullable String waitingFor, @Nullable Long after, int limit) {
        return jdbc.sql("""
                        select h.*, (select count(*) from shift_handover_task t where t.handover_id = h.id) as open
                        from shift_handover h
                        where h.id < :after
                          and (cast(:comes as varchar) is null or h.comes = :comes and h.received_at is null)
                        order by h.id desc limit :limit""")
                .param("after", after == null ? Long.MAX_VALUE : after)
                .param("comes", waitingFor)
                .param("limit", limit)
                .query((row, at) -> new Line(
                        row.getLong("id"),
                        row.getString("goes"),
                        row.getString("comes"),
                        row.getObject("signed_at", OffsetDateTime.class).toInstant(),
                        instant(row, "received_at"),
                        row.getInt("open")))
                .list();
    }

    private @Nullable String sealed(@Nullable String text) {
        return text == null || text.isBlank() ? null : seal.seal(text);
    }

    private @Nullable String opened(@Nullable String sealed) {
        return sealed == null ? null : seal.open(sealed);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
