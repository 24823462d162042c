package care.nearkin.signal;

import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Slice;
import care.nearkin.people.ResidentBrief;
import care.nearkin.people.Residents;
import care.nearkin.signal.format.FieldRule;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The registry for other programs. A device's key is {@code <source>:<device id in that format>} and may hold slashes. */
@RestController
@RequestMapping("/api/v1/devices")
class DevicesApi {

    /** A device as programs read one; {@code resident} is the resident's key. */
    record Open(
            String key,
            String kind,
            @Nullable String resident,
            @Nullable String room,
            @Nullable String gateway,
            @Nullable String power,
            boolean sleeping,
            @Nullable String reportInterval,
            Map<String, FieldRule> map,
            @Nullable String area,
            String state,
            @Nullable String replacedBy,
            @Nullable Instant testFrom,
            @Nullable Instant testUntil,
            @Nullable Instant lastHeard,
            SortedSet<String> commands) {

        static Open of(DeviceList.Row row) {
            Device device = row.device();
            ResidentBrief resident = row.resident();
            Duration interval = device.reportInterval();
            Device.Power power = device.power();
            return new Open(
                    device.key(),
                    device.kind().key(),
                    resident == null ? null : resident.key(),
                    device.room(),
                    device.gateway(),
                    power == null ? null : power.name().toLowerCase(Locale.ROOT),
                    device.sleeping(),
                    interval == null ? null : interval.toString(),
                    device.map(),
                    device.area(),
                    device.state().name().toLowerCase(Locale.ROOT),
                    device.replacedBy(),
                    device.testFrom(),
                    device.testUntil(),
                    row.lastHeard(),
                    DeviceJson.names(device.commands()));
        }
    }

    /** A device as programs write one. */
    record Put(
            String kind,
            @Nullable String resident,
            @Nullable String room,
            @Nullable String gateway,
            @Nullable String power,
            @Nullable Boolean sleeping,
            @Nullable String reportInterval,
            @Nullable Map<String, FieldRule> map,
            @Nullable String area,
            @Nullable Instant testFrom,
            @Nullable Instant testUntil,
            @Nullable List<String> commands) {}

    private final Devices devices;
    private final DeviceList list;
    private final Residents residents;

    DevicesApi(Devices devices, DeviceList list, Residents residents) {
        this.devices = devices;
        this.list = list;
        this.residents = residents;
    }

    @MaySee
    @GetMapping
    Slice<Open> list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String resident,
            @RequestParam(required = false) @Nullable String need,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int limit) {
        return list.list(new DeviceList.Ask(
                        SignalsApi.blank(q),
                        kind == null || kind.isBlank() ? null : DeviceJson.kind(kind),
                        state(state),
                        SignalsApi.blank(resident),
                        DeviceNeed.Kind.of(need),
                        DeviceList.Order.NEWEST,
                        after,
                        limit))
                .map(Open::of);
    }

    static Device.@Nullable State state(@Nullable String name) {
        try {
            return name == null || name.isBlank() ? null : Device.State.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("state", "signal.refusal.state");
        }
    }

    @MaySee
    @GetMapping("/{*key}")
    Open get(@PathVariable String key) {
        String plain = plain(key);
        return devices.find(plain)
                .map(list::row)
                .map(Open::of)
                .orElseThrow(() -> Refusal.notFound("signal.refusal.noDevice", plain));
    }

    @MayChange
    @Transactional
    @PutMapping("/{*key}")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = Put.class)))
    public ResponseEntity<Open> put(@PathVariable String key, @RequestBody JsonNode body) {
        String plain = plain(key);
        DeviceJson json = new DeviceJson(body, plain);
        Optional<Device> before = devices.find(plain);
        before.ifPresent(list::row);
        Device after = devices.put(plain, json.registration(before, residents));
        if (json.hasTestWindow()) {
            devices.test(plain, json.time("testFrom", after.testFrom()), json.time("testUntil", after.testUntil()));
        }
        Device now = devices.find(plain).orElse(after);
        return ResponseEntity.status(before.isPresent() ? HttpStatus.OK : HttpStatus.CREATED)
                .body(Open.of(list.row(now)));
    }

    private static String plain(String rest) {
        return rest.startsWith("/") ? rest.substring(1) : rest;
    }
}
