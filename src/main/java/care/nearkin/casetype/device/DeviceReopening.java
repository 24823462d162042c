package care.nearkin.casetype.device;

import care.nearkin.casefile.CaseFile;
import care.nearkin.casefile.Reopening;
import care.nearkin.kernel.Refusal;
import care.nearkin.signal.Device;
import care.nearkin.signal.Devices;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** A device that was seen to is seen to again: same device, same matter, by when is decided anew. */
@Component
class DeviceReopening implements Reopening {

    private final DeviceMatters matters;
    private final DeviceBook book;
    private final Devices devices;
    private final Clock clock;

    DeviceReopening(DeviceMatters matters, DeviceBook book, Devices devices, Clock clock) {
        this.matters = matters;
        this.book = book;
        this.devices = devices;
        this.clock = clock;
    }

    @Override
    public String type() {
        return DeviceCase.KEY;
    }

    @Override
    public void check(CaseFile closed) {
        DeviceBook.File file = book.get(closed.number());
        if (file.installing()) {
            throw Refusal.conflict("device.reopen.installation");
        }
        Optional<Device> device = devices.find(file.device()).filter(Device::live);
        if (device.isEmpty()) {
            throw Refusal.conflict("device.reopen.gone");
        }
        if (!Objects.equals(device.get().resident(), closed.resident())) {
            throw Refusal.conflict("device.reopen.elsewhere");
        }
        book.open(file.device()).ifPresent(open -> {
            throw Refusal.conflict("device.reopen.at-work", open.seenToIn());
        });
    }

    @Override
    public String begin(CaseFile closed, String by) {
        String device = book.get(closed.number()).device();
        return matters.tell(new DeviceMatters.Told(
                device,
                DeviceMerging.matter(closed),
                clock.instant(),
                closed.resident(),
                closed.area(),
                devices.behind(device).size(),
                by));
    }
}
