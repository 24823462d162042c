package care.nearkin.casetype.alarm;

import care.nearkin.access.Group;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import care.nearkin.people.ResidentBrief;
import care.nearkin.people.Residents;
import care.nearkin.worklist.WorkItem;
import care.nearkin.worklist.Worklist;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The operator's screen: one alarm fills the eye, the rest waits at the side. */
@Controller
@RequestMapping("/desk")
@PreAuthorize("hasAnyRole('OPERATOR','SUPERVISOR')")
class AlarmDeskPage {

    /** More than fit on a screen; a storm is counted, not scrolled. */
    static final int SHOWN = 60;

    /** An alarm as the screen shows it; {@code next} is what to do now, with the time that is left: of several, the least. */
    record OnDesk(
            String number,
            AlarmKind kind,
            AlarmCase.Severity severity,
            @Nullable ResidentBrief resident,
            @Nullable String room,
            @Nullable String device,
            Instant rungAt,
            Instant lastRingAt,
            int rings,
            int repeats,
            boolean acknowledged,
            @Nullable String acknowledgedBy,
            boolean mustTake,
            boolean call119,
            @Nullable Instant clearedAt,
            @Nullable WorkItem next,
            boolean mine) {

        /** What hurts most first: 119 to call, not taken yet, graver, waiting longer. */
        static final Comparator<OnDesk> HURTS = Comparator.comparing((OnDesk alarm) -> !alarm.call119())
                .thenComparing(OnDesk::acknowledged)
                .thenComparing(OnDesk::severity)
                .thenComparing(OnDesk::rungAt)
                .thenComparing(OnDesk::number);

        /** Rings until somebody has taken it, and while a call to 119 is not confirmed. */
        public boolean ringing() {
            return !acknowledged || call119;
        }

        String ring() {
            return AlarmDeskPage.ring(number, rings);
        }

        public boolean late(Instant now) {
            return next != null && next.due() != null && next.due().isBefore(now);
        }
    }

    private final AlarmRows alarms;
    private final StormDesk storms;
    private final StormRules rules;
    private final Worklist worklist;
    private final AlarmTaking taking;
    private final Residents residents;
    private final Viewers viewers;
    private final Words words;
    private final java.time.Clock clock;

    AlarmDeskPage(
            AlarmRows alarms,
            StormDesk storms,
            StormRules rules,
            Worklist worklist,
            AlarmTaking taking,
            Residents residents,
            Viewers viewers,
            Words words,
            java.time.Clock clock) {
        this.alarms = alarms;
        this.storms = storms;
        this.rules = rules;
        this.worklist = worklist;
        this.taking = taking;
        this.residents = residents;
        this.viewers = viewers;
        this.words = words;
        this.clock = clock;
    }

    /** {@code show} is the case in the middle; without it what hurts most of what rings, one's own before others'. */
    @GetMapping
    String desk(@RequestParam(required = false) @Nullable String show, Model model) {
        Viewer viewer = viewers.current();
        List<OnDesk> all = onDesk(
                        alarms.alone(
                                viewer.everywhere(), viewer.areas().toArray(String[]::new), rules.grouped(), SHOWN),
                        viewer)
                .stream()
                .sorted(OnDesk.HURTS)
                .toList();
        List<StormDesk.Block> many = storms.blocks(viewer);
        Instant now = clock.instant();
        Optional<OnDesk> middle = all.stream()
                .filter(alarm -> alarm.number().equals(show))
                .findFirst()
                .or(() -> asked(show, viewer))
                .or(() -> all.stream()
                        .min(Comparator.comparing((OnDesk alarm) -> !alarm.ringing())
                                .thenComparing(alarm -> !alarm.mine())
                                .thenComparing(OnDesk.HURTS)));
        model.addAttribute("all", all)
                .addAttribute("storms", many)
                .addAttribute("alarm", middle.orElse(null))
                .addAttribute("show", show)
                .addAttribute("open", alarms.countLive(viewer.everywhere(), viewer.areas()))
                .addAttribute(
                        "late", all.stream().filter(alarm -> alarm.late(now)).count())
                .addAttribute("bell", bell(all, many));
        return "alarm/desk";
    }

    /** One that is not in the list: a member of a storm, or older than the others. */
    private Optional<OnDesk> asked(@Nullable String show, Viewer viewer) {
        return show == null
                ? Optional.empty()
                : alarms.findById(show)
                        .filter(alarm -> alarm.resolvedAt() == null && viewer.serves(alarm.area()))
                        .map(alarm -> onDesk(List.of(alarm), viewer).get(0));
    }

    /** One key takes it: claim and acknowledge in one. */
    @PostMapping("/{number}/take")
    String take(@PathVariable String number, RedirectAttributes shown) {
        try {
            return "redirect:/tasks/" + taking.take(number);
        } catch (Refusal refused) {
            shown.addFlashAttribute(
                    "refused", words.say(refused.words(), refused.arguments().toArray()));
            return "redirect:/desk?show=" + number;
        }
    }

    private List<OnDesk> onDesk(List<Alarm> found, Viewer viewer) {
        Map<Long, ResidentBrief> names = residents.briefs(
                found.stream().map(Alarm::resident).filter(Objects::nonNull).toList());
        Map<String, List<WorkItem>> tasks =
                worklist.of(found.stream().map(Alarm::caseNumber).toList());
        return found.stream()
                .map(alarm -> onDesk(
                        alarm,
                        alarm.resident() == null ? null : names.get(alarm.resident()),
                        tasks.getOrDefault(alarm.caseNumber(), List.of()),
                        viewer))
                .toList();
    }

    private static OnDesk onDesk(Alarm alarm, @Nullable ResidentBrief resident, List<WorkItem> tasks, Viewer viewer) {
        boolean call119 = tasks.stream().anyMatch(AlarmDeskPage::asksFor119);
        WorkItem next = tasks.stream()
                .filter(task -> !task.key().equals("Task_Investigate"))
                .min(Comparator.comparing((WorkItem task) -> !asksFor119(task))
                        .thenComparing(task -> !isFor(viewer, task))
                        .thenComparing(WorkItem::due, Comparator.nullsLast(Comparator.naturalOrder())))
                .orElse(null);
        return new OnDesk(
                alarm.caseNumber(),
                alarm.kind(),
                alarm.severity(),
                resident,
                alarm.room(),
                alarm.device(),
                alarm.rungAt(),
                alarm.lastRingAt(),
                alarm.rings(),
                alarm.repeats(),
                alarm.acknowledgedAt() != null,
                alarm.acknowledgedBy(),
                alarm.mustTakeAt() != null && alarm.acknowledgedAt() == null,
                call119,
                alarm.clearedAt(),
                next,
                next != null && viewer.name().equals(next.assignee()));
    }

    private static boolean isFor(Viewer viewer, WorkItem task) {
        return viewer.groups().stream().map(Group::key).anyMatch(task.groups()::contains);
    }

    /** Another word whenever it rings anew. */
    static String ring(String number, int rings) {
        return number + "x" + rings;
    }

    static boolean asksFor119(WorkItem task) {
        return task.key().equals("Task_CallFireBrigade");
    }

    /** Changes whenever something rings anew; the page sounds when it sees another value. */
    private static String bell(List<OnDesk> all, List<StormDesk.Block> many) {
        return Stream.concat(
                        all.stream().filter(OnDesk::ringing).map(OnDesk::ring),
                        many.stream()
                                .map(StormDesk.Block::storm)
                                .filter(storm -> storm.waiting() > 0)
                                .map(Storm::ring))
                .collect(Collectors.joining(" "));
    }
}
