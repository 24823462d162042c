package care.nearkin.worklist;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Requests as they lie in their table; the database lets them go with their step. */
@Repository
class TaskRequestRows {

    private static final int MOST = 50;

    private final JdbcClient jdbc;

    TaskRequestRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False where the same is asked already. */
    boolean ask(
            String taskId,
            TaskRequest.Kind kind,
            @Nullable String person,
            @Nullable Instant until,
            String by,
            Instant now) {
        return jdbc.sql("""
                        insert into task_request (task_id, kind, person, until, asked_by, asked_at)
                        values (:task, :kind, :person, :until, :by, :now) on conflict do nothing""")
                        .param("task", taskId)
                        .param("kind", kind.name())
                        .param("person", person)
                        .param("until", until == null ? null : until.atOffset(ZoneOffset.UTC))
                        .param("by", by)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    List<TaskRequest> of(String taskId) {
        return jdbc.sql("select * from task_request where task_id = :task order by id")
                .param("task", taskId)
                .query(TaskRequestRows::row)
                .list();
    }

    Optional<TaskRequest> find(String taskId, long id) {
        return jdbc.sql("select * from task_request where id = :id and task_id = :task for update")
                .param("id", id)
                .param("task", taskId)
                .query(TaskRequestRows::row)
                .optional();
    }

    /** What waits for this person's own word, oldest first. */
    List<TaskRequest> waitingFor(String person) {
        return jdbc.sql("select * from task_request where person = :person and agreed is null order by id limit :most")
                .param("person", person)
                .param("most", MOST)
                .query(TaskRequestRows::row)
                .list();
    }

    /** What these steps still wait for. */
    List<TaskRequest> openOf(Collection<String> tasks) {
        return jdbc.sql("select * from task_request where task_id = any(:tasks) and agreed is null order by id")
                .param("tasks", tasks.toArray(String[]::new))
                .query(TaskRequestRows::row)
                .list();
    }

    void answer(long id, boolean agreed, String by, Instant now) {
        jdbc.sql("update task_request set agreed = :agreed, answered_by = :by, answered_at = :now where id = :id")
                .param("agreed", agreed)
                .param("by", by)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    void withdraw(long id) {
        jdbc.sql("delete from task_request where id = :id").param("id", id).update();
    }

    private static TaskRequest row(ResultSet row, int number) throws SQLException {
        OffsetDateTime until = row.getObject("until", OffsetDateTime.class);
        return new TaskRequest(
                row.getLong("id"),
                row.getString("task_id"),
                TaskRequest.Kind.valueOf(row.getString("kind")),
                row.getString("person"),
                until == null ? null : until.toInstant(),
                row.getString("asked_by"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getObject("agreed", Boolean.class),
                row.getString("answered_by"));
    }
}
