package care.nearkin.casetype.alarm;

import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.casetype.alarm.Shift.Open;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Slice;
import care.nearkin.kernel.Words;
import care.nearkin.worklist.WorkItem;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Handing the desk over, and what was handed over before. */
@Controller
@RequestMapping("/shifts")
@PreAuthorize("hasAnyRole('OPERATOR','SUPERVISOR')")
class ShiftPage {

    private static final int PAGE = 30;
    private static final String REMARK = "remark-";

    private final Shifts shifts;
    private final Viewers viewers;
    private final Words words;

    ShiftPage(Shifts shifts, Viewers viewers, Words words) {
        this.shifts = shifts;
        this.viewers = viewers;
        this.words = words;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(required = false) @Nullable Long after,
            Model model) {
        String waitingFor = mine ? viewers.current().name() : null;
        model.addAttribute(
                        "shifts",
                        Slice.of(shifts.list(waitingFor, after, PAGE + 1), PAGE, line -> Long.toString(line.id())))
                .addAttribute("mine", mine);
        return "alarm/shifts";
    }

    @GetMapping("/new")
    String blank(Model model) {
        return form(model, "", "", Map.of(), Map.of());
    }

    @PostMapping("/new")
    String sign(@RequestParam Map<String, String> typed, Model model) {
        Map<String, String> remarks = typed.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(REMARK))
                .collect(Collectors.toMap(
                        entry -> entry.getKey().substring(REMARK.length()),
                        entry -> entry.getValue().strip()));
        String comes = typed.getOrDefault("comes", "");
        String note = typed.getOrDefault("note", "").strip();
        try {
            return "redirect:/shifts/" + shifts.sign(viewers.current(), comes, note, remarks);
        } catch (Refusal refused) {
            String field = refused.field() == null ? "note" : refused.field();
            String why = words.say(refused.words(), refused.arguments().toArray());
            return form(model, comes, note, remarks, Map.of(field, why));
        }
    }

    @GetMapping("/{id}")
    String one(@PathVariable long id, Model model) {
        Shift shift = shifts.read(id);
        Viewer viewer = viewers.current();
        String me = viewer.name();
        model.addAttribute("shift", shift)
                .addAttribute(
                        "about",
                        shifts.about(
                                viewer,
                                shift.open().stream().map(Open::caseNumber).toList()))
                .addAttribute(
                        "maySign", shift.receivedAt() == null && shift.comes().equals(me));
        return "alarm/shift";
    }

    @PostMapping("/{id}/receive")
    String receive(@PathVariable long id) {
        shifts.receive(id, viewers.current());
        return "redirect:/desk";
    }

    private String form(
            Model model, String comes, String note, Map<String, String> remarks, Map<String, String> faults) {
        List<WorkItem> open = shifts.open(viewers.current());
        model.addAttribute("open", open)
                .addAttribute(
                        "about",
                        shifts.about(
                                viewers.current(),
                                open.stream().map(WorkItem::caseNumber).toList()))
                .addAttribute("others", shifts.others(viewers.current()))
                .addAttribute("comes", comes)
                .addAttribute("note", note)
                .addAttribute("remarks", remarks)
                .addAttribute("faults", faults);
        return "alarm/shift-new";
    }
}
