package care.nearkin.casetype.alarm;

import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.casetype.alarm.Storm.Eyes;
import care.nearkin.casetype.alarm.StormList.Filter;
import care.nearkin.casetype.alarm.StormMembers.Member;
import care.nearkin.kernel.Refusal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One storm: what must be worked alone on top, below it the others, to be ticked and worked together. */
@Controller
@RequestMapping("/storms")
@PreAuthorize("hasAnyRole('OPERATOR','SUPERVISOR')")
class StormPage {

    private final StormRows storms;
    private final StormDesk desk;
    private final StormList list;
    private final StormMembers members;
    private final StormWorks works;
    private final StormWorkRows rows;
    private final Viewers viewers;

    StormPage(
            StormRows storms,
            StormDesk desk,
            StormList list,
            StormMembers members,
            StormWorks works,
            StormWorkRows rows,
            Viewers viewers) {
        this.storms = storms;
        this.desk = desk;
        this.list = list;
        this.members = members;
        this.works = works;
        this.rows = rows;
        this.viewers = viewers;
    }

    @GetMapping("/{id}")
    String one(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String step,
            @RequestParam(required = false) @Nullable String holder,
            @RequestParam(defaultValue = "oldest") String sort,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        Viewer viewer = viewers.current();
        Filter filter = Filter.of(kind, step, holder, sort);
        Storm storm = see(id, viewer);
        List<Member> all = group(id, viewer);
        List<Member> fitting = list.fitting(all, filter, viewer);
        Set<String> picked = rows.picked(id, viewer.name());
        model.addAttribute("storm", storm)
                .addAttribute("alone", desk.aloneAt(id, viewer))
                .addAttribute("filter", filter)
                .addAttribute("kinds", StormList.kinds(all))
                .addAttribute("steps", StormList.steps(all))
                .addAttribute("found", list.page(fitting, filter, after, picked))
                .addAttribute("after", after)
                .addAttribute("fits", fitting.size())
                .addAttribute("works", rows.of(id, viewer.name(), 5));
        picked(all, picked, viewer, model);
        return "alarm/storm";
    }

    /** Ticked or not; answers the bar that says what can be done with all that are ticked. */
    @PostMapping("/{id}/pick/{number}")
    String pick(
            @PathVariable long id,
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String on,
            Model model) {
        Viewer viewer = viewers.current();
        model.addAttribute("storm", see(id, viewer));
        List<Member> all = group(id, viewer);
        if (all.stream().noneMatch(member -> member.number().equals(number))) {
            throw Refusal.notFound("case.not-found", number);
        }
        if (on == null) {
            rows.unpick(id, viewer.name(), Set.of(number));
        } else {
            rows.pick(id, viewer.name(), Set.of(number));
        }
        picked(all, rows.picked(id, viewer.name()), viewer, model);
        return "alarm/storm :: picked";
    }

    /** All that the filter shows, on every page of it; or none. */
    @PostMapping("/{id}/pick")
    String pickAll(
            @PathVariable long id,
            @RequestParam boolean all,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String step,
            @RequestParam(required = false) @Nullable String holder,
            @RequestParam(defaultValue = "oldest") String sort) {
        Viewer viewer = viewers.current();
        see(id, viewer);
        Filter filter = Filter.of(kind, step, holder, sort);
        if (all) {
            rows.pick(
                    id,
                    viewer.name(),
                    list.fitting(group(id, viewer), filter, viewer).stream()
                            .map(Member::number)
                            .toList());
        } else {
            rows.unpick(id, viewer.name(), rows.picked(id, viewer.name()));
        }
        return "redirect:/storms/" + id + filter.query();
    }

    @PostMapping("/{id}/work")
    String work(@PathVariable long id, @RequestParam String step) {
        Viewer viewer = viewers.current();
        see(id, viewer);
        return "redirect:/storms/work/" + works.draft(id, step, viewer);
    }

    private void picked(List<Member> all, Set<String> picked, Viewer viewer, Model model) {
        List<Member> ticked =
                all.stream().filter(member -> picked.contains(member.number())).toList();
        model.addAttribute("ticked", ticked.size()).addAttribute("doable", members.steps(ticked, viewer));
    }

    private Storm see(long id, Viewer viewer) {
        return storms.find(id, Eyes.of(viewer)).orElseThrow(() -> Refusal.notFound("alarm.storm.gone"));
    }

    /** What is in the group and not over; why nobody took it may still be open. */
    private List<Member> group(long id, Viewer viewer) {
        return members.of(storms.members(id, Eyes.of(viewer))).stream()
                .filter(Member::together)
                .filter(Member::open)
                .toList();
    }
}
