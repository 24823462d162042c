package care.nearkin.worklist;

import care.nearkin.access.StaffAccounts;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.duty.Deputies;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Slice;
import care.nearkin.kernel.Words;
import care.nearkin.people.Residents;
import care.nearkin.worklist.BulkWork.Item;
import care.nearkin.worklist.BulkWork.ItemState;
import care.nearkin.worklist.BulkWork.Kind;
import care.nearkin.worklist.BulkWork.Out;
import care.nearkin.worklist.BulkWork.State;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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

/** One thing done with many steps: looked at before it starts, how far it is, and what came of each; and what was done before. */
@Controller
@RequestMapping("/tasks/bulk")
@PreAuthorize("hasRole('SUPERVISOR')")
class BulkPage {

    private static final int A_PAGE = 50;

    /** A person who may get steps, with how many she holds and how many of these she would get. */
    public record Candidate(
            String account,
            String name,
            long holds,
            int gets,
            boolean absent,
            @Nullable String deputy,
            boolean chosen) {}

    /** A step of it in the reader's language. */
    public record Row(Item item, @Nullable String out) {}

    private final BulkWorks works;
    private final BulkRows rows;
    private final BulkPlan plan;
    private final Residents residents;
    private final StaffAccounts staff;
    private final Deputies deputies;
    private final Viewers viewers;
    private final Words words;

    BulkPage(
            BulkWorks works,
            BulkRows rows,
            BulkPlan plan,
            Residents residents,
            StaffAccounts staff,
            Deputies deputies,
            Viewers viewers,
            Words words) {
        this.works = works;
        this.rows = rows;
        this.plan = plan;
        this.residents = residents;
        this.staff = staff;
        this.deputies = deputies;
        this.viewers = viewers;
        this.words = words;
    }

    @PostMapping
    String draft(@RequestParam Kind kind, Locale language) {
        return "redirect:/tasks/bulk/" + works.draft(kind, language);
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable Kind kind,
            @RequestParam(required = false) @Nullable State state,
            @RequestParam(defaultValue = "") String after,
            Model model) {
        Viewer viewer = viewers.current();
        String by = BulkWorks.seesEverybodys(viewer) ? null : viewer.name();
        model.addAttribute("found", rows.page(by, kind, state, number(after, Long.MAX_VALUE), A_PAGE))
                .addAttribute("kind", kind)
                .addAttribute("state", state)
                .addAttribute("kinds", Kind.values())
                .addAttribute("states", List.of(State.RUNNING, State.DONE, State.CANCELLED));
        return "worklist/bulk-list";
    }

    /** {@code show}: which of its steps; without it those that are most of interest now. */
    @GetMapping("/{id}")
    String one(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable ItemState show,
            @RequestParam(defaultValue = "") String after,
            Model model) {
        BulkWork work = works.see(id);
        Map<ItemState, Integer> counts = rows.counts(id);
        ItemState shown = show == null ? first(work, counts) : show;
        Slice<Item> found = rows.items(id, shown, (int) number(after, -1), A_PAGE);
        model.addAttribute("work", work)
                .addAttribute("mine", work.by().equals(viewers.current().name()))
                .addAttribute("counts", counts)
                .addAttribute(
                        "all",
                        counts.values().stream().mapToInt(Integer::intValue).sum())
                .addAttribute("waiting", counts.getOrDefault(ItemState.WAITING, 0))
                .addAttribute("done", counts.getOrDefault(ItemState.DONE, 0))
                .addAttribute("show", shown)
                .addAttribute("found", found.map(item -> new Row(item, inWords(item.out()))))
                .addAttribute(
                        "names",
                        residents.briefs(found.items().stream()
                                .filter(item -> viewers.current().serves(item.area()))
                                .map(Item::resident)
                                .filter(Objects::nonNull)
                                .toList()))
                .addAttribute("candidates", work.draft() && work.distributes() ? candidates(work) : List.of())
                .addAttribute("shares", work.draft() ? Map.of() : rows.shares(id));
        return "worklist/bulk";
    }

    /** Before it starts what will be done; afterwards what went wrong before what went well. */
    private static ItemState first(BulkWork work, Map<ItemState, Integer> counts) {
        return (work.draft()
                        ? Stream.of(ItemState.WAITING, ItemState.LEFT)
                        : Stream.of(
                                ItemState.REFUSED,
                                ItemState.WAITING,
                                ItemState.DONE,
                                ItemState.LEFT,
                                ItemState.CANCELLED))
                .filter(counts::containsKey)
                .findFirst()
                .orElse(ItemState.WAITING);
    }

    private List<Candidate> candidates(BulkWork work) {
        Map<String, Long> holds = plan.candidates(viewers.current(), rows.items(work.id()));
        Map<String, Integer> gets = rows.shares(work.id());
        Map<String, String> names = staff.displayNames(holds.keySet());
        Map<String, @Nullable String> absent = deputies.absent();
        return holds.entrySet().stream()
                .map(one -> new Candidate(
                        one.getKey(),
                        names.getOrDefault(one.getKey(), one.getKey()),
                        one.getValue(),
                        gets.getOrDefault(one.getKey(), 0),
                        absent.containsKey(one.getKey()),
                        absent.get(one.getKey()),
                        work.people().contains(one.getKey())))
                .sorted(Comparator.comparing(Candidate::absent)
                        .thenComparing(Candidate::holds)
                        .thenComparing(Candidate::name))
                .toList();
    }

    @PostMapping("/{id}/plan")
    String plan(
            @PathVariable long id,
            @RequestParam(defaultValue = "") List<String> people,
            @RequestParam(defaultValue = "") String why) {
        works.keep(id, people, why);
        return "redirect:/tasks/bulk/" + id;
    }

    @PostMapping("/{id}/start")
    String start(
            @PathVariable long id,
            @RequestParam(defaultValue = "") List<String> people,
            @RequestParam(defaultValue = "") String why) {
        works.start(id, people, why);
        return "redirect:/tasks/bulk/" + id;
    }

    @PostMapping("/{id}/cancel")
    String cancel(@PathVariable long id) {
        boolean draft = works.see(id).draft();
        works.cancel(id);
        return draft ? "redirect:" + ListAddress.PAGE : "redirect:/tasks/bulk/" + id;
    }

    /** Arguments may be accounts ({@code =}). */
    private @Nullable String inWords(@Nullable Out out) {
        if (out == null) {
            return null;
        }
        Object[] arguments = out.arguments().stream()
                .map(argument -> argument.startsWith("=") ? staff.displayName(argument.substring(1)) : argument)
                .toArray();
        return words.know(out.why()) ? words.say(out.why(), arguments) : words.say("task.bulk.failed");
    }

    private static long number(String cursor, long otherwise) {
        if (cursor.isEmpty()) {
            return otherwise;
        }
        if (!cursor.matches("\\d{1,18}")) {
            throw Refusal.invalid("after", "task.cursor");
        }
        return Long.parseLong(cursor);
    }
}
