package care.nearkin.people;

import care.nearkin.kernel.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Consents in our table. */
@Service
@Transactional
class StoredConsents implements Consents {

    private final ConsentRows consents;
    private final Clock clock;

    StoredConsents(ConsentRows consents, Clock clock) {
        this.consents = consents;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public boolean stands(long resident, Matter matter) {
        LocalDate today = LocalDate.now(clock);
        return consents.findByResidentIdAndMatter(resident, matter).stream()
                .anyMatch(consent -> consent.standsOn(today));
    }

    @Override
    public long record(Given consent, String recordedBy) {
        if (consent.until() != null && consent.until().isBefore(consent.from())) {
            throw Refusal.invalid("until", "people.until-before-from");
        }
        return consents.save(new Consent(consent, recordedBy, clock.instant())).id();
    }

    @Override
    public void withdraw(long consent, String withdrawnBy) {
        consents.findById(consent)
                .orElseThrow(() -> Refusal.notFound("people.no-consent"))
                .withdraw(withdrawnBy, clock.instant());
    }

    /** The newest first. */
    @Transactional(readOnly = true)
    List<Shown> of(long resident) {
        LocalDate today = LocalDate.now(clock);
        return consents.findByResidentIdOrderByIdDesc(resident).stream()
                .map(consent -> consent.shown(today))
                .toList();
    }

    /** A consent as the page shows it. */
    record Shown(
            long id,
            Matter matter,
            String toWhom,
            LocalDate from,
            @Nullable LocalDate until,
            How how,
            String recordedBy,
            boolean stands,
            @Nullable String withdrawnBy,
            @Nullable Instant withdrawnAt) {}
}
