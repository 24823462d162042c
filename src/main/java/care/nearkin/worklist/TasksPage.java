package care.nearkin.worklist;

import care.nearkin.access.Group;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.casefile.CaseFile;
import care.nearkin.casefile.SeenCases;
import care.nearkin.engine.Flows;
import care.nearkin.engine.Tasks;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The page on which a task is worked. */
@Controller
@RequestMapping("/tasks")
@PreAuthorize("isAuthenticated()")
class TasksPage {

    /** What one step opens is not created in the same millisecond. */
    private static final Duration TOGETHER = Duration.ofSeconds(1);

    private final Worklist worklist;
    private final TaskDesk desk;
    private final TaskActions actions;
    private final TaskRequests requests;
    private final StepBack back;
    private final SeenCases cases;
    private final ShownTasks shown;
    private final Flows flows;
    private final Viewers viewers;

    TasksPage(
            Worklist worklist,
            TaskDesk desk,
            TaskActions actions,
            TaskRequests requests,
            StepBack back,
            SeenCases cases,
            ShownTasks shown,
            Flows flows,
            Viewers viewers) {
        this.worklist = worklist;
        this.desk = desk;
        this.actions = actions;
        this.requests = requests;
        this.back = back;
        this.cases = cases;
        this.shown = shown;
        this.flows = flows;
        this.viewers = viewers;
    }

    /** The open tasks of one case and what comes by itself, for its page. */
    @GetMapping("/of/{number}")
    String of(@PathVariable String number, Model model) {
        model.addAttribute("file", cases.get(number)).addAttribute("coming", flows.coming(number));
        shown.fill(model, worklist.of(List.of(number)).getOrDefault(number, List.of()));
        return "worklist/of :: tasks";
    }

    @GetMapping("/{id}")
    String one(@PathVariable String id, Model model) {
        // whoever may read the case may see what is to be done in it, and by whom
        String number = desk.caseOf(id);
        if (cases.closed(number).isPresent()) {
            return "redirect:/cases/" + number + "/sealed";
        }
        CaseFile file = cases.open(number);
        WorkItem item = worklist.find(id).orElse(null);
        if (item == null) {
            return "redirect:/cases/" + file.number();
        }
        Viewer viewer = viewers.current();
        model.addAttribute("task", item)
                .addAttribute("file", file)
                .addAttribute("others", desk.isFor(viewer, item) ? Set.of() : item.groups())
                .addAttribute("withCase", cases.shownWithTasks(file))
                .addAttribute("mine", viewer.name().equals(item.assignee()))
                .addAttribute("mayTakeOver", desk.mayTakeOver(item))
                .addAttribute("mayTake", item.assignee() == null && desk.isFor(viewer, item));
        actions(item, model);
        back.opened(item);
        return "worklist/task";
    }

    private void actions(WorkItem item, Model model) {
        boolean mine = viewers.current().name().equals(item.assignee());
        boolean mayAct = mine || viewers.current().in(Group.SUPERVISOR);
        model.addAttribute("colleagues", actions.mayHandOver(item) ? actions.colleagues(item) : Map.of())
                .addAttribute("readers", mayAct ? actions.readers(item) : Map.of())
                .addAttribute("mayGoBack", mayAct && (item.delegatedBy() == null || !mine))
                .addAttribute("mayExtend", requests.mayExtend(item))
                .addAttribute("ownLimit", requests.ownLimit(item))
                .addAttribute(
                        "requests",
                        requests.of(item).stream()
                                .map(one -> new Asked(one, requests.mayAnswer(item, one), requests.mayWithdraw(one)))
                                .toList());
    }

    /** A request as the reader may treat it. */
    record Asked(TaskRequest request, boolean mayAnswer, boolean mayWithdraw) {}

    @GetMapping("/{id}/form")
    @ResponseBody
    Tasks.Form form(@PathVariable String id, Locale language) {
        return desk.form(id, language);
    }

    @PostMapping("/{id}/claim")
    String claim(@PathVariable String id) {
        desk.claim(id);
        return "redirect:/tasks/" + id;
    }

    @PostMapping("/{id}/take-over")
    String takeOver(@PathVariable String id) {
        desk.takeOver(id);
        return "redirect:/tasks/" + id;
    }

    /**
     * Says to who looks at the step that somebody else has it now or that it is over; else nothing. {@code holder}: whom her
     * page shows, nobody as ""; without it herself, who fills in the form.
     */
    @GetMapping("/{id}/lost")
    Object lost(@PathVariable String id, @RequestParam(required = false) @Nullable String holder, Model model) {
        Optional<WorkItem> open = worklist.find(id);
        cases.get(desk.caseOf(id));
        String shown = holder == null ? viewers.current().name() : holder;
        if (open.filter(item -> shown.equals(Objects.requireNonNullElse(item.assignee(), "")))
                .isPresent()) {
            return ResponseEntity.noContent().build();
        }
        model.addAttribute("id", id)
                .addAttribute("holder", open.map(WorkItem::assignee).orElse(null))
                .addAttribute("over", open.isEmpty());
        return "worklist/task :: lost";
    }

    /** Where the case of a step that is over goes on for who looks. */
    @GetMapping("/{id}/next")
    String goOn(@PathVariable String id) {
        String number = desk.caseOf(id);
        cases.get(number);
        Viewer viewer = viewers.current();
        return "redirect:"
                + openOf(number).stream()
                        .filter(item -> desk.isFor(viewer, item))
                        .min(Comparator.comparing(
                                        (WorkItem item) -> !viewer.name().equals(item.assignee()))
                                .thenComparing(WorkItem::due, Comparator.nullsLast(Comparator.naturalOrder())))
                        .map(item -> "/tasks/" + item.id())
                        .orElse("/cases/" + number);
    }

    /** {@code back}: she only prepares it and gives it back. */
    @PostMapping("/{id}/hand-over")
    String handOver(
            @PathVariable String id,
            @RequestParam String to,
            @RequestParam String why,
            @RequestParam(defaultValue = "false") boolean back) {
        if (back) {
            actions.delegate(id, to, why);
        } else {
            actions.handOver(id, to, why);
        }
        return "redirect:/tasks/" + id;
    }

    @PostMapping("/{id}/give-back")
    String giveBack(@PathVariable String id, @RequestParam(defaultValue = "") String why) {
        actions.giveBack(id, why);
        return "redirect:/tasks/" + id;
    }

    @PostMapping("/{id}/copy")
    String copy(
            @PathVariable String id,
            @RequestParam(defaultValue = "") List<String> people,
            @RequestParam(defaultValue = "") String why) {
        actions.copy(id, people, why);
        return "redirect:/tasks/" + id;
    }

    @PostMapping("/{id}/nudge")
    String nudge(@PathVariable String id, @RequestParam(defaultValue = "") String why) {
        actions.nudge(id, why);
        return "redirect:/tasks/" + id;
    }

    @PostMapping("/{id}/release")
    String release(@PathVariable String id) {
        desk.release(id);
        return "redirect:/tasks/" + id;
    }

    /** Answers from the form; whoever works a case goes on with the step that this one opened, else sees the case. */
    @PostMapping("/{id}/complete")
    @ResponseBody
    Map<String, String> complete(@PathVariable String id, @RequestBody Map<String, Object> answers) {
        Optional<WorkItem> done = worklist.find(id);
        desk.complete(id, answers);
        return Map.of("next", done.map(this::next).orElse("/cases"));
    }

    /**
     * What this step opened, or what was opened together with it; the soonest due first, and not at once what was just
     * done. What waited before is not taken silently: an alarm that rings goes on until somebody says that she takes it.
     */
    private String next(WorkItem done) {
        Viewer viewer = viewers.current();
        return openOf(done.caseNumber()).stream()
                .filter(item -> viewer.name().equals(item.assignee())
                        || item.assignee() == null
                                && !item.createdAt().isBefore(done.createdAt().minus(TOGETHER)))
                .filter(item -> desk.isFor(viewer, item))
                .min(Comparator.comparing((WorkItem item) -> item.key().equals(done.key()))
                        .thenComparing(WorkItem::due, Comparator.nullsLast(Comparator.naturalOrder())))
                .map(desk::takeIfFree)
                .orElse("/cases/" + done.caseNumber());
    }

    private List<WorkItem> openOf(String number) {
        return worklist.of(List.of(number)).getOrDefault(number, List.of());
    }
}
