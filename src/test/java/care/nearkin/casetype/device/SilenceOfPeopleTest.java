package care.nearkin.casetype.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.nearkin.NearkinTest;
import care.nearkin.engine.EngineTime;
import care.nearkin.people.ResidentCard.Risk;
import care.nearkin.people.Residents;
import care.nearkin.people.Residents.Phones;
import care.nearkin.signal.Device;
import care.nearkin.signal.DeviceKind;
import care.nearkin.signal.DeviceTalk;
import care.nearkin.signal.Devices;
import care.nearkin.signal.Devices.Registration;
import care.nearkin.signal.Pauses;
import care.nearkin.signal.Pauses.Reason;
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

/** A11: a person whom no sensor has noticed for too long rings once, and not while she is away. */
@NearkinTest
class SilenceOfPeopleTest {

    @Autowired
    DeviceWork desk;

    @Autowired
    DeviceTalk talk;

    @Autowired
    Devices devices;

    @Autowired
    Residents residents;

    @Autowired
    Pauses pauses;

    @Autowired
    EngineTime time;

    @Autowired
    Clock clock;

    @Autowired
    JdbcTemplate jdbc;

    private final List<String> mine = new ArrayList<>();
    private final List<Long> people = new ArrayList<>();
    private Instant now;

    @BeforeEach
    void eightInTheMorning() {
        talk.forgetDeafTimes();
        at(LocalDate.now(clock).plusDays(1), 8);
    }

    @Test
    void sheIsMissedAfterTwelveHoursAndRingsOnceForOneSilence() {
        long resident = person(Risk.LOW);
        String sensor = sensor(resident, DeviceKind.MOTION, "living room");
        move(sensor);

        after(Duration.ofHours(12));
        assertThat(alarms(resident)).isEmpty();
        after(Duration.ofMinutes(1));
        assertThat(alarms(resident)).hasSize(1);
        after(Duration.ofHours(5));

        assertThat(outcomes(resident)).containsExactly("ALARM");
        assertThat(jdbc.queryForObject("select room from alarm where resident = ?", String.class, resident))
                .isEqualTo("living room");
    }

    @Test
    void whoeverIsNoticedAgainIsToldToBeQuietAgainAndMayBeMissedAnew() {
        long resident = person(Risk.LOW);
        String sensor = sensor(resident, DeviceKind.MOTION, "living room");
        move(sensor);
        after(Duration.ofHours(13));

        move(sensor);
        assertThat(outcomes(resident)).containsExactly("ALARM", "CLEARED");
        after(Duration.ofHours(13));

        assertThat(outcomes(resident)).containsExactly("ALARM", "CLEARED", "REPEAT");
    }

    @Test
    void whatIsOverInTheNightIsToldInTheMorningUnlessTheRiskIsHigh() {
        long low = person(Risk.LOW);
        long high = person(Risk.HIGH);
        at(LocalDate.now(clock), 14);
        move(sensor(low, DeviceKind.MOTION, "living room"));
        move(sensor(high, DeviceKind.MOTION, "living room"));

        after(Duration.ofHours(13));
        assertThat(alarms(low)).isEmpty();
        assertThat(alarms(high)).hasSize(1);
        after(Duration.ofHours(3).plusMinutes(1));

        assertThat(alarms(low)).hasSize(1);
    }

    @Test
    void whoeverPassesNeitherBathroomNorHallIsMissedEarlierUnlessSheWentOut() {
        long home = person(Risk.LOW);
        long out = person(Risk.LOW);
        move(sensor(home, DeviceKind.MOTION, "bathroom · 卫生间"));
        move(sensor(out, DeviceKind.MOTION, "hall"));
        String door = sensor(out, DeviceKind.DOOR, "front door");
        move(sensor(home, DeviceKind.MOTION, "living room"));
        now = now.plusSeconds(30);
        time.stopAt(now);
        talk.say(door, "contact", "false");
        talk.say(door, "contact", "true");

        after(Duration.ofHours(5).plusMinutes(2));

        assertThat(alarms(home)).hasSize(1);
        assertThat(alarms(out)).isEmpty();
    }

    @Test
    void whileSheIsAwayNobodyMissesHerAndHerTimeBeginsAnew() {
        long resident = person(Risk.LOW);
        String sensor = sensor(resident, DeviceKind.MOTION, "living room");
        move(sensor);
        pauses.set(resident, Reason.HOSPITAL, now.plus(Duration.ofDays(2)), "operator1");
        assertThat(pauses.now(resident)).singleElement().satisfies(pause -> {
            assertThat(pause.reason()).isEqualTo(Reason.HOSPITAL);
            assertThat(pause.by()).isEqualTo("operator1");
        });

        after(Duration.ofHours(14));
        after(Duration.ofHours(34));
        assertThat(alarms(resident)).isEmpty();
        after(Duration.ofHours(11));
        assertThat(alarms(resident)).isEmpty();
        after(Duration.ofHours(2));

        assertThat(alarms(resident)).hasSize(1);
    }

    @Test
    void aPauseIsEndedByHandAndHasToEndInAReasonableFuture() {
        long resident = person(Risk.LOW);
        move(sensor(resident, DeviceKind.MOTION, "living room"));
        assertThatThrownBy(() -> pauses.set(resident, Reason.AWAY, now.minusSeconds(1), "operator1"))
                .hasMessageContaining("signal.pause.past");
        assertThatThrownBy(() -> pauses.set(resident, Reason.AWAY, now.plus(Duration.ofDays(91)), "operator1"))
                .hasMessageContaining("signal.pause.tooLong");
        pauses.set(resident, Reason.AWAY, now.plus(Duration.ofDays(9)), "operator1");
        after(Duration.ofHours(1));

        pauses.end(resident, "operator1");
        assertThat(pauses.now(resident)).isEmpty();
        after(Duration.ofHours(11));
        assertThat(alarms(resident)).isEmpty();
        after(Duration.ofMinutes(61));

        assertThat(alarms(resident)).hasSize(1);
    }

    @Test
    void whileNoneOfHerSensorsCanBeHeardHerSilenceMeansNothing() {
        long resident = person(Risk.LOW);
        String sensor = sensor(resident, DeviceKind.MOTION, "living room", Device.Power.MAINS);
        move(sensor);
        after(Duration.ofMinutes(11));
        assertThat(desk.cases(sensor)).hasSize(1);

        after(Duration.ofHours(13));
        assertThat(alarms(resident)).isEmpty();
        talk.say(sensor, "battery", "90");
        for (int i = 0; i < 73; i++) {
            talk.say(sensor, "battery", "9" + i % 10);
            after(Duration.ofMinutes(10));
        }

        assertThat(alarms(resident)).hasSize(1);
    }

    @Test
    void whereNoSensorWasEverHeardTheSensorsAreMissedAndNotThePerson() {
        long resident = person(Risk.LOW);
        String sensor = sensor(resident, DeviceKind.MOTION, "living room", Device.Power.MAINS);

        after(Duration.ofHours(13));

        assertThat(alarms(resident)).isEmpty();
        assertThat(desk.cases(sensor)).hasSize(1);
    }

    @Test
    void devicesThatAreKnownToBeOffAreNotMissedEither() {
        long resident = person(Risk.LOW);
        String sensor = sensor(resident, DeviceKind.MOTION, "living room", Device.Power.MAINS);
        move(sensor);
        pauses.set(resident, Reason.DEVICE_OFFLINE, now.plus(Duration.ofHours(3)), "operator1");

        after(Duration.ofHours(2));

        assertThat(desk.cases(sensor)).isEmpty();
    }

    private void at(LocalDate day, int hour) {
        now = day.atTime(LocalTime.of(hour, 0)).atZone(clock.getZone()).toInstant();
        time.stopAt(now);
    }

    private void after(Duration pass) {
        now = now.plus(pass);
        time.stopAt(now);
        talk.onlyThese(mine, people);
        talk.look();
        talk.lookForPeople();
        talk.lookForPeople();
    }

    private void move(String sensor) {
        talk.say(sensor, "motion", "1");
        talk.say(sensor, "motion", "0");
    }

    private List<String> alarms(long resident) {
        return jdbc.queryForList("select case_number from alarm where resident = ?", String.class, resident);
    }

    private List<String> outcomes(long resident) {
        return jdbc.queryForList("""
                select s.outcome from signal s join alarm a on a.case_number = s.case_number
                 where a.resident = ? and s.kind = 'inactivity' order by s.id
                """, String.class, resident);
    }

    private String sensor(long resident, DeviceKind kind, String room) {
        return sensor(resident, kind, room, Device.Power.BATTERY);
    }

    private String sensor(long resident, DeviceKind kind, String room, Device.Power power) {
        String key = "nearkin:" + UUID.randomUUID();
        devices.put(
                key,
                new Registration(
                        kind,
                        resident,
                        room,
                        null,
                        power,
                        false,
                        power == Device.Power.BATTERY ? Duration.ofDays(9) : null,
                        Map.of(),
                        null));
        mine.add(key);
        return key;
    }

    private long person(Risk risk) {
        long resident = residents
                .put(new Residents.Put(
                        "person-" + UUID.randomUUID(),
                        "Person",
                        null,
                        null,
                        false,
                        risk,
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
