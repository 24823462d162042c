package care.nearkin.casetype.alarm;

import java.util.List;
import org.springframework.data.repository.Repository;

interface AttemptRows extends Repository<Attempt, Long> {

    Attempt save(Attempt attempt);

    List<Attempt> findByCaseNumberOrderByPosition(String caseNumber);
}
