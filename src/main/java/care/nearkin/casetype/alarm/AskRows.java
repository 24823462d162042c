package care.nearkin.casetype.alarm;

import care.nearkin.casetype.alarm.Ask.Kind;
import care.nearkin.casetype.alarm.Ask.State;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Rows of who was asked. */
interface AskRows extends Repository<Ask, Long> {

    List<Ask> saveAll(Iterable<Ask> asks);

    Optional<Ask> findById(long id);

    @Query("select a.caseNumber from Ask a where a.id = :id")
    Optional<String> caseOf(long id);

    Optional<Ask> findByLinkHash(String linkHash);

    List<Ask> findByCaseNumberOrderById(String caseNumber);

    /** Newest first, before {@code id}. */
    List<Ask> findByStaffAndIdLessThanOrderByIdDesc(String staff, long id, Limit limit);

    /** Who of these is on the way to another alarm, or there, as long as it is not over. */
    @Query("""
            select a.person from Ask a join Alarm alarm on alarm.caseNumber = a.caseNumber
            where a.kind <> :contact and a.state in :busy and a.person in :people and alarm.resolvedAt is null
            """)
    Set<Long> busy(Collection<Long> people, Kind contact, Collection<State> busy);
}
