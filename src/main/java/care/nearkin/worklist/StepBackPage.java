package care.nearkin.worklist;

import care.nearkin.casefile.SeenCases;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a step is sent back: which steps there are, what would end and be done again, and why; and taking back one's own. */
@Controller
@RequestMapping("/tasks")
@PreAuthorize("isAuthenticated()")
class StepBackPage {

    private final StepBack back;
    private final TaskDesk desk;
    private final SeenCases cases;

    StepBackPage(StepBack back, TaskDesk desk, SeenCases cases) {
        this.back = back;
        this.desk = desk;
        this.cases = cases;
    }

    @GetMapping("/{id}/send-back")
    String choose(@PathVariable String id, @RequestParam(required = false) @Nullable String step, Model model) {
        WorkItem item = desk.see(id);
        model.addAttribute("task", item)
                .addAttribute("ways", back.ways(item))
                .addAttribute("plan", step == null ? null : back.plan(item, step));
        return "worklist/send-back";
    }

    @PostMapping("/{id}/send-back")
    String sendBack(
            @PathVariable String id,
            @RequestParam String step,
            @RequestParam String state,
            @RequestParam(defaultValue = "") String why) {
        return "redirect:" + back.sendBack(id, step, state, why);
    }

    /** On the pages of a case and of its steps: what the reader just did and may still take back. */
    @GetMapping("/of/{number}/done")
    String done(@PathVariable String number, Model model) {
        cases.get(number);
        model.addAttribute("done", back.mine(number).orElse(null));
        return "worklist/actions :: done";
    }

    @PostMapping("/{id}/take-back")
    String takeBack(@PathVariable String id, @RequestParam(defaultValue = "") String why) {
        return "redirect:" + back.takeBack(id, why);
    }
}
