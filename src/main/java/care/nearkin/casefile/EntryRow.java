package care.nearkin.casefile;

import care.nearkin.kernel.SealedText;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;

/** One line of the timeline; never changed once written. */
@Entity
@Immutable
@Table(name = "case_entry")
class EntryRow {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "case_entry_seq")
    @SequenceGenerator(name = "case_entry_seq", allocationSize = 50)
    private @Nullable Long id;

    @Column(name = "case_id")
    private long caseId;

    private String kind = "";
    private Instant at = Instant.EPOCH;
    private Instant recordedAt = Instant.EPOCH;

    @Column(name = "by_name")
    private @Nullable String by;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    private List<String> arguments = List.of();

    @Convert(converter = SealedText.class)
    private @Nullable String text;

    /** The task whose private answers belong to this line. */
    private @Nullable String taskId;

    protected EntryRow() {}

    EntryRow(long caseId, CaseFiles.Entry entry, Instant recordedAt, @Nullable String taskId) {
        this.caseId = caseId;
        this.kind = entry.kind();
        this.at = entry.at();
        this.recordedAt = recordedAt;
        this.by = entry.by();
        this.arguments = entry.arguments();
        this.text = entry.text();
        this.taskId = taskId;
    }

    @Nullable
    String taskId() {
        return taskId;
    }

    TimelineEntry view(java.util.Map<String, String> answers) {
        return new TimelineEntry(id == null ? 0 : id, kind, at, recordedAt, by, arguments, text, answers, List.of());
    }
}
