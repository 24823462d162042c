package care.nearkin.casefile;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.hibernate.annotations.NaturalId;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "case_file")
class CaseRow {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "case_file_seq")
    @SequenceGenerator(name = "case_file_seq", allocationSize = 50)
    private @Nullable Long id;

    @NaturalId
    private String number = "";

    /** The number's last part, by the database. */
    @Column(insertable = false, updatable = false)
    private @Nullable Long running;

    @Column(updatable = false)
    private String type = "";

    @Enumerated(EnumType.STRING)
    private CaseFile.Status status = CaseFile.Status.OPEN;

    private String stage = "NEW";
    private @Nullable Long resident;
    private @Nullable String area;
    private String urgency = "";
    private String subject = "";

    @Column(updatable = false)
    private Instant openedAt = Instant.EPOCH;

    @Column(updatable = false)
    private @Nullable String openedBy;

    private @Nullable Instant closedAt;
    private @Nullable String outcome;
    private @Nullable String reopenedAs;
    private @Nullable String mergedInto;
    private @Nullable Instant sealedAt;

    @Version
    private int version;

    protected CaseRow() {}

    CaseRow(String number, OpenCase command) {
        this.number = number;
        this.type = command.type();
        this.resident = command.resident();
        this.area = command.area();
        this.urgency = command.urgency();
        this.subject = command.subject();
        this.openedAt = command.openedAt();
        this.openedBy = command.openedBy();
    }

    long id() {
        return java.util.Objects.requireNonNull(id);
    }

    String type() {
        return type;
    }

    void stage(String stage) {
        this.stage = stage;
    }

    void urgency(String urgency) {
        this.urgency = urgency;
    }

    void about(long person, @Nullable String where) {
        resident = person;
        area = where;
    }

    void outcome(String outcome) {
        this.outcome = outcome;
    }

    void reopenedAs(String anew) {
        reopenedAs = anew;
    }

    void mergedInto(String leading) {
        mergedInto = leading;
    }

    /** Null: it is open again. */
    void seal(@Nullable Instant at) {
        sealedAt = at;
    }

    void close(Instant at) {
        if (outcome == null) {
            throw new IllegalStateException(number + " ended without an outcome");
        }
        status = CaseFile.Status.CLOSED;
        stage = "CLOSED";
        closedAt = at;
    }

    /** Differs whenever anything of this row has changed. */
    String moment() {
        return number + "@" + version;
    }

    CaseFile view() {
        return new CaseFile(
                number,
                type,
                status,
                stage,
                resident,
                area,
                urgency,
                subject,
                openedAt,
                openedBy,
                closedAt,
                outcome,
                reopenedAs,
                mergedInto,
                sealedAt);
    }
}
