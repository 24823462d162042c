package care.nearkin.people;

import care.nearkin.people.Consents.Given;
import care.nearkin.people.Consents.How;
import care.nearkin.people.Consents.Matter;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a resident agreed to. Never deleted: withdrawn, so that what was done in between stays explained. */
@Entity
class Consent {

    @Id
    @GeneratedValue(generator = "consent_seq")
    @SequenceGenerator(name = "consent_seq", allocationSize = 50)
    private @Nullable Long id;

    private long residentId;

    @Column
    @Enumerated(EnumType.STRING)
    private Matter matter;

    @Column
    private String toWhom;

    @Column
    private LocalDate validFrom;

    private @Nullable LocalDate validUntil;

    @Column
    @Enumerated(EnumType.STRING)
    private How given;

    @Column
    private String recordedBy;

    @Column
    private Instant recordedAt;

    private @Nullable String withdrawnBy;
    private @Nullable Instant withdrawnAt;

    protected Consent() {}

    Consent(Given what, String recordedBy, Instant recordedAt) {
        this.residentId = what.resident();
        this.matter = what.matter();
        this.toWhom = what.toWhom();
        this.validFrom = what.from();
        this.validUntil = what.until();
        this.given = what.how();
        this.recordedBy = recordedBy;
        this.recordedAt = recordedAt;
    }

    /** Both days are included; a withdrawal counts from its moment. */
    boolean standsOn(LocalDate day) {
        return withdrawnAt == null && !day.isBefore(validFrom) && (validUntil == null || !day.isAfter(validUntil));
    }

    /** The first withdrawal counts; false when there was one. */
    boolean withdraw(String by, Instant at) {
        if (withdrawnAt != null) {
            return false;
        }
        withdrawnBy = by;
        withdrawnAt = at;
        return true;
    }

    long resident() {
        return residentId;
    }

    Matter matter() {
        return matter;
    }

    /** To whom, and for which days. */
    String words() {
        return toWhom + " · " + validFrom + " – " + (validUntil == null ? "" : validUntil);
    }

    long id() {
        return Objects.requireNonNull(id);
    }

    @Nullable
    String withdrawnBy() {
        return withdrawnBy;
    }

    @Nullable
    Instant withdrawnAt() {
        return withdrawnAt;
    }

    StoredConsents.Shown shown(LocalDate today) {
        return new StoredConsents.Shown(
                id(),
                matter,
                toWhom,
                validFrom,
                validUntil,
                given,
                recordedBy,
                standsOn(today),
                withdrawnBy,
                withdrawnAt);
    }
}
