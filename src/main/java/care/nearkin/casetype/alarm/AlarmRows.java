package care.nearkin.casetype.alarm;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    List<Alarm> findByCaseNumberIn(Collection<String> caseNumbers);

    /**
     * What rings and what is grave before the rest, of these the newest: those of these areas and of none; without those that
     * are shown as members of a storm.
     */
    @Query(nativeQuery = true, value = """
                    select a.* from alarm a
                    where a.resolved_at is null
                      and (:everywhere or a.area is null or a.area = any(cast(:areas as varchar[])))
                      and not exists (
                          select 1 from alarm_place p join alarm_storm s on s.id = p.storm
                          where p.case_number = a.case_number and s.over_at is null
                            and a.kind || ':' || a.severity = any(cast(:grouped as varchar[])))
                    order by a.acknowledged_at is null or a.fire_call_at is not null and a.fire_call_done is null desc,
                        a.severity = 'CRITICAL' desc, a.rung_at desc, a.case_number desc
                    limit :most
                    """)
    List<Alarm> alone(boolean everywhere, String[] areas, String[] grouped, int most);

    @Query("""
            select count(a) from Alarm a
            where a.resolvedAt is null and (:everywhere = true or a.area is null or a.area in :areas)
            """)
    long countLive(boolean everywhere, Set<String> areas);
}
