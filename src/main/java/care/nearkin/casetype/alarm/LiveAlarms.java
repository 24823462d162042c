package care.nearkin.casetype.alarm;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

interface LiveAlarms extends Repository<LiveAlarm, String> {

    LiveAlarm save(LiveAlarm alarm);

    Optional<LiveAlarm> findById(String liveKey);

    List<LiveAlarm> findByLiveKeyIn(Collection<String> liveKeys);

    void deleteById(String liveKey);
}
