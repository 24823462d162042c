package care.nearkin.signal;

import care.nearkin.people.ResidentBrief;
import care.nearkin.people.Residents;
import care.nearkin.signal.Devices.Registration;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A device as it is typed into the page. */
record DeviceForm(
        @Nullable String key,
        @Nullable String kind,
        @Nullable String resident,
        @Nullable String room,
        @Nullable String gateway,
        @Nullable String power,
        @Nullable Boolean sleeping,
        @Nullable String reportInterval,
        @Nullable String map,
        @Nullable String area,
        @Nullable Set<String> commands) {

    static DeviceForm empty(@Nullable String key, @Nullable String kind) {
        return new DeviceForm(key, kind, null, null, null, null, false, null, null, null, Set.of());
    }

    static DeviceForm of(DeviceList.Row row) {
        Device device = row.device();
        ResidentBrief resident = row.resident();
        Duration interval = device.reportInterval();
        Device.Power power = device.power();
        return new DeviceForm(
                device.key(),
                device.kind().key(),
                resident == null ? null : resident.key(),
                device.room(),
                device.gateway(),
                power == null ? null : power.name(),
                device.sleeping(),
                interval == null ? null : interval.toString(),
                DeviceJson.text(device.map()),
                device.area(),
                DeviceJson.names(device.commands()));
    }

    String plainKey() {
        return key == null ? "" : key.strip();
    }

    Registration registration(Residents residents) {
        return new Registration(
                DeviceJson.kind(kind),
                DeviceJson.resident(resident, residents),
                SignalsApi.blank(room),
                SignalsApi.blank(gateway),
                DeviceJson.power(power),
                Boolean.TRUE.equals(sleeping),
                DeviceJson.interval(reportInterval),
                DeviceJson.map(map == null ? "" : map),
                SignalsApi.blank(area),
                DeviceJson.commands(commands == null ? Set.of() : commands));
    }
}
