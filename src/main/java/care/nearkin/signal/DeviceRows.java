package care.nearkin.signal;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface DeviceRows extends Repository<DeviceRow, Long> {

    DeviceRow save(DeviceRow row);

    Optional<DeviceRow> findByKey(String key);

    Optional<DeviceRow> findById(long id);

    List<DeviceRow> findByKeyIn(Collection<String> keys);

    List<DeviceRow> findByResidentIdOrderByKey(long residentId);

    List<DeviceRow> findByResidentIdInAndStateInOrderByKey(
            Collection<Long> residents, Collection<Device.State> states, Limit limit);

    List<DeviceRow> findByGatewayOrderByKey(String gateway);

    @Query("""
            select d.key as key, d.gateway as gateway from DeviceRow d
            where d.key in :keys and d.gateway is not null
            """)
    List<Behind> gateways(Collection<String> keys);

    record Behind(String key, String gateway) {}

    List<DeviceRow> findByStateOrderByKey(Device.State state, Limit limit);
}
