package care.nearkin.signal;

import care.nearkin.access.AccessLog;
import care.nearkin.access.Teams;
import care.nearkin.kernel.Refusal;
import care.nearkin.people.Moved;
import care.nearkin.people.ResidentBrief;
import care.nearkin.people.Residents;
import care.nearkin.signal.format.FieldRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class Registry implements Devices {

    private static final int LONGEST_KEY = 300;
    private static final int LONGEST_TEXT = 100;

    private final DeviceRows rows;
    private final UnknownDevices unknown;
    private final StoredHealth health;
    private final Sources sources;
    private final Residents residents;
    private final Teams teams;
    private final AccessLog log;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Registry(
            DeviceRows rows,
            UnknownDevices unknown,
            StoredHealth health,
            Sources sources,
            Residents residents,
            Teams teams,
            AccessLog log,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.unknown = unknown;
        this.health = health;
        this.sources = sources;
        this.residents = residents;
        this.teams = teams;
        this.log = log;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Device> find(String key) {
        return rows.findByKey(key).map(DeviceRow::view);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Device> find(Collection<String> keys) {
        return rows.findByKeyIn(keys).stream().map(DeviceRow::view).toList();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Device> ofResident(long resident) {
        return rows.findByResidentIdOrderByKey(resident).stream()
                .map(DeviceRow::view)
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Device> inUse(int most) {
        return rows.findByStateOrderByKey(Device.State.LIVE, Limit.of(most)).stream()
                .map(DeviceRow::view)
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Device> behind(String gateway) {
        return rows.findByGatewayOrderByKey(gateway).stream()
                .map(DeviceRow::view)
                .filter(Device::heeded)
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, String> gateways(Collection<String> keys) {
        return rows.gateways(keys).stream()
                .collect(Collectors.toMap(DeviceRows.Behind::key, DeviceRows.Behind::gateway));
    }

    @Override
    @Transactional
    public Device put(String key, Registration said) {
        check(key, said);
        Instant now = clock.instant();
        DeviceRow row = rows.findByKey(key).orElseGet(() -> new DeviceRow(key, said.kind(), now));
        row.become(said, said.area() != null ? said.area() : areaOf(said.resident()), now);
        Device device = rows.save(row).view();
        health.registered(device);
        unknown.forget(key);
        log.wrote("device", key, "registered");
        tell(device);
        return device;
    }

    @Override
    @Transactional
    public void assign(String key, @Nullable Long resident, @Nullable String room) {
        fits("room", room, LONGEST_TEXT);
        DeviceRow row = existing(key);
        row.assign(resident, room, areaOf(resident), clock.instant());
        log.wrote("device", key, "assigned");
        health.registered(row.view());
        tell(row.view());
    }

    @Override
    @Transactional
    public Device replace(String oldKey, String newKey) {
        DeviceRow old = existing(oldKey);
        Device was = old.view();
        if (oldKey.equals(newKey)) {
            throw Refusal.invalid("newKey", "signal.refusal.sameDevice");
        }
        if (rows.findByKey(newKey).map(DeviceRow::view).filter(Device::live).isPresent()) {
            throw Refusal.conflict("signal.refusal.deviceInUse", newKey);
        }
        Device now = put(
                newKey,
                new Registration(
                        was.kind(),
                        was.resident(),
                        was.room(),
                        was.gateway(),
                        was.power(),
                        was.sleeping(),
                        was.reportInterval(),
                        was.map(),
                        was.area(),
                        was.commands()));
        old.replacedBy(newKey, clock.instant());
        health.registered(old.view());
        log.wrote("device", oldKey, "replaced");
        return now;
    }

    @Override
    @Transactional
    public void retire(String key) {
        DeviceRow row = existing(key);
        row.retire(clock.instant());
        health.registered(row.view());
        log.wrote("device", key, "retired");
    }

    @Override
    @Transactional
    public void install(String key) {
        DeviceRow row = existing(key);
        row.install(clock.instant());
        health.registered(row.view());
        log.wrote("device", key, "being installed");
    }

    @Override
    @Transactional
    public void goLive(String key) {
        DeviceRow row = existing(key);
        row.goLive(clock.instant());
        health.registered(row.view());
        log.wrote("device", key, "live");
    }

    @Override
    @Transactional
    public void test(String key, @Nullable Instant from, @Nullable Instant until) {
        if ((from == null) != (until == null) || (from != null && until != null && !from.isBefore(until))) {
            throw Refusal.invalid("testUntil", "signal.refusal.testWindow");
        }
        existing(key).test(from, until, clock.instant());
        log.wrote("device", key, "test window");
    }

    /** Her devices go with her, so that their alarms ring where she lives; one that was given another area stays. */
    @EventListener
    void follow(Moved resident) {
        rows.findByResidentIdOrderByKey(resident.resident())
                .forEach(row -> row.follow(resident.from(), resident.to(), clock.instant()));
    }

    private void tell(Device device) {
        Long resident = device.resident();
        if (resident != null) {
            events.publishEvent(new Assigned(device.key(), resident, device.room(), device.area()));
        }
    }

    private DeviceRow existing(String key) {
        return rows.findByKey(key).orElseThrow(() -> Refusal.notFound("signal.refusal.noDevice", key));
    }

    private @Nullable String areaOf(@Nullable Long resident) {
        return resident == null
                ? null
                : residents.brief(resident).map(ResidentBrief::area).orElse(null);
    }

    private void check(String key, Registration said) {
        int colon = key.indexOf(':');
        if (colon < 1 || colon == key.length() - 1 || key.length() > LONGEST_KEY || key.indexOf('\0') >= 0) {
            throw Refusal.invalid("key", "signal.refusal.deviceKey");
        }
        if (sources.named(key.substring(0, colon)).isEmpty()) {
            throw Refusal.invalid("key", "signal.refusal.noSource", key.substring(0, colon));
        }
        fits("room", said.room(), LONGEST_TEXT);
        fits("gateway", said.gateway(), LONGEST_KEY);
        if (said.area() != null && !teams.areas().containsKey(said.area())) {
            throw Refusal.invalid("area", "signal.refusal.area");
        }
        if (said.reportInterval() != null && said.reportInterval().toSeconds() < 1) {
            throw Refusal.invalid("reportInterval", "signal.refusal.interval");
        }
        for (Map.Entry<String, FieldRule> entry : said.map().entrySet()) {
            if (!entry.getValue().valid()) {
                throw Refusal.invalid("map", "signal.refusal.mapKind", entry.getKey());
            }
        }
    }

    private static void fits(String field, @Nullable String text, int longest) {
        if (text != null && (text.length() > longest || text.indexOf('\0') >= 0)) {
            throw Refusal.invalid(field, "signal.refusal.tooLong", longest);
        }
    }
}
