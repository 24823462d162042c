package care.nearkin.casetype.device;

import care.nearkin.access.Group;
import care.nearkin.casefile.CaseFile;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casetype.device.DeviceCase.Done;
import care.nearkin.notification.Notice;
import care.nearkin.notification.Notice.Channel;
import care.nearkin.notification.Notices;
import care.nearkin.signal.Device;
import care.nearkin.signal.Devices;
import care.nearkin.signal.Silences;
import care.nearkin.worklist.WorkItem;
import care.nearkin.worklist.Worklist;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the service tasks of {@code device.bpmn} do. Each may run twice and acts once. */
@Component
public class DeviceSteps {

    private static final Set<Group> PLANNERS = Set.of(Group.CASEWORKER, Group.SUPERVISOR);
    private static final Set<Group> TOLD = Set.of(Group.MAINTAINER, Group.SUPERVISOR);

    private final DeviceMatters matters;
    private final DeviceBook book;
    private final CaseFiles caseFiles;
    private final Devices devices;
    private final Silences silences;
    private final Worklist worklist;
    private final Notices notices;
    private final Clock clock;

    DeviceSteps(
            DeviceMatters matters,
            DeviceBook book,
            CaseFiles caseFiles,
            Devices devices,
            Silences silences,
            Worklist worklist,
            Notices notices,
            Clock clock) {
        this.matters = matters;
        this.book = book;
        this.caseFiles = caseFiles;
        this.devices = devices;
        this.silences = silences;
        this.worklist = worklist;
        this.notices = notices;
        this.clock = clock;
    }

    /** A13: nobody was reached, or she needs help: told as her silence, which is for those who answer alarms. */
    public void raiseAlarm(String caseNumber) {
        caseFiles.find(caseNumber).map(CaseFile::resident).ifPresent(resident -> {
            silences.missed(resident);
            note(caseNumber, "device.alarm-raised");
        });
    }

    /** Does in the registry what the maintainer did at the door; the engine says nothing as null. */
    public void visited(String caseNumber, @Nullable String done) {
        DeviceBook.File file = book.get(caseNumber);
        String key = file.device();
        String replacement = file.replacement();
        if (Done.REPLACED.name().equals(done) && replacement != null) {
            devices.replace(key, replacement);
            book.replaced(caseNumber, replacement);
            note(caseNumber, "device.replaced", replacement);
        }
        if (Done.REMOVED.name().equals(done)) {
            outOfUse(caseNumber, key);
        }
    }

    public void notInstalled(String caseNumber) {
        outOfUse(caseNumber, book.get(caseNumber).device());
    }

    private void outOfUse(String caseNumber, String key) {
        if (devices.find(key).isPresent()) {
            devices.retire(key);
        }
        note(caseNumber, "device.removed");
    }

    /** Whether it stayed well by itself for long enough and nobody is at work on it. */
    public boolean settled(String caseNumber, String settleFor) {
        return matters.settled(caseNumber, Duration.parse(settleFor));
    }

    /** From now on everything that the device says is a test. */
    public void openTest(String caseNumber, String testWithin) {
        Instant now = clock.instant();
        Instant until = now.plus(Duration.parse(testWithin));
        device(caseNumber).ifPresent(device -> {
            devices.test(device.key(), now, until);
            note(caseNumber, "device.test-open", until.toString());
        });
    }

    /** Its test has arrived, so the engine let it pass. */
    public void goLive(String caseNumber) {
        device(caseNumber).ifPresent(device -> {
            if (device.state() == Device.State.INSTALLING) {
                devices.goLive(device.key());
            } else {
                devices.test(device.key(), null, null);
            }
            note(caseNumber, "device.live");
        });
    }

    public void withdrawn(String caseNumber) {
        book.release(caseNumber);
        device(caseNumber)
                .filter(device -> device.state() == Device.State.INSTALLING)
                .ifPresent(device -> devices.retire(device.key()));
    }

    /** Says so where a step is late; one notice stands at a time. */
    public void remind(String caseNumber) {
        Instant now = clock.instant();
        List<WorkItem> late = worklist.of(List.of(caseNumber)).getOrDefault(caseNumber, List.of()).stream()
                .filter(item -> late(item, now))
                .toList();
        if (late.isEmpty()) {
            return;
        }
        CaseFile file = caseFiles.find(caseNumber).orElseThrow();
        notices.over(caseNumber + ":late");
        notices.tell(new Notice(
                "device.late",
                caseNumber + ":late:" + now.toEpochMilli(),
                late.stream().allMatch(item -> item.key().equals("Task_ReviewPlan")) ? PLANNERS : TOLD,
                Set.of(),
                file.area(),
                Map.of("case", caseNumber, "device", book.get(caseNumber).device(), "matter", file.subject()),
                "/cases/" + caseNumber,
                false,
                Set.of(Channel.IN_APP)));
        note(caseNumber, "device.reminded");
    }

    private static boolean late(WorkItem item, Instant now) {
        Instant due = item.due();
        return due != null && due.isBefore(now);
    }

    private Optional<Device> device(String caseNumber) {
        return devices.find(book.get(caseNumber).device());
    }

    private void note(String caseNumber, String kind, String... arguments) {
        caseFiles.note(caseNumber, CaseFiles.Entry.of(kind, clock.instant(), arguments));
    }
}
