package care.nearkin.casetype.device;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.NearkinTest;
import care.nearkin.casetype.device.DeviceCase.Outcome;
import care.nearkin.engine.EngineTime;
import care.nearkin.people.ResidentCard.Risk;
import care.nearkin.people.Residents;
import care.nearkin.people.Residents.Phones;
import care.nearkin.signal.Device;
import care.nearkin.signal.DeviceKind;
import care.nearkin.signal.DeviceTalk;
import care.nearkin.signal.Devices;
import care.nearkin.signal.Devices.Registration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** A gateway with two hundred devices dies: one matter, one task, nobody flooded, and no silence of people behind it. */
@NearkinTest
class DeadGatewayTest {

    private static final int HOMES = 50;

    @Autowired
    DeviceWork desk;

    @Autowired
    DeviceTalk talk;

    @Autowired
    Devices devices;

    @Autowired
    Residents residents;

    @Autowired
    EngineTime time;

    @Autowired
    Clock clock;

    @Autowired
    JdbcTemplate jdbc;

    private final List<String> mine = new ArrayList<>();
    private final List<String> motion = new ArrayList<>();
    private final List<Long> people = new ArrayList<>();
    private String gateway = "";
    private Instant now;

    @BeforeEach
    void twoHundredDevicesBehindOneGatewayAtEightInTheMorning() {
        talk.forgetDeafTimes();
        now = LocalDate.now(clock)
                .plusDays(1)
                .atTime(LocalTime.of(8, 0))
                .atZone(clock.getZone())
                .toInstant();
        time.stopAt(now);
        gateway = device(DeviceKind.GATEWAY, null, Device.Power.MAINS, null);
        for (int i = 0; i < HOMES; i++) {
            long resident = person();
            motion.add(device(DeviceKind.MOTION, resident, Device.Power.BATTERY, gateway));
            for (DeviceKind kind : List.of(DeviceKind.LEAK, DeviceKind.SMOKE, DeviceKind.GAS)) {
                device(kind, resident, Device.Power.MAINS, gateway);
            }
        }
        talk.say(gateway, "online", "1");
        mine.stream().skip(1).filter(key -> !motion.contains(key)).forEach(key -> talk.say(key, "online", "1"));
        motion.forEach(this::move);
    }

    @Test
    void itIsOneTaskAndNobodyBehindItIsCalledSilent() {
        talk.say(gateway, "online", "0");
        after(Duration.ofMinutes(11));

        String number = desk.cases(gateway).get(0);
        assertThat(desk.cases(all())).containsExactly(number);
        assertThat(desk.waiting(number)).containsExactly("Task_Visit");
        assertThat(jdbc.queryForObject("select count(*) from notice where link = ?", Long.class, "/cases/" + number))
                .isLessThanOrEqualTo(2);
        assertThat(desk.timeline(number))
                .filteredOn(entry -> entry.kind().equals("device.gateway"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.arguments()).contains(String.valueOf(HOMES * 4)));

        after(Duration.ofHours(13));
        assertThat(alarms()).isZero();
        after(Duration.ofHours(13));

        assertThat(alarms()).isZero();
        assertThat(desk.cases(all())).containsExactly(number);
        assertThat(desk.waiting(number)).containsExactly("Task_Visit");

        talk.say(gateway, "online", "1");
        talk.say(mine.get(2), "online", "1");
        time.pass(number, Duration.ofMinutes(31));
        now = clock.instant();
        desk.assertClosed(number, Outcome.CAME_BACK);
        after(Duration.ofMinutes(2));
        assertThat(alarms()).isZero();

        after(Duration.ofHours(11));
        move(motion.get(0));
        after(Duration.ofHours(11));
        assertThat(alarmsOf(people.get(0))).isZero();
        assertThat(alarmsOf(people.get(1))).isEqualTo(1);
    }

    private long alarms() {
        return people.stream().mapToLong(this::alarmsOf).sum();
    }

    private long alarmsOf(long resident) {
        return jdbc.queryForObject("select count(*) from alarm where resident = ?", Long.class, resident);
    }

    private String[] all() {
        return mine.toArray(String[]::new);
    }

    private void move(String sensor) {
        talk.say(sensor, "motion", "1");
        talk.say(sensor, "motion", "0");
    }

    private void after(Duration pass) {
        now = now.plus(pass);
        time.stopAt(now);
        talk.onlyThese(mine, people);
        talk.look();
        talk.lookForPeople();
        talk.lookForPeople();
    }

    private String device(DeviceKind kind, Long resident, Device.Power power, String behind) {
        String key = "nearkin:" + UUID.randomUUID();
        devices.put(key, new Registration(kind, resident, "living room", behind, power, false, null, Map.of(), null));
        mine.add(key);
        return key;
    }

    private long person() {
        long resident = residents
                .put(new Residents.Put(
                        "gate-" + UUID.randomUUID(),
                        "Person",
                        null,
                        null,
                        false,
                        Risk.LOW,
                        null,
                        null,
                        null,
                        Phones.NONE,
                        null,
                        null,
                        null))
                .id();
        people.add(resident);
        return resident;
    }
}
