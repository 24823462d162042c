package care.nearkin.casetype.alarm;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AlarmRows extends Repository<Alarm, String> {

    Alarm save(Alarm alarm);

    Optional<Alarm> findById(String caseNumber);

    /** Holds others off until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Alarm a where a.caseNumber = :caseNumber")
    Optional<Alarm> lock(String caseNumber);

    /** This person's other alarms since then. */
    @Query("select count(a) from Alarm a where a.resident = :resident and a.caseNumber <> :not and a.rungAt >= :since")
    long countOthers(long resident, String not, Instant since);

    /** What these people's open alarms are, oldest first. */
    @Query("""
            select new care.nearkin.casetype.alarm.SamePerson$Rang(a.resident, a.caseNumber, a.rungAt) from Alarm a
            where a.resident in :people and a.resolvedAt is null order by a.rungAt
            """)
    List<SamePerson.Rang> openOf(Collection<Long> people);

    List<Alarm> findByDeviceAndResidentIsNullAndResolvedAtIsNull(String device);

    /** Newest first, those of these areas and of none. */
    @Query("""
            select a from Alarm a
            where a.resolvedAt is null and (:everywhere = true or a.area is null or a.area in :areas)
            order by a.rungAt desc, a.caseNumber desc
            """)
    List<Alarm> live(boolean everywhere, Set<String> areas, Limit limit);

    @Query("""
            select count(a) from Alarm a
            where a.resolvedAt is null and (:everywhere = true or a.area is null or a.area in :areas)
            """)
    long countLive(boolean everywhere, Set<String> areas);
}
