package care.nearkin.casetype.device;

import care.nearkin.access.Viewers;
import care.nearkin.kernel.Refusal;
import care.nearkin.signal.Device;
import care.nearkin.signal.Devices;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Begins installations for other programs: a shop's, a contractor's. */
@RestController
@RequestMapping("/api/v1/cases/device")
@PreAuthorize("hasAnyRole('MAINTAINER','SUPERVISOR','ADMIN')")
class DeviceApi {

    record Body(@Nullable String device) {}

    record Opened(String number) {}

    private final DeviceMatters matters;
    private final Devices devices;
    private final Viewers viewers;

    DeviceApi(DeviceMatters matters, Devices devices, Viewers viewers) {
        this.matters = matters;
        this.devices = devices;
        this.viewers = viewers;
    }

    /** 201 with the case of an installation; 404 for a device that nobody registered, 409 when it has a case already. */
    @PostMapping
    ResponseEntity<Opened> open(@RequestBody Body body) {
        String key = body.device();
        if (key == null || key.isBlank()) {
            throw Refusal.invalid("device", "device.api.missing");
        }
        Device device = devices.find(key)
                .filter(known -> viewers.current().serves(known.area()))
                .orElseThrow(() -> Refusal.notFound("signal.refusal.noDevice", key));
        String number = matters.install(device.key(), viewers.current().name());
        return ResponseEntity.created(URI.create("/api/v1/cases/" + number)).body(new Opened(number));
    }
}
