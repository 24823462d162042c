package care.nearkin.signal;

import care.nearkin.signal.format.FieldRule;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "device")
class DeviceRow {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "device_seq")
    @SequenceGenerator(name = "device_seq", allocationSize = 50)
    private @Nullable Long id;

    @Column(updatable = false)
    private String key;

    @Enumerated(EnumType.STRING)
    private DeviceKind kind;

    private @Nullable Long residentId;
    private @Nullable Instant residentSince;
    private @Nullable String room;
    private @Nullable String gateway;

    @Enumerated(EnumType.STRING)
    private Device.@Nullable Power power;

    private boolean sleeping;

    /** Seconds. */
    private @Nullable Long reportInterval;

    @Convert(converter = FieldMapText.class)
    private Map<String, FieldRule> fieldMap = Map.of();

    private @Nullable Instant testFrom;
    private @Nullable Instant testUntil;
    private @Nullable String area;

    @Enumerated(EnumType.STRING)
    private Device.State state = Device.State.LIVE;

    private @Nullable String replacedBy;

    @Convert(converter = CommandsText.class)
    private Set<Device.Can> commands = Set.of();

    @Column(updatable = false)
    private Instant createdAt;

    private Instant changedAt;

    @Version
    private int version;

    @SuppressWarnings("NullAway.Init")
    protected DeviceRow() {}

    DeviceRow(String key, DeviceKind kind, Instant now) {
        this.key = key;
        this.kind = kind;
        this.createdAt = now;
        this.changedAt = now;
    }

    void become(Devices.Registration said, @Nullable String itsArea, Instant now) {
        kind = said.kind();
        belongTo(said.resident(), now);
        room = said.room();
        gateway = said.gateway();
        power = said.power();
        sleeping = said.sleeping();
        reportInterval =
                said.reportInterval() == null ? null : said.reportInterval().toSeconds();
        fieldMap = said.map();
        commands = said.commands();
        area = itsArea;
        state = state == Device.State.INSTALLING ? state : Device.State.LIVE;
        replacedBy = null;
        changedAt = now;
    }

    void assign(@Nullable Long resident, @Nullable String itsRoom, @Nullable String itsArea, Instant now) {
        belongTo(resident, now);
        room = itsRoom;
        area = itsArea;
        changedAt = now;
    }

    private void belongTo(@Nullable Long resident, Instant now) {
        if (!Objects.equals(residentId, resident)) {
            residentId = resident;
            residentSince = resident == null ? null : now;
        }
    }

    void follow(@Nullable String from, @Nullable String to, Instant now) {
        if (Objects.equals(area, from)) {
            area = to;
            changedAt = now;
        }
    }

    void replacedBy(String newKey, Instant now) {
        state = Device.State.REPLACED;
        replacedBy = newKey;
        changedAt = now;
    }

    void install(Instant now) {
        state = Device.State.INSTALLING;
        changedAt = now;
    }

    void goLive(Instant now) {
        state = Device.State.LIVE;
        testFrom = null;
        testUntil = null;
        changedAt = now;
    }

    void retire(Instant now) {
        state = Device.State.RETIRED;
        changedAt = now;
    }

    void test(@Nullable Instant from, @Nullable Instant until, Instant now) {
        testFrom = from;
        testUntil = until;
        changedAt = now;
    }

    /** Grows with every change. */
    int version() {
        return version;
    }

    Device view() {
        return new Device(
                id == null ? 0 : id,
                key,
                kind,
                residentId,
                room,
                gateway,
                power,
                sleeping,
                reportInterval == null ? null : Duration.ofSeconds(reportInterval),
                fieldMap,
                testFrom,
                testUntil,
                area,
                state,
                replacedBy,
                commands);
    }
}
