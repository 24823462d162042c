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
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A form field declared private: kept here, sealed, and nowhere in the engine. */
@Entity
@Immutable
@Table(name = "case_answer")
class AnswerRow {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "case_answer_seq")
    @SequenceGenerator(name = "case_answer_seq", allocationSize = 50)
    private @Nullable Long id;

    @Column(name = "case_id")
    private long caseId;

    private String taskId = "";
    private String field = "";

    @Convert(converter = SealedText.class)
    private String value = "";

    protected AnswerRow() {}

    AnswerRow(long caseId, String taskId, String field, String value) {
        this.caseId = caseId;
        this.taskId = taskId;
        this.field = field;
        this.value = value;
    }

    String taskId() {
        return taskId;
    }

    String field() {
        return field;
    }

    String value() {
        return value;
    }
}
