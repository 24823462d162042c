package care.nearkin.people;

import care.nearkin.people.ResidentCard.Risk;
import care.nearkin.people.Residents.Moves;
import jakarta.persistence.QueryHint;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.jpa.HibernateHints;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;

/** Rows of residents. */
interface ResidentRows extends Repository<Resident, Long> {

    Resident save(Resident resident);

    void flush();

    Optional<Resident> findById(long id);

    Optional<Resident> findByKey(String key);

    boolean existsByKey(String key);

    @Query("select r.id from Resident r where r.key = :key")
    Optional<Long> idOf(String key);

    @Query("select r.key from Resident r where r.id = :id")
    Optional<String> keyOf(long id);

    /** Who she is now whose record under this id was merged into another. */
    @Query(value = "select into_id from merged_resident where id = :id", nativeQuery = true)
    Optional<Long> mergedInto(long id);

    @Query(
            value = "select r.resident_key from merged_resident m join resident r on r.id = m.into_id"
                    + " where m.resident_key = :key",
            nativeQuery = true)
    Optional<String> leadsTo(String key);

    @Query("select r.id from Resident r where r.identityPrint in :prints")
    List<Long> withIdentity(Collection<String> prints);

    /** Asked for every alarm: what else waits to be written in the transaction stays waiting. */
    @Query("select r.risk from Resident r where r.id = :id")
    @QueryHints(@QueryHint(name = HibernateHints.HINT_FLUSH_MODE, value = "COMMIT"))
    Optional<Risk> riskOf(long id);

    @Query("select r.risk as risk, r.moves as moves, r.birthDate as birthDate from Resident r where r.id = :id")
    @QueryHints(@QueryHint(name = HibernateHints.HINT_FLUSH_MODE, value = "COMMIT"))
    Optional<Known> situationOf(long id);

    @Query("select r.livesAlone from Resident r where r.id = :id")
    @QueryHints(@QueryHint(name = HibernateHints.HINT_FLUSH_MODE, value = "COMMIT"))
    Optional<Boolean> livesAlone(long id);

    @Query("select r.id as id, r.risk as risk from Resident r where r.id in :ids")
    @QueryHints(@QueryHint(name = HibernateHints.HINT_FLUSH_MODE, value = "COMMIT"))
    List<AtRisk> risksOf(Collection<Long> ids);

    @Query("""
            select r.id as id, r.key as key, r.name as name, r.birthDate as birthDate, h.line as line, h.area as area
            from Resident r left join r.household h where r.id in :ids
            """)
    List<Brief> briefs(Collection<Long> ids);

    @Query("""
            select r.id as id, r.name as name, r.birthDate as birthDate, r.mobility as mobility,
            r.moves as moves
            from Resident r join r.household h where h.id = (select x.household.id from Resident x where x.id = :id)
            and r.id <> :id order by r.name
            """)
    List<Other> livingWith(long id);

    @Query("""
            select r.id from Resident r where r.id = :id or r.household.id =
                (select x.household.id from Resident x where x.id = :id)
            """)
    List<Long> atHomeOf(long id);

    @Query(
            value = "select r.id from resident r where r.id > :after and not exists"
                    + " (select from resident_search s where s.resident_id = r.id) order by r.id limit :most",
            nativeQuery = true)
    List<Long> notFindable(long after, int most);

    @Query(
            "select distinct r from Resident r left join fetch r.household left join fetch r.contacts where r.id in :ids")
    List<Resident> withHomeAndContacts(Collection<Long> ids);

    @Query(value = "select nextval('resident_key_seq')", nativeQuery = true)
    long nextKey();

    /** Two who create the same key, or the same door, at once: the second waits and then changes what it finds. */
    @Query(
            value = "select 1 from (select pg_advisory_xact_lock(hashtextextended(:what, 0))) locked",
            nativeQuery = true)
    int lock(String what);

    /** How much a resident is at risk. */
    record AtRisk(long id, Risk risk) {}

    /** What tables decide by. */
    record Known(Risk risk, @Nullable Moves moves, @Nullable LocalDate birthDate) {}

    /** Who lives behind the same door. */
    interface Other {
        long getId();

        String getName();

        @Nullable
        LocalDate getBirthDate();

        @Nullable
        String getMobility();

        @Nullable
        Moves getMoves();
    }

    /** A resident without what is sealed. */
    interface Brief {
        long getId();

        String getKey();

        String getName();

        @Nullable
        LocalDate getBirthDate();

        @Nullable
        String getLine();

        @Nullable
        String getArea();
    }
}
