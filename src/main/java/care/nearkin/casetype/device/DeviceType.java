package care.nearkin.casetype.device;

import care.nearkin.access.Group;
import care.nearkin.access.Viewer;
import care.nearkin.casefile.CaseType;
import care.nearkin.signal.Device;
import care.nearkin.signal.Devices;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells the case file what device care is called and what its end events mean. */
@Component
class DeviceType implements CaseType {

    private final DeviceBook book;
    private final Devices devices;

    DeviceType(DeviceBook book, Devices devices) {
        this.book = book;
        this.devices = devices;
    }

    @Override
    public String key() {
        return DeviceCase.KEY;
    }

    @Override
    public String prefix() {
        return DeviceCase.PREFIX;
    }

    @Override
    public String outcomeOf(String endId) {
        return DeviceCase.Outcome.ofEnd(endId).name();
    }

    @Override
    public boolean shownWithTasks() {
        return true;
    }

    /** The device, and where it hangs. */
    @Override
    public Map<String, String> about(Collection<String> numbers) {
        Map<String, String> keys = book.devices(numbers);
        Map<String, String> rooms = devices.find(keys.values()).stream()
                .filter(device -> device.room() != null)
                .collect(Collectors.toMap(Device::key, device -> device.key() + " · " + device.room()));
        keys.replaceAll((number, key) -> rooms.getOrDefault(key, key));
        return keys;
    }

    @Override
    public @Nullable String room(String number) {
        return book.find(number)
                .flatMap(file -> devices.find(file.device()))
                .map(Device::room)
                .orElse(null);
    }

    @Override
    public boolean mayBeReadBy(Viewer viewer) {
        return CaseType.super.mayBeReadBy(viewer) || viewer.in(Group.MAINTAINER);
    }

    @Override
    public Set<String> messageKinds() {
        return Set.of("device.reminded");
    }
}
