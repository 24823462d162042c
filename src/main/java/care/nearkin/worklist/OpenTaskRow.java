package care.nearkin.worklist;

import care.nearkin.casefile.CaseFile;
import care.nearkin.engine.OpenTask;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PrePersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
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
    private @Nullable String assignee;

    @Column(updatable = false)
    private Instant createdAt = Instant.EPOCH;

    private @Nullable Instant due;

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
        this.resident = file.resident();
        this.area = file.area();
        this.urgency = file.urgency();
        this.subject = file.subject();
        this.createdAt = task.createdAt();
        this.position = position;
        this.fresh = true;
        follow(task);
    }

    final void follow(OpenTask task) {
        groups = task.groups().toArray(String[]::new);
        assignee = task.assignee();
        due = task.due();
    }

    void about(long person, @Nullable String where) {
        resident = person;
        area = where;
    }

    long position() {
        return position;
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
                due);
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
