package care.nearkin.sample;

import care.nearkin.people.Residents;
import care.nearkin.sample.Csv.Line;
import care.nearkin.signal.Device;
import care.nearkin.signal.Device.Power;
import care.nearkin.signal.DeviceKind;
import care.nearkin.signal.Devices;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The devices of the sample, in all four formats. */
@Component
class SampleDevices {

    private final Devices devices;
    private final Residents residents;

    SampleDevices(Devices devices, Residents residents) {
        this.devices = devices;
        this.residents = residents;
    }

    void load() {
        Csv.read("devices.csv").forEach(line -> devices.put(line.need("key"), registration(line)));
    }

    private Devices.Registration registration(Line line) {
        String resident = line.get("resident");
        return new Devices.Registration(
                DeviceKind.valueOf(line.need("kind")),
                resident == null ? null : residents.idOf(resident).orElseThrow(),
                line.get("room"),
                line.get("gateway"),
                Power.valueOf(line.need("power")),
                line.yes("sleeping"),
                Optional.ofNullable(line.get("report_interval"))
                        .map(Duration::parse)
                        .orElse(null),
                Map.of(),
                line.get("area"),
                commands(line.get("commands")));
    }

    private static Set<Device.Can> commands(@Nullable String words) {
        return words == null
                ? Set.of()
                : Arrays.stream(words.split(" ")).map(Device.Can::valueOf).collect(Collectors.toUnmodifiableSet());
    }
}
