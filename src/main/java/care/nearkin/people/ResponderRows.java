package care.nearkin.people;

import care.nearkin.people.Responders.Keyholder;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Rows of responders. */
interface ResponderRows extends Repository<Responder, Long> {

    Responder save(Responder responder);

    Optional<Responder> findByKey(String key);

    @Query("""
            select new care.nearkin.people.Responders$Keyholder(r.id, r.name, r.kind, r.hours, value(k))
            from Responder r join r.keysOf k where key(k) = :resident order by value(k), r.name
            """)
    List<Keyholder> keyholders(long resident);

    @Query("""
            select r from Responder r where :resident in (select key(k) from r.keysOf k) or r.area =
                (select h.area from Resident p join p.household h where p.id = :resident)
            """)
    List<Responder> near(long resident);
}
