package care.nearkin.signal;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

interface MqttAccountRows extends Repository<MqttAccount, Long> {

    MqttAccount save(MqttAccount account);

    Optional<MqttAccount> findByName(String name);

    boolean existsBySamplePasswordTrueAndLockedFalse();

    List<MqttAccount> findAllByOrderByName();
}
