package care.nearkin.access;

import jakarta.persistence.QueryHint;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.jpa.HibernateHints;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;

/** Rows of staff. */
interface StaffRows extends Repository<Staff, Long> {

    Staff save(Staff staff);

    boolean existsBy();

    @Query("select s from Staff s left join fetch s.team where s.name = :name")
    Optional<Staff> named(String name);

    @Query("select s from Staff s left join fetch s.team where s.name in :names")
    List<Staff> named(Collection<String> names);

    /** Asked whenever something is told to a group, so it reads names only and leaves unwritten what waits. */
    @Query(nativeQuery = true, value = """
                    select s.name from staff s left join team t on t.id = s.team_id
                    where not s.locked
                      and exists (select from staff_group g where g.staff_id = s.id and g.group_key = any(:groups))
                      and (cast(:area as varchar) is null or t.everywhere
                           or exists (select from staff_group g where g.staff_id = s.id and g.group_key = 'admin')
                           or exists (select from team_area a where a.team_id = t.id and a.area_key = :area))
                    order by s.name
                    """)
    @QueryHints(@QueryHint(name = HibernateHints.HINT_FLUSH_MODE, value = "COMMIT"))
    Set<String> workingAs(String[] groups, @Nullable String area);

    @Query("select s from Staff s left join fetch s.team order by s.name")
    List<Staff> all();

    @Query("select s from Staff s where s.team.name = :team")
    List<Staff> inTeam(String team);

    @Query("select s.name from Staff s where s.samplePassword = true and s.locked = false order by s.id")
    List<String> withSamplePassword();
}
