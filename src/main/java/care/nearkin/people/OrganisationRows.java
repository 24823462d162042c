package care.nearkin.people;

import java.util.Optional;
import org.springframework.data.repository.Repository;

interface OrganisationRows extends Repository<Organisation, Long> {

    Organisation saveAndFlush(Organisation organisation);

    Optional<Organisation> findById(long id);

    Optional<Organisation> findByCreditCode(String creditCode);
}
