package care.nearkin.signal;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The registered devices for the inbox. Those that talk all the time are remembered; whether one has changed since is asked
 * each time, so that a device that was just assigned, tested or retired is never taken for what it was.
 */
@Component
class KnownDevices {

    private static final int MOST = 20_000;

    private record Stamp(long id, int version) {}

    private record Known(Stamp stamp, Device device) {}

    private final DeviceRows rows;
    private final JdbcTemplate jdbc;
    private final Map<String, Known> known = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };

    KnownDevices(DeviceRows rows, JdbcTemplate jdbc) {
        this.rows = rows;
        this.jdbc = jdbc;
    }

    Map<String, Device> of(Set<String> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        Map<String, Stamp> stamps = stamps(keys);
        Map<String, Device> found = unchanged(stamps);
        List<String> changed =
                stamps.keySet().stream().filter(key -> !found.containsKey(key)).toList();
        if (!changed.isEmpty()) {
            found.putAll(remembered(rows.findByKeyIn(changed)));
        }
        return found;
    }

    private Map<String, Stamp> stamps(Collection<String> keys) {
        Map<String, Stamp> stamps = new HashMap<>();
        jdbc.query(
                "select key, id, version from device where key = any(?)",
                row -> {
                    stamps.put(row.getString(1), new Stamp(row.getLong(2), row.getInt(3)));
                },
                (Object) keys.toArray(String[]::new));
        return stamps;
    }

    private synchronized Map<String, Device> unchanged(Map<String, Stamp> stamps) {
        Map<String, Device> unchanged = new HashMap<>();
        stamps.forEach((key, stamp) -> {
            Known one = known.get(key);
            if (one != null && one.stamp().equals(stamp)) {
                unchanged.put(key, one.device());
            }
        });
        return unchanged;
    }

    private synchronized Map<String, Device> remembered(List<DeviceRow> read) {
        Map<String, Device> devices = new HashMap<>();
        for (DeviceRow row : read) {
            Device device = row.view();
            known.put(device.key(), new Known(new Stamp(device.id(), row.version()), device));
            devices.put(device.key(), device);
        }
        return devices;
    }
}
