package care.nearkin.casetype.device;

import static care.nearkin.casetype.device.DeviceWork.CASEWORKER;
import static care.nearkin.casetype.device.DeviceWork.MAINTAINER;
import static care.nearkin.casetype.device.DeviceWork.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.nearkin.NearkinTest;
import care.nearkin.casefile.CaseFile;
import care.nearkin.casetype.device.DeviceCase.Matter;
import care.nearkin.casetype.device.DeviceCase.Outcome;
import care.nearkin.engine.EngineTime;
import care.nearkin.kernel.Refusal;
import care.nearkin.people.ResidentCard.Risk;
import care.nearkin.people.Residents;
import care.nearkin.people.Residents.Phones;
import care.nearkin.signal.Device;
import care.nearkin.signal.DeviceKind;
import care.nearkin.signal.DeviceTalk;
import care.nearkin.signal.Devices;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Every way through {@code device.bpmn}, worked as people would. */
@NearkinTest
class DevicePathTest {

    private static final String NEXT_WEEK = "2099-01-01T10:00:00+08:00";

    @Autowired
    DeviceWork desk;

    @Autowired
    DeviceMatters matters;

    @Autowired
    Devices devices;

    @Autowired
    DeviceTalk talk;

    @Autowired
    Residents residents;

    @Autowired
    EngineTime time;

    @Autowired
    Clock clock;

    @Autowired
    JdbcTemplate jdbc;

    @Test
    void anOfflineDeviceIsOneTaskForAMaintainerAndEndsWhenItsTestHasArrived() {
        String device = desk.device(DeviceKind.SOS, null);
        String number = desk.tell(device, Matter.OFFLINE);
        assertThat(desk.waiting(number)).containsExactly("Task_Visit");
        assertThat(desk.work(number, "Task_Visit").due())
                .isBetween(
                        clock.instant().plus(Duration.ofHours(47)),
                        clock.instant().plus(Duration.ofHours(49)));

        desk.complete(number, "Task_Visit", MAINTAINER, Map.of("found", "BATTERY", "done", "BATTERY_CHANGED"));
        assertThat(desk.waiting(number)).containsExactly("Task_Test");
        assertThat(desk.file(number).stage()).isEqualTo("TESTING");
        assertThatThrownBy(() -> desk.complete(number, "Task_Test", MAINTAINER, Map.of("testResult", "ARRIVED")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("device.no-test-yet");

        talk.press(device);
        desk.complete(number, "Task_Test", MAINTAINER, Map.of("testResult", "ARRIVED"));

        desk.assertClosed(number, Outcome.REPAIRED);
        assertThat(devices.find(device).orElseThrow().testUntil()).isNull();
    }

    @Test
    void whereNothingWasWrongTheCaseEndsWithoutATest() {
        String number = desk.tell(desk.device(DeviceKind.DOOR, null), Matter.TAMPER);

        desk.complete(number, "Task_Visit", MAINTAINER, Map.of("found", "FINE", "done", "NOTHING"));

        desk.assertClosed(number, Outcome.NOTHING_FOUND);
    }

    @Test
    void aDeviceThatIsTakenDownIsOutOfUse() {
        String device = desk.device(DeviceKind.DOOR, null);
        String number = desk.tell(device, Matter.FAULT);

        desk.complete(number, "Task_Visit", MAINTAINER, Map.of("found", "BROKEN", "done", "REMOVED"));

        desk.assertClosed(number, Outcome.REMOVED);
        assertThat(devices.find(device).orElseThrow().state()).isEqualTo(Device.State.RETIRED);
    }

    @Test
    void whoIsNotLetInMakesAnotherAppointmentAndTheTaskIsDueThen() {
        String number = desk.tell(desk.device(DeviceKind.DOOR, null), Matter.FAULT);

        desk.complete(number, "Task_Visit", MAINTAINER, Map.of("done", "NOT_LET_IN", "appointment", NEXT_WEEK));

        assertThat(desk.work(number, "Task_Visit").due()).isEqualTo("2099-01-01T02:00:00Z");
        assertThatThrownBy(() -> desk.complete(
                        number,
                        "Task_Visit",
                        MAINTAINER,
                        Map.of("done", "NOT_LET_IN", "appointment", "2001-01-01T10:00:00+08:00")))
                .hasMessageContaining("device.appointment.past");
    }

    @Test
    void aReplacementTakesThePlaceAndTheCaseGoesOnWithIt() {
        String old = desk.device(DeviceKind.SOS, null);
        String fresh = "nearkin:" + UUID.randomUUID();
        String taken = desk.device(DeviceKind.SOS, null);
        String number = desk.tell(old, Matter.FAULT);

        assertThatThrownBy(() -> desk.complete(
                        number,
                        "Task_Visit",
                        MAINTAINER,
                        Map.of("found", "BROKEN", "done", "REPLACED", "replacedBy", taken)))
                .hasMessageContaining("device.replaced-in-use");
        assertThatThrownBy(() -> desk.complete(
                        number,
                        "Task_Visit",
                        MAINTAINER,
                        Map.of("found", "BROKEN", "done", "REPLACED", "replacedBy", "no colon")))
                .hasMessageContaining("device.key.bad");
        desk.complete(
                number, "Task_Visit", MAINTAINER, Map.of("found", "BROKEN", "done", "REPLACED", "replacedBy", fresh));

        assertThat(devices.find(old).orElseThrow().replacedBy()).isEqualTo(fresh);
        talk.press(fresh);
        desk.complete(number, "Task_Test", MAINTAINER, Map.of("testResult", "ARRIVED"));
        desk.assertClosed(number, Outcome.REPAIRED);
    }

    @Test
    void aTestThatDoesNotArriveIsTriedAgainOrSomebodyGoesThereAgain() {
        String number = desk.tell(desk.device(DeviceKind.SOS, null), Matter.FAULT);
        desk.complete(number, "Task_Visit", MAINTAINER, Map.of("found", "BROKEN", "done", "REPAIRED"));

        desk.complete(number, "Task_Test", MAINTAINER, Map.of("testResult", "TRY_AGAIN"));
        assertThat(desk.waiting(number)).containsExactly("Task_Test");
        desk.complete(number, "Task_Test", MAINTAINER, Map.of("testResult", "DOES_NOT_WORK"));

        assertThat(desk.waiting(number)).containsExactly("Task_Visit");
    }

    @Test
    void severalMattersOfOneDeviceAreOneCaseAndAGraverOneIsDueSooner() {
        String device = desk.device(DeviceKind.SOS, null);
        String number = desk.tell(device, Matter.BATTERY_ORDER);
        desk.claim(number, "Task_Visit", MAINTAINER);

        assertThat(desk.tell(device, Matter.BATTERY_LOW)).isEqualTo(number);

        assertThat(desk.waiting(number)).containsExactly("Task_Visit");
        assertThat(desk.work(number, "Task_Visit").due())
                .isBefore(clock.instant().plus(Duration.ofHours(49)));
        assertThat(desk.work(number, "Task_Visit").assignee()).isEqualTo("maintainer1");
        assertThat(desk.told(number)).contains("device.joined");
        assertThat(desk.file(number).urgency()).isEqualTo("MINOR");
    }

    @Test
    void whatComesBackByItselfClosesTheCaseWhenItLasts() {
        String device = desk.device(DeviceKind.SOS, null);
        String number = desk.tell(device, Matter.OFFLINE);

        matters.over(device, EnumSet.of(Matter.OFFLINE));
        time.pass(number, Duration.ofHours(5));
        assertThat(desk.waiting(number)).containsExactly("Task_Visit");
        time.pass(number, Duration.ofHours(2));

        desk.assertClosed(number, Outcome.CAME_BACK);
    }

    @Test
    void aDeviceThatGoesAndComesFiveTimesADayIsOneCase() {
        String device = desk.device(DeviceKind.SOS, null);
        String number = desk.tell(device, Matter.OFFLINE);
        for (int i = 0; i < 5; i++) {
            matters.over(device, EnumSet.of(Matter.OFFLINE));
            time.pass(number, Duration.ofHours(3));
            assertThat(desk.tell(device, Matter.OFFLINE)).isEqualTo(number);
            time.pass(number, Duration.ofHours(1));
        }

        assertThat(desk.cases(device)).containsExactly(number);
        assertThat(desk.waiting(number)).containsExactly("Task_Visit");
        matters.over(device, EnumSet.of(Matter.OFFLINE));
        time.pass(number, Duration.ofHours(7));
        desk.assertClosed(number, Outcome.CAME_BACK);
    }

    @Test
    void whatSomebodyIsAtWorkOnStaysOpenAlthoughItCameBack() {
        String device = desk.device(DeviceKind.SOS, null);
        String number = desk.tell(device, Matter.OFFLINE);
        desk.claim(number, "Task_Visit", MAINTAINER);

        matters.over(device, EnumSet.of(Matter.OFFLINE));
        time.pass(number, Duration.ofHours(7));

        assertThat(desk.waiting(number)).containsExactly("Task_Visit");
        assertThat(desk.told(number)).contains("device.over", "device.not-settled");
    }

    @Test
    void alonePeopleAtHighRiskArePhonedTheSameDayBeforeSomebodyGoesThere() {
        String number = desk.tell(desk.device(DeviceKind.SOS, person(Risk.HIGH, true)), Matter.OFFLINE);
        assertThat(desk.waiting(number)).containsExactly("Task_PhoneCheck");
        assertThat(desk.file(number).urgency()).isEqualTo("MAJOR");

        desk.complete(number, "Task_PhoneCheck", OPERATOR, Map.of("phoneResult", "WELL"));

        assertThat(desk.waiting(number)).containsExactly("Task_Visit");
    }

    @Test
    void whoeverIsNotReachedBecomesAnAlarmBesideTheDevicesCase() {
        long resident = person(Risk.HIGH, true);
        String number = desk.tell(desk.device(DeviceKind.SOS, resident), Matter.OFFLINE);

        desk.complete(number, "Task_PhoneCheck", OPERATOR, Map.of("phoneResult", "NOT_REACHED"));

        assertThat(desk.waiting(number)).containsExactly("Task_Visit");
        assertThat(jdbc.queryForList(
                        "select subject from case_file where resident = ? and type = 'alarm'", String.class, resident))
                .containsExactly("alarm.kind.INACTIVITY");
        assertThat(jdbc.queryForList(
                        "select s.outcome from signal s join case_file c on c.number = s.case_number where c.resident = ?",
                        String.class,
                        resident))
                .containsExactly("ALARM");
    }

    @Test
    void aMissedTestIsAskedForAndAfterAWeekSomebodyGoesThere() {
        String number = desk.tell(desk.device(DeviceKind.SOS, null), Matter.TEST_MISSED);
        desk.complete(number, "Task_AskForTest", OPERATOR, Map.of("askResult", "WILL_TEST"));
        assertThat(desk.waiting(number)).isEmpty();

        time.pass(number, Duration.ofDays(7).plusMinutes(1));

        assertThat(desk.waiting(number)).containsExactly("Task_Visit");
    }

    @Test
    void whatTheOfficeDoesIsDueInItsWorkingTimeAndWhatCannotWaitIsNot() {
        // a Friday at ten in the morning
        time.stopAt(Instant.parse("2026-12-04T02:00:00Z"));
        String test = desk.tell(desk.device(DeviceKind.SOS, null), Matter.TEST_MISSED);
        assertThat(desk.work(test, "Task_AskForTest").due()).isEqualTo("2026-12-08T09:30:00Z");
        String order = desk.tell(desk.device(DeviceKind.SOS, null), Matter.BATTERY_ORDER);
        assertThat(desk.work(order, "Task_Visit").due()).isEqualTo("2026-12-11T09:30:00Z");
        String low = desk.tell(desk.device(DeviceKind.SOS, null), Matter.BATTERY_LOW);
        assertThat(desk.work(low, "Task_Visit").due()).isEqualTo("2026-12-06T02:00:00Z");
    }

    @Test
    void threeFalseAlarmsAreACheckOfTheDeviceAndALookAtThePlan() {
        String number = desk.tell(desk.device(DeviceKind.DOOR, null), Matter.FALSE_ALARMS);
        assertThat(desk.waiting(number)).containsExactlyInAnyOrder("Task_Visit", "Task_ReviewPlan");

        desk.complete(number, "Task_Visit", MAINTAINER, Map.of("found", "MISUSED", "done", "NOTHING"));
        assertThat(desk.file(number).status()).isEqualTo(CaseFile.Status.OPEN);
        assertThat(desk.file(number).stage()).isEqualTo("REVIEW");
        desk.complete(number, "Task_ReviewPlan", CASEWORKER, Map.of("reviewResult", "EXPLAINED"));

        desk.assertClosed(number, Outcome.NOTHING_FOUND);
    }

    @Test
    void threeFalseAlarmsAreALookAtThePlanAlsoWhileSomebodyAlreadySeesToTheDevice() {
        String device = desk.device(DeviceKind.DOOR, null);
        String number = desk.tell(device, Matter.BATTERY_LOW);
        assertThat(desk.waiting(number)).containsExactly("Task_Visit");
        assertThat(desk.tell(device, Matter.FALSE_ALARMS)).isEqualTo(number);
        assertThat(desk.waiting(number)).containsExactlyInAnyOrder("Task_Visit", "Task_ReviewPlan");
        desk.tell(device, Matter.FALSE_ALARMS);
        assertThat(desk.waiting(number)).as("once").containsExactlyInAnyOrder("Task_Visit", "Task_ReviewPlan");

        String slow = desk.device(DeviceKind.DOOR, null);
        String sooner = desk.tell(slow, Matter.BATTERY_ORDER);
        desk.tell(slow, Matter.FALSE_ALARMS);
        assertThat(desk.waiting(sooner))
                .as("and where the visit is due sooner now")
                .containsExactlyInAnyOrder("Task_Visit", "Task_ReviewPlan");
    }

    @Test
    void aPlanThatNobodyLooksAtIsForTheCaseworkersAndAnUnfinishedTestForTheMaintainers() {
        String number = desk.tell(desk.device(DeviceKind.DOOR, null), Matter.FALSE_ALARMS);
        desk.complete(number, "Task_Visit", MAINTAINER, Map.of("found", "MISUSED", "done", "NOTHING"));
        time.pass(number, Duration.ofDays(8));
        assertThat(toldLate(number)).contains("caseworker1", "supervisor1").doesNotContain("maintainer1");

        String tested = desk.tell(desk.device(DeviceKind.SOS, null), Matter.OFFLINE);
        desk.complete(tested, "Task_Visit", MAINTAINER, Map.of("found", "BATTERY", "done", "BATTERY_CHANGED"));
        time.pass(tested, Duration.ofDays(2));
        assertThat(toldLate(tested)).contains("maintainer1", "supervisor1").doesNotContain("caseworker1");
    }

    @Test
    void anInstallationWithoutAnAppointmentIsRemindedOf() {
        String number = matters.install(desk.device(DeviceKind.SOS, null), "maintainer1");
        time.pass(number, Duration.ofDays(9));
        assertThat(toldLate(number)).contains("maintainer1");
    }

    @Test
    void anInstallationGoesFromTheAppointmentToTheTestAndOnlyThenLive() {
        String device = desk.device(DeviceKind.SOS, null);
        String number = matters.install(device, "maintainer1");
        assertThat(devices.find(device).orElseThrow().state()).isEqualTo(Device.State.INSTALLING);
        assertThatThrownBy(() -> matters.install(device, "maintainer1")).hasMessageContaining("device.not-installing");

        desk.complete(number, "Task_Schedule", MAINTAINER, Map.of("appointment", NEXT_WEEK));
        assertThat(desk.work(number, "Task_Install").due()).isEqualTo("2099-01-01T02:00:00Z");
        desk.complete(number, "Task_Install", MAINTAINER, Map.of("installResult", "NOT_LET_IN"));
        desk.complete(number, "Task_Schedule", MAINTAINER, Map.of("appointment", NEXT_WEEK));
        desk.complete(number, "Task_Install", MAINTAINER, Map.of("installResult", "IN_PLACE"));
        assertThatThrownBy(() -> desk.complete(number, "Task_Test", MAINTAINER, Map.of("testResult", "ARRIVED")))
                .hasMessageContaining("device.no-test-yet");
        desk.complete(number, "Task_Test", MAINTAINER, Map.of("testResult", "DOES_NOT_WORK"));
        desk.complete(number, "Task_Schedule", MAINTAINER, Map.of("appointment", NEXT_WEEK));
        desk.complete(number, "Task_Install", MAINTAINER, Map.of("installResult", "IN_PLACE"));
        talk.press(device);
        desk.complete(number, "Task_Test", MAINTAINER, Map.of("testResult", "ARRIVED"));

        desk.assertClosed(number, Outcome.LIVE);
        assertThat(devices.find(device).orElseThrow().live()).isTrue();
    }

    @Test
    void aDeviceThatIsNotWantedIsNotInstalled() {
        String device = desk.device(DeviceKind.SOS, null);
        String number = matters.install(device, "maintainer1");
        desk.complete(number, "Task_Schedule", MAINTAINER, Map.of("appointment", NEXT_WEEK));

        desk.complete(number, "Task_Install", MAINTAINER, Map.of("installResult", "NOT_WANTED"));

        desk.assertClosed(number, Outcome.NOT_INSTALLED);
        assertThat(devices.find(device).orElseThrow().state()).isEqualTo(Device.State.RETIRED);
    }

    @Test
    void aSupervisorWithdrawsWithAReasonAndTheDeviceIsFreeForTheNextCase() {
        String device = desk.device(DeviceKind.DOOR, null);
        String number = desk.tell(device, Matter.FAULT);
        assertThatThrownBy(() -> matters.withdraw(number, "supervisor1", " ")).hasMessageContaining("device.reason");

        matters.withdraw(number, "supervisor1", "told twice");

        desk.assertClosed(number, Outcome.WITHDRAWN);
        assertThatThrownBy(() -> matters.withdraw(number, "supervisor1", "again"))
                .hasMessageContaining("device.closed-already");
        assertThat(desk.tell(device, Matter.FAULT)).isNotEqualTo(number);
    }

    @Test
    void whatIsLateIsToldOnceAndOnlyThen() {
        String number = desk.tell(desk.device(DeviceKind.DOOR, null), Matter.FAULT);

        time.pass(number, Duration.ofDays(1).plusMinutes(1));
        assertThat(desk.told(number)).doesNotContain("device.reminded");
        time.pass(number, Duration.ofDays(3));

        assertThat(jdbc.queryForList(
                        "select kind from notice where link = ? and over_at is null", String.class, "/cases/" + number))
                .containsExactly("device.late");
    }

    private long person(Risk risk, boolean alone) {
        return residents
                .put(new Residents.Put(
                        "person-" + UUID.randomUUID(),
                        "Person",
                        null,
                        null,
                        alone,
                        risk,
                        null,
                        null,
                        null,
                        Phones.NONE,
                        null,
                        null,
                        null))
                .id();
    }

    /** Who reads that a step is late. */
    private List<String> toldLate(String number) {
        return jdbc.queryForList("""
                select r.staff from notice n join notice_reader r on r.notice_id = n.id
                where n.link = ? and n.kind = 'device.late' and n.over_at is null
                """, String.class, "/cases/" + number);
    }
}
