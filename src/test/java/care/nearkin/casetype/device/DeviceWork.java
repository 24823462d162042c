package care.nearkin.casetype.device;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.casefile.CaseFile;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casefile.TimelineEntry;
import care.nearkin.casetype.device.DeviceCase.Matter;
import care.nearkin.casetype.device.DeviceCase.Outcome;
import care.nearkin.engine.Tasks;
import care.nearkin.engine.Tasks.Worker;
import care.nearkin.signal.Device;
import care.nearkin.signal.DeviceKind;
import care.nearkin.signal.DeviceTalk;
import care.nearkin.signal.Devices;
import care.nearkin.signal.Devices.Registration;
import care.nearkin.worklist.WorkItem;
import care.nearkin.worklist.Worklist;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Device care without a screen: devices of its own, matters of theirs, and the work on the tasks. */
@Component
class DeviceWork {

    static final Worker MAINTAINER = new Worker("maintainer1", Set.of("maintainer"));
    static final Worker OPERATOR = new Worker("operator1", Set.of("operator"));
    static final Worker CASEWORKER = new Worker("caseworker1", Set.of("caseworker"));

    private final DeviceMatters matters;
    private final Devices devices;
    private final CaseFiles caseFiles;
    private final Worklist worklist;
    private final Tasks tasks;
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final DeviceTalk talk;

    DeviceWork(
            DeviceMatters matters,
            Devices devices,
            CaseFiles caseFiles,
            Worklist worklist,
            Tasks tasks,
            JdbcTemplate jdbc,
            Clock clock,
            DeviceTalk talk) {
        this.matters = matters;
        this.devices = devices;
        this.caseFiles = caseFiles;
        this.worklist = worklist;
        this.tasks = tasks;
        this.jdbc = jdbc;
        this.clock = clock;
        this.talk = talk;
    }

    String device(DeviceKind kind, @Nullable Long resident) {
        return device(kind, resident, Device.Power.BATTERY, null);
    }

    String device(DeviceKind kind, @Nullable Long resident, Device.@Nullable Power power, @Nullable String gateway) {
        String key = "nearkin:" + UUID.randomUUID();
        devices.put(key, new Registration(kind, resident, "bedroom", gateway, power, false, null, Map.of(), null));
        return key;
    }

    String tell(String device, Matter matter) {
        Long resident = devices.find(device).map(Device::resident).orElse(null);
        return matters.tell(new DeviceMatters.Told(device, matter, clock.instant(), resident, null, 0, null));
    }

    List<WorkItem> work(String number) {
        return worklist.of(List.of(number)).getOrDefault(number, List.of());
    }

    List<String> waiting(String number) {
        return work(number).stream().map(WorkItem::key).toList();
    }

    WorkItem work(String number, String taskKey) {
        return work(number).stream()
                .filter(item -> item.key().equals(taskKey))
                .findFirst()
                .orElseThrow(() -> new AssertionError(taskKey + " does not wait, but " + waiting(number)));
    }

    void complete(String number, String taskKey, Worker worker, Map<String, Object> answers) {
        WorkItem task = work(number, taskKey);
        tasks.claim(task.id(), worker);
        tasks.complete(task.id(), worker, answers);
    }

    void claim(String number, String taskKey, Worker worker) {
        tasks.claim(work(number, taskKey).id(), worker);
    }

    CaseFile file(String number) {
        return caseFiles.find(number).orElseThrow();
    }

    /** Numbers of the cases of these devices, oldest first. */
    List<String> cases(String... keys) {
        return jdbc.queryForList(
                "select case_number from device_case where device = any(?) order by case_number", String.class, (Object)
                        keys);
    }

    /** What the timeline said, by its kinds. */
    List<String> told(String number) {
        return jdbc.queryForList("""
                select e.kind from case_entry e join case_file c on c.id = e.case_id where c.number = ? order by e.id
                """, String.class, number);
    }

    List<TimelineEntry> timeline(String number) {
        return caseFiles.timeline(number);
    }

    void assertClosed(String number, Outcome outcome) {
        CaseFile file = file(number);
        assertThat(file.status()).isEqualTo(CaseFile.Status.CLOSED);
        assertThat(file.outcome()).isEqualTo(outcome.name());
        assertThat(waiting(number)).isEmpty();
    }

    /** Alarms that the device's signals opened, oldest first. */
    List<String> alarms(String device) {
        return jdbc.queryForList(
                "select case_number from signal where device = ? and outcome = 'ALARM' order by id",
                String.class,
                device);
    }

    void falseAlarm(String number) {
        complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        complete(number, "Task_CallBack", OPERATOR, Map.of("numberKind", "HOME", "voiceResult", "OK_FALSE"));
        complete(number, "Task_Assess", OPERATOR, Map.of("finding", "FALSE_PERSON"));
        assertThat(file(number).status()).isEqualTo(CaseFile.Status.CLOSED);
    }

    /** Somebody presses this button. */
    String alarmOf(String device) {
        talk.press(device);
        return alarms(device).get(0);
    }
}
