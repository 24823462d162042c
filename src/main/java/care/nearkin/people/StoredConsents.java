package care.nearkin.people;

import care.nearkin.kernel.Refusal;
import care.nearkin.people.Spot.Change;
import care.nearkin.people.Spot.Part;
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
    private final History history;
    private final Clock clock;

    StoredConsents(ConsentRows consents, History history, Clock clock) {
        this.consents = consents;
        this.history = history;
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
        Consent given = consents.save(new Consent(consent, recordedBy, clock.instant()));
        write(given, "given", null, given.words());
        return given.id();
    }

    @Override
    public void withdraw(long consent, String withdrawnBy) {
        Consent known = consents.findById(consent).orElseThrow(() -> Refusal.notFound("people.no-consent"));
        if (known.withdraw(withdrawnBy, clock.instant())) {
            write(known, "withdrawn", known.words(), null);
        }
    }

    private void write(Consent consent, String field, @Nullable String was, @Nullable String became) {
        Spot spot = new Spot(Part.CONSENT, consent.id(), field);
        history.write(
                History.Record.RESIDENT,
                consent.resident(),
                List.of(new Change(spot, consent.matter().name(), was, became)));
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
