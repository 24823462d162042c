package care.nearkin.casetype.device;

import care.nearkin.casefile.CaseFiles;
import care.nearkin.casefile.OpenCase;
import care.nearkin.casetype.device.DeviceBook.File;
import care.nearkin.casetype.device.DeviceCase.Matter;
import care.nearkin.casetype.device.DeviceCase.Outcome;
import care.nearkin.duty.DueTime;
import care.nearkin.engine.Decisions.Decided;
import care.nearkin.engine.Flows;
import care.nearkin.kernel.Refusal;
import care.nearkin.signal.Device;
import care.nearkin.signal.Devices;
import care.nearkin.worklist.Worklist;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Opens device cases, joins further matters of a device to its open case, and says what is over by itself. */
@Component
class DeviceMatters {

    /** Something about a device; {@code behind} counts the devices that cannot be heard with a gateway. */
    record Told(
            String device,
            Matter matter,
            Instant since,
            @Nullable Long resident,
            @Nullable String area,
            int behind,
            @Nullable String by) {}

    private final CaseFiles caseFiles;
    private final DeviceBook book;
    private final DeviceTimes asked;
    private final Devices devices;
    private final Worklist worklist;
    private final Flows flows;
    private final DueTime dueTime;
    private final Clock clock;

    DeviceMatters(
            CaseFiles caseFiles,
            DeviceBook book,
            DeviceTimes asked,
            Devices devices,
            Worklist worklist,
            Flows flows,
            DueTime dueTime,
            Clock clock) {
        this.caseFiles = caseFiles;
        this.book = book;
        this.asked = asked;
        this.devices = devices;
        this.worklist = worklist;
        this.flows = flows;
        this.dueTime = dueTime;
        this.clock = clock;
    }

    /** Answers the case's number. */
    @Transactional
    String tell(Told told) {
        Optional<File> open = book.open(told.device());
        if (open.isPresent()) {
            join(open.get(), told);
            return open.get().seenToIn();
        }
        return open(told);
    }

    private String open(Told told) {
        Decided times = asked.decide(told);
        boolean installing = told.matter() == Matter.INSTALLATION;
        String number = caseFiles.open(new OpenCase(
                DeviceCase.KEY,
                told.resident(),
                told.area(),
                times.text("urgency"),
                "device.matter." + told.matter(),
                clock.instant(),
                told.by(),
                asked.variables(told)));
        book.begin(number, told.device(), installing, dueTime.lasting(times.text("visitDue")));
        book.matter(number, told.matter(), told.since());
        note(number, "device.decided", "@" + times.text("because"));
        if (told.matter() == Matter.GATEWAY_DEAD) {
            note(number, "device.gateway", String.valueOf(told.behind()));
            takeIn(number, told.device());
        }
        return number;
    }

    private void join(File file, Told told) {
        String number = file.seenToIn();
        boolean known = book.matters(file.caseNumber()).stream().anyMatch(entry -> entry.matter() == told.matter());
        book.matter(file.caseNumber(), told.matter(), told.since());
        String matter = "@device.matter." + told.matter();
        if (file.follows() == null) {
            note(number, known ? "device.again" : "device.joined", matter);
        } else {
            note(number, "device.also", told.device(), matter);
        }
        Decided times = asked.decide(told);
        Duration due = dueTime.lasting(times.text("visitDue"));
        boolean decidedAnew = false;
        File at = book.get(number);
        if (!at.installing() && due.compareTo(at.visitDue()) < 0) {
            book.visitDue(number, due);
            caseFiles.urgency(number, times.text("urgency"));
            decidedAnew = flows.tell(DeviceCase.WORSE_MESSAGE, number, List.of(DeviceCase.MATTER.is(told.matter())));
        }
        // A12: the plan is looked at although somebody already sees to the device for another reason
        if (!known && !decidedAnew && Boolean.TRUE.equals(times.result().get("reviewPlan"))) {
            flows.know(number, List.of(DeviceCase.REVIEW_PLAN.is(true)));
        }
    }

    /** Cases of single devices that turn out to be the gateway's go on in its case, unless somebody is at work on them. */
    private void takeIn(String number, String gateway) {
        List<String> behind = devices.behind(gateway).stream().map(Device::key).toList();
        for (File file : book.open(behind)) {
            boolean onlyOffline = book.matters(file.caseNumber()).stream()
                    .filter(entry -> entry.overAt() == null)
                    .allMatch(entry -> entry.matter() == Matter.OFFLINE);
            if (!file.installing() && file.follows() == null && onlyOffline && !atWork(file.caseNumber())) {
                caseFiles.merged(file.caseNumber(), number);
                flows.tell(
                        DeviceCase.WITHDRAWN_MESSAGE,
                        file.caseNumber(),
                        List.of(DeviceCase.WITHDRAWAL.is(Outcome.MERGED)));
            }
        }
    }

    /** Somebody holds one of its steps. */
    boolean atWork(String number) {
        return worklist.of(List.of(number)).getOrDefault(number, List.of()).stream()
                .anyMatch(item -> item.assignee() != null);
    }

    /** Over without anybody's help; answers the case's number where one is open. */
    @Transactional
    Optional<String> over(String device, Set<Matter> matters) {
        Optional<File> open = book.open(device);
        open.ifPresent(file -> {
            boolean changed = false;
            for (Matter matter : matters) {
                if (book.over(file.caseNumber(), matter)) {
                    noteOver(file, matter);
                    changed = true;
                }
            }
            if (changed && file.follows() == null && book.allOver(file.caseNumber())) {
                book.back(file.caseNumber());
                flows.tell(DeviceCase.BACK_MESSAGE, file.caseNumber(), List.of());
            }
        });
        return open.map(File::seenToIn);
    }

    private void noteOver(File file, Matter matter) {
        if (file.follows() == null) {
            note(file.caseNumber(), "device.over", "@device.matter." + matter);
        } else {
            note(file.follows(), "device.also-over", file.device(), "@device.matter." + matter);
        }
    }

    /** It stays so: nothing came back and nobody is at work. */
    boolean settled(String number, Duration settleFor) {
        File file = book.get(number);
        Instant back = file.backAt();
        boolean lasted = back != null
                && !back.plus(settleFor).isAfter(clock.instant().plusSeconds(1))
                && book.allOver(number)
                && !atWork(number);
        note(number, lasted ? "device.settled" : "device.not-settled");
        return lasted;
    }

    /** Starts the installation of a registered device; its silence is nobody's matter until it is live. */
    @Transactional
    String install(String key, String by) {
        Device device = devices.find(key).orElseThrow(() -> Refusal.notFound("signal.refusal.noDevice", key));
        book.open(key).ifPresent(file -> {
            throw Refusal.conflict("device.not-installing", key, file.seenToIn());
        });
        devices.install(key);
        return tell(new Told(key, Matter.INSTALLATION, clock.instant(), device.resident(), device.area(), 0, by));
    }

    @Transactional
    void withdraw(String number, String by, String reason) {
        if (reason.isBlank()) {
            throw Refusal.invalid("reason", "device.reason.missing");
        }
        caseFiles.note(number, new CaseFiles.Entry("device.withdrawn", clock.instant(), by, List.of(), reason));
        if (!flows.tell(DeviceCase.WITHDRAWN_MESSAGE, number, List.of(DeviceCase.WITHDRAWAL.is(Outcome.WITHDRAWN)))) {
            throw Refusal.conflict("device.closed-already", number);
        }
    }

    static Set<Matter> batteries() {
        return EnumSet.of(Matter.BATTERY_ORDER, Matter.BATTERY_LOW, Matter.BATTERY_EMPTY);
    }

    private void note(String number, String kind, String... arguments) {
        caseFiles.note(number, CaseFiles.Entry.of(kind, clock.instant(), arguments));
    }
}
