package care.nearkin.worklist;

import care.nearkin.casefile.CaseFile;
import care.nearkin.engine.OpenTask;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PrePersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

@Entity
@Table(name = "open_task")
class OpenTaskRow implements Persistable<String> {

    @Id
    private String id = "";

    private String taskKey = "";
    private String flow = "";

    @Column(updatable = false)
    private String caseNumber = "";

    private @Nullable Long resident;
    private @Nullable String area;
    private String urgency = "";
    private String subject = "";
    private String[] groups = {};
    /** Its groups as one word: tasks for the same groups lie together, in the order of their due times. */
    private String lane = "";

    private @Nullable String assignee;

    @Column(updatable = false)
    private Instant createdAt = Instant.EPOCH;

    private @Nullable Instant takenAt;
    private @Nullable Instant due;
    private @Nullable Instant fatal;
    private @Nullable String delegatedBy;
    private @Nullable Instant pausedUntil;

    /** Whom it is about stands in the case file only. */
    private boolean sealed;

    /** Before anybody was given more time. */
    @Column(updatable = false)
    private @Nullable Instant firstDue;

    /** In order of arrival; what a page continues after. */
    @Column(updatable = false)
    private long position;

    @Transient
    private boolean fresh;

    protected OpenTaskRow() {}

    OpenTaskRow(OpenTask task, CaseFile file, long position) {
        this.id = task.id();
        this.taskKey = task.key();
        this.flow = task.flow();
        this.caseNumber = task.caseNumber();
        seal(file);
        this.area = file.area();
        this.urgency = file.urgency();
        this.subject = file.subject();
        this.createdAt = task.createdAt();
        this.firstDue = task.due();
        this.position = position;
        this.fresh = true;
        follow(task, task.createdAt());
    }

    final void follow(OpenTask task, Instant now) {
        groups = task.groups().toArray(String[]::new);
        lane = String.join(" ", new TreeSet<>(task.groups()));
        if (!Objects.equals(assignee, task.assignee())) {
            takenAt = task.assignee() == null ? null : now;
            pausedUntil = null;
        }
        assignee = task.assignee();
        due = task.due();
        fatal = task.fatal();
        delegatedBy = task.delegatedBy();
    }

    /** Null: it rests no longer. Who gets it from somebody else finds it awake. */
    void restUntil(@Nullable Instant until) {
        pausedUntil = until;
    }

    /** As its file is. */
    final void seal(CaseFile file) {
        sealed = file.isSealed();
        resident = sealed ? null : file.resident();
    }

    void about(long person, @Nullable String where) {
        resident = sealed ? null : Long.valueOf(person);
        area = where;
    }

    static WorkItem view(ResultSet row) throws SQLException {
        return new WorkItem(
                row.getString("id"),
                row.getString("task_key"),
                row.getString("flow"),
                row.getString("case_number"),
                row.getObject("resident", Long.class),
                row.getString("area"),
                row.getString("urgency"),
                row.getString("subject"),
                new TreeSet<>(Set.of((String[]) row.getArray("groups").getArray())),
                row.getString("assignee"),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "taken_at"),
                instant(row, "due"),
                instant(row, "fatal"),
                row.getString("delegated_by"),
                instant(row, "first_due"),
                instant(row, "paused_until"),
                row.getBoolean("sealed"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    WorkItem view() {
        return new WorkItem(
                id,
                taskKey,
                flow,
                caseNumber,
                resident,
                area,
                urgency,
                subject,
                new TreeSet<>(Set.of(groups)),
                assignee,
                createdAt,
                takenAt,
                due,
                fatal,
                delegatedBy,
                firstDue,
                pausedUntil,
                sealed);
    }

    @PrePersist
    void stored() {
        fresh = false;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return fresh;
    }
}
