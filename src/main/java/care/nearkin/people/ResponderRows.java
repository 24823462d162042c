package care.nearkin.people;

import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Rows of responders. */
interface ResponderRows extends Repository<Responder, Long> {

    Responder save(Responder responder);

    Optional<Responder> findById(long id);

    Optional<Responder> findByKey(String key);

    boolean existsByKey(String key);

    @Query("select r.key from Responder r where r.staff = :staff")
    Optional<String> keyOfStaff(String staff);

    @Query(value = "select nextval('responder_key_seq')", nativeQuery = true)
    long nextKey();
}
