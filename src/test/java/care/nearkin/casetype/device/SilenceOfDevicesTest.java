package care.nearkin.casetype.device;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.NearkinTest;
import care.nearkin.casetype.device.DeviceCase.Matter;
import care.nearkin.casetype.device.DeviceCase.Outcome;
import care.nearkin.engine.EngineTime;
import care.nearkin.signal.Device;
import care.nearkin.signal.DeviceHealth;
import care.nearkin.signal.DeviceKind;
import care.nearkin.signal.DeviceTalk;
import care.nearkin.signal.Devices;
import care.nearkin.signal.Devices.Registration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The watch over devices: on time, one matter for each, and one for all that are behind a dead gateway. */
@NearkinTest
class SilenceOfDevicesTest {

    @Autowired
    DeviceWork desk;

    @Autowired
    DeviceTalk talk;

    @Autowired
    Devices devices;

    @Autowired
    DeviceHealth health;

    @Autowired
    EngineTime time;

    @Autowired
    Clock clock;

    private final List<String> mine = new ArrayList<>();
    private Instant now;

    @BeforeEach
    void theClockStands() {
        now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        time.stopAt(now);
        talk.forgetDeafTimes();
    }

    @Test
    void aDeviceOnTheMainsIsMissedAfterTenMinutesAndAMinuteAtMost() {
        String device = device(DeviceKind.LEAK, Device.Power.MAINS, null, null);
        talk.say(device, "leak", "0");

        after(Duration.ofMinutes(10));
        assertThat(desk.cases(device)).isEmpty();
        after(Duration.ofMinutes(1));

        assertThat(desk.cases(device)).hasSize(1);
        assertThat(health.of(device).orElseThrow().silentSince()).isEqualTo(begin());
    }

    @Test
    void aDeviceOnABatterySleepsForADayAndIsNotMissedBefore() {
        String device = device(DeviceKind.LEAK, Device.Power.BATTERY, null, null);
        talk.say(device, "online", "0");

        after(Duration.ofHours(25));
        assertThat(desk.cases(device)).isEmpty();
        after(Duration.ofMinutes(1));

        assertThat(desk.cases(device)).hasSize(1);
    }

    @Test
    void twiceTheOwnReportIntervalIsTheLimitWhereItIsKnown() {
        String device = device(DeviceKind.LEAK, Device.Power.BATTERY, Duration.ofHours(1), null);
        talk.say(device, "leak", "0");

        after(Duration.ofHours(2));
        assertThat(desk.cases(device)).isEmpty();
        after(Duration.ofMinutes(1));

        assertThat(desk.cases(device)).hasSize(1);
    }

    @Test
    void whoeverIsHeardInTimeIsNotMissedAndWhoeverWasNeverHeardIs() {
        String heard = device(DeviceKind.LEAK, Device.Power.MAINS, null, null);
        String never = device(DeviceKind.LEAK, Device.Power.MAINS, null, null);
        for (int i = 0; i < 3; i++) {
            talk.say(heard, "leak", "0");
            after(Duration.ofMinutes(9));
        }

        assertThat(desk.cases(heard)).isEmpty();
        assertThat(desk.cases(never)).hasSize(1);
    }

    @Test
    void fiftyDevicesBehindADeadGatewayAreOneCaseAndAllAreBackWithTheFirst() {
        String gateway = device(DeviceKind.GATEWAY, Device.Power.MAINS, null, null);
        List<String> behind = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            behind.add(device(DeviceKind.LEAK, Device.Power.MAINS, null, gateway));
        }
        talk.say(gateway, "online", "1");
        behind.forEach(device -> talk.say(device, "leak", "0"));
        talk.say(gateway, "online", "0");

        after(Duration.ofMinutes(11));

        String[] all = mine.toArray(String[]::new);
        assertThat(desk.cases(all)).hasSize(1);
        assertThat(desk.cases(gateway)).hasSize(1);
        String number = desk.cases(gateway).get(0);
        assertThat(desk.waiting(number)).containsExactly("Task_Visit");
        assertThat(desk.told(number)).contains("device.gateway");

        talk.say(behind.get(7), "leak", "0");
        assertThat(health.of(behind.get(8)).orElseThrow().silentSince()).isNull();
        assertThat(health.of(gateway).orElseThrow().silentSince()).isNull();
        behind.forEach(device -> talk.say(device, "leak", "0"));
        talk.say(gateway, "online", "1");
        time.pass(number, Duration.ofMinutes(31));
        desk.assertClosed(number, Outcome.CAME_BACK);
        assertThat(desk.cases(all)).hasSize(1);
    }

    @Test
    void behindAGatewayThatTellsNothingOfItselfAllAreOneCaseAsSoonAsTheSecondIsMissed() {
        String gateway = "nearkin:box-" + UUID.randomUUID();
        List<String> behind = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String device = device(DeviceKind.LEAK, Device.Power.MAINS, null, gateway);
            behind.add(device);
            talk.say(device, "leak", "0");
            now = now.plusSeconds(i == 0 ? 120 : 20);
            time.stopAt(now);
        }

        after(Duration.ofMinutes(9));
        assertThat(desk.cases(behind.get(0))).hasSize(1);
        after(Duration.ofMinutes(2));
        after(Duration.ofMinutes(2));

        String alone = desk.cases(behind.get(0)).get(0);
        desk.assertClosed(alone, Outcome.MERGED);
        assertThat(desk.cases(gateway)).hasSize(1);
        assertThat(desk.cases(mine.toArray(String[]::new))).containsExactly(alone);
    }

    @Test
    void oneDeadDeviceBehindALivingGatewayIsItsOwnMatter() {
        String gateway = device(DeviceKind.GATEWAY, Device.Power.MAINS, null, null);
        String dead = device(DeviceKind.LEAK, Device.Power.MAINS, null, gateway);
        String living = device(DeviceKind.LEAK, Device.Power.MAINS, null, gateway);
        talk.say(dead, "leak", "0");
        for (int i = 0; i < 12; i++) {
            talk.say(living, "leak", "0");
            after(Duration.ofMinutes(1));
        }

        assertThat(desk.cases(dead)).hasSize(1);
        assertThat(desk.cases(living, gateway)).isEmpty();
    }

    @Test
    void whatIsSilentStillWhenItsCaseIsClosedIsMissedAnew() {
        String device = device(DeviceKind.LEAK, Device.Power.MAINS, null, null);
        after(Duration.ofMinutes(11));
        String first = desk.cases(device).get(0);
        desk.complete(first, "Task_Visit", DeviceWork.MAINTAINER, Map.of("found", "FINE", "done", "NOTHING"));
        after(Duration.ofMinutes(10));
        assertThat(desk.cases(device)).containsExactly(first);

        after(Duration.ofMinutes(1));

        assertThat(desk.cases(device)).hasSize(2);
    }

    @Test
    void whileNobodyListenedNobodyWasSilent() {
        talk.listens();
        String device = device(DeviceKind.LEAK, Device.Power.MAINS, null, null);
        talk.say(device, "leak", "0");
        time.stopAt(now.plus(Duration.ofHours(2)));
        talk.wasDeaf(now);
        now = now.plus(Duration.ofHours(2));

        after(Duration.ofMinutes(10));
        assertThat(desk.cases(device)).isEmpty();
        after(Duration.ofMinutes(1));

        assertThat(desk.cases(device)).hasSize(1);
    }

    @Test
    void twoWatchesAtOnceActOnce() throws Exception {
        for (int i = 0; i < 40; i++) {
            talk.say(device(DeviceKind.LEAK, Device.Power.MAINS, null, null), "leak", "0");
        }
        talk.onlyThese(mine, List.of());
        time.stopAt(now.plus(Duration.ofMinutes(11)));

        CompletableFuture<Integer> one = CompletableFuture.supplyAsync(talk::look);
        CompletableFuture<Integer> two = CompletableFuture.supplyAsync(talk::look);

        assertThat(one.get() + two.get()).isEqualTo(40);
        assertThat(desk.cases(mine.toArray(String[]::new))).hasSize(40);
    }

    @Test
    void whatIsBeingInstalledOrOutOfUseIsNotMissed() {
        String installing = device(DeviceKind.LEAK, Device.Power.MAINS, null, null);
        devices.install(installing);
        String retired = device(DeviceKind.LEAK, Device.Power.MAINS, null, null);
        devices.retire(retired);

        after(Duration.ofMinutes(20));
        assertThat(desk.cases(installing, retired)).isEmpty();
        devices.goLive(installing);
        after(Duration.ofMinutes(11));

        assertThat(desk.cases(installing)).hasSize(1);
    }

    @Test
    void batteriesTellOnceForEachGradeAndAreOneCase() {
        String device = device(DeviceKind.LEAK, Device.Power.BATTERY, null, null);
        for (String percent : List.of("21", "20", "19", "20", "10", "9")) {
            talk.say(device, "battery", percent);
        }

        String number = desk.cases(device).get(0);
        assertThat(desk.cases(device)).hasSize(1);
        assertThat(desk.told(number)).containsOnlyOnce("device.joined").doesNotContain("device.again");
        assertThat(desk.file(number).urgency()).isEqualTo("MINOR");
        talk.say(device, "battery", "100");
        time.pass(number, Duration.ofHours(7));
        desk.assertClosed(number, Outcome.CAME_BACK);
    }

    @Test
    void aBatteryThatTheMainsKeepFullIsNobodysMatter() {
        String device = device(DeviceKind.LEAK, Device.Power.MAINS, null, null);

        talk.say(device, "battery", "0");

        assertThat(desk.cases(device)).isEmpty();
    }

    @Test
    void tamperingAndFaultsAreMattersUntilTheyAreOver() {
        String device = device(DeviceKind.LEAK, Device.Power.BATTERY, null, null);

        talk.say(device, "tamper", "1");
        talk.say(device, "fault", "1");
        talk.say(device, "tamper", "0");

        String number = desk.cases(device).get(0);
        assertThat(desk.told(number)).contains("device.joined", "device.over");
        assertThat(desk.waiting(number)).containsExactly("Task_Visit");
    }

    @Test
    void aDeviceThatNobodyTestedForAMonthAndAWeekIsAskedForAndATestEndsIt() {
        String device = device(DeviceKind.SOS, Device.Power.BATTERY, null, null);
        talk.onlyThese(mine, List.of());
        talk.lookForTests();
        time.stopAt(now.plus(Duration.ofDays(36)));
        talk.lookForTests();
        assertThat(desk.cases(device)).isEmpty();
        time.stopAt(now.plus(Duration.ofDays(38)));
        talk.lookForTests();
        String number = desk.cases(device).get(0);
        assertThat(desk.waiting(number)).containsExactly("Task_AskForTest");

        talk.say(device, "test", "1");
        time.pass(number, Duration.ofHours(7));

        desk.assertClosed(number, Outcome.CAME_BACK);
        assertThat(health.of(device).orElseThrow().testMissed()).isFalse();
    }

    @Test
    void aPressInATestWindowIsTheMonthlyTestAndASimulatedOneIsNot() {
        String device = device(DeviceKind.SOS, Device.Power.BATTERY, null, null);
        devices.test(device, now.minusSeconds(60), now.plusSeconds(600));

        talk.say(device, "sos", "{\"value\": 1, \"simulated\": true}");
        assertThat(health.of(device).orElseThrow().tested()).isNull();
        talk.press(device);

        assertThat(health.of(device).orElseThrow().tested()).isEqualTo(now);
    }

    @Test
    void fromADeviceThatIsNotLiveYetACallForHelpOutsideTheWindowIsAnAlarm() {
        String device = device(DeviceKind.SOS, Device.Power.BATTERY, null, null);
        devices.install(device);

        talk.press(device);

        assertThat(desk.alarms(device)).hasSize(1);
    }

    @Test
    void threeFalseAlarmsInAMonthAreACheckOfTheirDevice() {
        String device = device(DeviceKind.SOS, Device.Power.BATTERY, null, null);
        for (int i = 0; i < 3; i++) {
            assertThat(desk.cases(device)).isEmpty();
            time.stopAt(now.plusSeconds(60L * i));
            talk.press(device);
            desk.falseAlarm(desk.alarms(device).get(i));
        }

        String number = desk.cases(device).get(0);
        assertThat(desk.waiting(number)).containsExactlyInAnyOrder("Task_Visit", "Task_ReviewPlan");
        assertThat(desk.file(number).subject()).isEqualTo("device.matter." + Matter.FALSE_ALARMS);
    }

    private Instant begin() {
        return now.minus(Duration.ofMinutes(11));
    }

    private void after(Duration pass) {
        now = now.plus(pass);
        time.stopAt(now);
        talk.onlyThese(mine, List.of());
        talk.look();
    }

    private String device(DeviceKind kind, Device.Power power, Duration interval, String gateway) {
        String key = "nearkin:" + UUID.randomUUID();
        devices.put(key, new Registration(kind, null, null, gateway, power, false, interval, Map.of(), null));
        mine.add(key);
        return key;
    }
}
