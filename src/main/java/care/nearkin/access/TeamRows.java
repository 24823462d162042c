package care.nearkin.access;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Rows of teams. */
interface TeamRows extends Repository<Team, Long> {

    Team save(Team team);

    Optional<Team> findByName(String name);

    List<Team> findAllByOrderByName();
}
