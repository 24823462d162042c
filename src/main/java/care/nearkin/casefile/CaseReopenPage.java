package care.nearkin.casefile;

import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Reopening a closed case, for supervisors; what was typed stays on the page when it is refused. */
@Controller
@RequestMapping("/cases/{number}/reopen")
@PreAuthorize("hasRole('SUPERVISOR')")
class CaseReopenPage {

    private final CaseReopening reopening;
    private final SeenCases seen;
    private final Words words;

    CaseReopenPage(CaseReopening reopening, SeenCases seen, Words words) {
        this.reopening = reopening;
        this.seen = seen;
        this.words = words;
    }

    @GetMapping
    String ask(@PathVariable String number, Model model) {
        CaseFile file = seen.get(number);
        return form(file, reopening.refused(file), "", model);
    }

    @PostMapping
    String reopen(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String why,
            HttpServletResponse answer,
            Model model) {
        CaseFile file = seen.get(number);
        try {
            return "redirect:/cases/" + reopening.reopen(number, why);
        } catch (Refusal no) {
            answer.setStatus(no.kind().status());
            return form(file, no, why, model);
        }
    }

    private String form(CaseFile file, @Nullable Refusal no, String why, Model model) {
        boolean ofField = no != null && no.field() != null;
        String said = no == null ? null : words.say(no.words(), no.arguments().toArray());
        model.addAttribute("file", file)
                .addAttribute("why", why)
                .addAttribute("fault", ofField ? said : null)
                .addAttribute("refused", ofField ? null : said);
        return "casefile/reopen";
    }
}
