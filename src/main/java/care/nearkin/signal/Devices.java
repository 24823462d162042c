package care.nearkin.signal;

import care.nearkin.signal.format.FieldRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The registry: which device is whose, where it hangs and what it is. */
public interface Devices {

    Optional<Device> find(String key);

    /** Who is not registered is left out. */
    List<Device> find(Collection<String> keys);

    List<Device> ofResident(long resident);

    /** Devices in use, by key. */
    List<Device> inUse(int most);

    /** Those in use or about to be that hang on this gateway. */
    List<Device> behind(String gateway);

    /** The gateway of each of these devices, by key; who has none is left out. */
    Map<String, String> gateways(Collection<String> keys);

    /** Registers the device, or changes it to exactly this; a retired one is in use again. */
    Device put(String key, Registration registration);

    void assign(String key, @Nullable Long resident, @Nullable String room);

    /** The new device takes the old one's place: resident, room, gateway, area and kind; the old one is out of use. */
    Device replace(String oldKey, String newKey);

    void retire(String key);

    /** It is being put up: what it says counts, but its silence does not. */
    void install(String key);

    /** It is in use from now on; whoever calls has seen its test arrive. */
    void goLive(String key);

    /** During the window everything that the device says is a test; null ends it. */
    void test(String key, @Nullable Instant from, @Nullable Instant until);

    /** Everything people say about a device. */
    record Registration(
            DeviceKind kind,
            @Nullable Long resident,
            @Nullable String room,
            @Nullable String gateway,
            Device.@Nullable Power power,
            boolean sleeping,
            @Nullable Duration reportInterval,
            Map<String, FieldRule> map,
            @Nullable String area,
            Set<Device.Can> commands) {

        /** Of a device that only reports. */
        public Registration(
                DeviceKind kind,
                @Nullable Long resident,
                @Nullable String room,
                @Nullable String gateway,
                Device.@Nullable Power power,
                boolean sleeping,
                @Nullable Duration reportInterval,
                Map<String, FieldRule> map,
                @Nullable String area) {
            this(kind, resident, room, gateway, power, sleeping, reportInterval, map, area, Set.of());
        }

        public static Registration of(DeviceKind kind, @Nullable Long resident, @Nullable String room) {
            return new Registration(kind, resident, room, null, null, false, null, Map.of(), null);
        }
    }
}
