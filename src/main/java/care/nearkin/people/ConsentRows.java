package care.nearkin.people;

import care.nearkin.people.Consents.Matter;
import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Rows of consents. */
interface ConsentRows extends Repository<Consent, Long> {

    Consent save(Consent consent);

    Optional<Consent> findById(long id);

    List<Consent> findByResidentIdAndMatter(long residentId, Matter matter);

    List<Consent> findByResidentIdOrderByIdDesc(long residentId);
}
