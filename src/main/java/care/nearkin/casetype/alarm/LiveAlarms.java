package care.nearkin.casetype.alarm;

import java.util.Collection;
import java.util.List;
import org.springframework.data.repository.Repository;

interface LiveAlarms extends Repository<LiveAlarm, String> {

    LiveAlarm save(LiveAlarm alarm);

    List<LiveAlarm> findByLiveKeyIn(Collection<String> liveKeys);

    void deleteById(String liveKey);
}
