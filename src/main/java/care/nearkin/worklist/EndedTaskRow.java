package care.nearkin.worklist;

import care.nearkin.engine.TaskNews;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PrePersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** Remembers which case an ended task belonged to. */
@Entity
@Immutable
@Table(name = "ended_task")
class EndedTaskRow implements Persistable<String> {

    @Id
    private String id = "";

    private String caseNumber = "";
    private String taskKey = "";
    private String flow = "";
    private @Nullable String form;
    private boolean completed;
    private Instant endedAt = Instant.EPOCH;
    private @Nullable String doneBy;

    @Transient
    private boolean fresh;

    protected EndedTaskRow() {}

    EndedTaskRow(TaskNews.Ended news) {
        this.id = news.task().id();
        this.caseNumber = news.task().caseNumber();
        this.taskKey = news.task().key();
        this.flow = news.task().flow();
        this.form = news.task().form();
        this.completed = news.completed();
        this.endedAt = news.at();
        this.doneBy = news.completed() ? news.task().assignee() : null;
        this.fresh = true;
    }

    String caseNumber() {
        return caseNumber;
    }

    @Nullable
    String form() {
        return form;
    }

    String name() {
        return flow + "." + taskKey;
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
