package care.nearkin.people;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Rows of households. */
interface HouseholdRows extends Repository<Household, Long> {

    Household save(Household household);

    Optional<Household> findById(long id);

    Optional<Household> findByDoorKey(String doorKey);
}
