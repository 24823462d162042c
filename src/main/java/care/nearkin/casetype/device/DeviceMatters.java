package care.nearkin.casetype.device;

import care.nearkin.casefile.CaseFiles;
import care.nearkin.casefile.OpenCase;
import care.nearkin.casetype.device.DeviceBook.File;
import care.nearkin.casetype.device.DeviceCase.Matter;
import care.nearkin.casetype.device.DeviceCase.Outcome;
import care.nearkin.casetype.device.DeviceCase.PersonRisk;
import care.nearkin.duty.DueTime;
import care.nearkin.engine.Decisions;
import care.nearkin.engine.Decisions.Decided;
import care.nearkin.engine.Flows;
import care.nearkin.engine.Var;
import care.nearkin.kernel.Refusal;
import care.nearkin.people.Residents;
import care.nearkin.signal.Device;
import care.nearkin.signal.Devices;
import care.nearkin.worklist.Worklist;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private static final String TIMES = "device-times";

    private final CaseFiles caseFiles;
    private final DeviceBook book;
    private final Decisions decisions;
    private final Devices devices;
    private final Residents residents;
    private final Worklist worklist;
    private final Flows flows;
    private final DueTime dueTime;
    private final Clock clock;

    DeviceMatters(
            CaseFiles caseFiles,
            DeviceBook book,
            Decisions decisions,
            Devices devices,
            Residents residents,
            Worklist worklist,
            Flows flows,
            DueTime dueTime,
            Clock clock) {
        this.caseFiles = caseFiles;
        this.book = book;
        this.decisions = decisions;
        this.devices = devices;
        this.residents = residents;
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
            return open.get().caseNumber();
        }
        return open(told);
    }

    private String open(Told told) {
        Decided times = decide(told);
        boolean installing = told.matter() == Matter.INSTALLATION;
        String number = caseFiles.open(new OpenCase(
                DeviceCase.KEY,
                told.resident(),
                told.area(),
                times.text("urgency"),
                "device.matter." + told.matter(),
                clock.instant(),
                told.by(),
                variables(told)));
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
        String number = file.caseNumber();
        boolean known = book.matters(number).stream().anyMatch(entry -> entry.matter() == told.matter());
        book.matter(number, told.matter(), told.since());
        note(number, known ? "device.again" : "device.joined", "@device.matter." + told.matter());
        Decided times = decide(told);
        Duration due = dueTime.lasting(times.text("visitDue"));
        boolean decidedAnew = false;
        if (!file.installing() && due.compareTo(file.visitDue()) < 0) {
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
            if (!file.installing() && onlyOffline && !atWork(file.caseNumber())) {
                note(file.caseNumber(), "device.merged-into", number);
                caseFiles.link(file.caseNumber(), number, "MERGED");
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
                    note(file.caseNumber(), "device.over", "@device.matter." + matter);
                    changed = true;
                }
            }
            if (changed && book.allOver(file.caseNumber())) {
                book.back(file.caseNumber());
                flows.tell(DeviceCase.BACK_MESSAGE, file.caseNumber(), List.of());
            }
        });
        return open.map(File::caseNumber);
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
            throw Refusal.conflict("device.not-installing", key, file.caseNumber());
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

    private Decided decide(Told told) {
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put("matter", told.matter().name());
        inputs.put("personRisk", risk(told.resident()).name());
        inputs.put("livesAlone", alone(told.resident()));
        return decisions.decide(TIMES, inputs);
    }

    private List<Var.Value> variables(Told told) {
        return List.of(
                DeviceCase.MATTER.is(told.matter()),
                DeviceCase.INSTALLING.is(told.matter() == Matter.INSTALLATION),
                DeviceCase.PERSON_RISK.is(risk(told.resident())),
                DeviceCase.LIVES_ALONE.is(alone(told.resident())),
                DeviceCase.CAME_BACK.is(false),
                DeviceCase.HELD_BY.is(null),
                DeviceCase.FOUND.is(null),
                DeviceCase.DONE.is(null),
                DeviceCase.APPOINTMENT.is(null),
                DeviceCase.INSTALL_RESULT.is(null),
                DeviceCase.TEST_RESULT.is(null));
    }

    private PersonRisk risk(@Nullable Long resident) {
        return PersonRisk.of(
                resident == null ? null : residents.risks(List.of(resident)).get(resident));
    }

    private boolean alone(@Nullable Long resident) {
        return resident != null && residents.livesAlone(resident);
    }

    private void note(String number, String kind, String... arguments) {
        caseFiles.note(number, CaseFiles.Entry.of(kind, clock.instant(), arguments));
    }
}
