package care.nearkin.casetype.alarm;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One attempt to reach the resident by voice: which number, from when to when, with what result. */
@Entity
@Table(name = "alarm_attempt")
class Attempt {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "alarm_attempt_seq")
    @SequenceGenerator(name = "alarm_attempt_seq", allocationSize = 50)
    private @Nullable Long id;

    private String caseNumber = "";
    private int position;
    private Instant startedAt = Instant.EPOCH;
    private Instant endedAt = Instant.EPOCH;
    private String numberKind = "";
    private String result = "";

    @Column(name = "by_name")
    private @Nullable String by;

    protected Attempt() {}

    Attempt(
            String caseNumber,
            int position,
            Instant startedAt,
            Instant endedAt,
            String numberKind,
            String result,
            @Nullable String by) {
        this.caseNumber = caseNumber;
        this.position = position;
        this.startedAt = startedAt;
        this.endedAt = endedAt;
        this.numberKind = numberKind;
        this.result = result;
        this.by = by;
    }

    int position() {
        return position;
    }

    Instant startedAt() {
        return startedAt;
    }

    Instant endedAt() {
        return endedAt;
    }

    String numberKind() {
        return numberKind;
    }

    String result() {
        return result;
    }

    @Nullable
    String by() {
        return by;
    }
}
