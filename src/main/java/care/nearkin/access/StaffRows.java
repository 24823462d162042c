package care.nearkin.access;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Rows of staff. */
interface StaffRows extends Repository<Staff, Long> {

    Staff save(Staff staff);

    boolean existsBy();

    @Query("select s from Staff s left join fetch s.team where s.name = :name")
    Optional<Staff> named(String name);

    @Query("select s from Staff s left join fetch s.team where s.name in :names")
    List<Staff> named(Collection<String> names);

    @Query("select s from Staff s left join fetch s.team order by s.name")
    List<Staff> all();

    @Query("select s from Staff s where s.team.name = :team")
    List<Staff> inTeam(String team);

    @Query("select s.name from Staff s where s.samplePassword = true and s.locked = false order by s.id")
    List<String> withSamplePassword();
}
