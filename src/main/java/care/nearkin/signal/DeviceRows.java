package care.nearkin.signal;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

interface DeviceRows extends Repository<DeviceRow, Long> {

    DeviceRow save(DeviceRow row);

    Optional<DeviceRow> findByKey(String key);

    Optional<DeviceRow> findById(long id);

    List<DeviceRow> findByKeyIn(Collection<String> keys);

    List<DeviceRow> findByResidentIdOrderByKey(long residentId);

    List<DeviceRow> findByGatewayOrderByKey(String gateway);

    List<DeviceRow> findByStateOrderByKey(Device.State state, Limit limit);
}
