package care.nearkin.worklist;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Drafts as they lie in their table; the database lets them go with the step that they belong to. */
@Repository
class DraftRows {

    record Row(String sealed, Instant savedAt) {}

    private final JdbcClient jdbc;

    DraftRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when the step is over: whoever ends it at this moment is waited for. */
    boolean keep(String taskId, String person, String sealed, Instant now) {
        return jdbc.sql("""
                        insert into form_draft (task_id, person, answers, saved_at)
                        select id, :person, :sealed, :now from open_task where id = :task for key share
                        on conflict (task_id, person) do update set answers = :sealed, saved_at = :now""")
                        .param("task", taskId)
                        .param("person", person)
                        .param("sealed", sealed)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    Optional<Row> find(String taskId, String person) {
        return jdbc.sql("select answers, saved_at from form_draft where task_id = :task and person = :person")
                .param("task", taskId)
                .param("person", person)
                .query((row, at) -> new Row(
                        row.getString("answers"),
                        row.getObject("saved_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    void discard(String taskId, String person) {
        jdbc.sql("delete from form_draft where task_id = :task and person = :person")
                .param("task", taskId)
                .param("person", person)
                .update();
    }

    int discardOld(Instant before, int most) {
        return jdbc.sql("""
                        delete from form_draft where (task_id, person) in (
                            select task_id, person from form_draft where saved_at < :before order by saved_at limit :most)
                        """)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .update();
    }
}
