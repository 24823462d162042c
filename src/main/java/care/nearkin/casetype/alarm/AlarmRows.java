package care.nearkin.casetype.alarm;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AlarmRows extends Repository<Alarm, String> {

    Alarm save(Alarm alarm);

    Optional<Alarm> findById(String caseNumber);

    @Query("select a from Alarm a where a.resolvedAt is null order by a.rungAt desc, a.caseNumber desc")
    List<Alarm> live(Limit limit);

    @Query("select count(a) from Alarm a where a.resolvedAt is null")
    long countLive();
}
