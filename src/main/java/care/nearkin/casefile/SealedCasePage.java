package care.nearkin.casefile;

import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What somebody sees of a sealed case in which she is not named: whom to ask, and how to open it in an emergency. */
@Controller
@RequestMapping("/cases/{number}/sealed")
@PreAuthorize("hasAnyRole('OPERATOR','CASEWORKER','MAINTAINER','SUPERVISOR','MANAGER','ADMIN')")
class SealedCasePage {

    private final CaseSealing sealing;
    private final CaseReaders readers;
    private final SeenCases seen;
    private final Words words;

    SealedCasePage(CaseSealing sealing, CaseReaders readers, SeenCases seen, Words words) {
        this.sealing = sealing;
        this.readers = readers;
        this.seen = seen;
        this.words = words;
    }

    @GetMapping
    String page(@PathVariable String number, Model model) {
        if (seen.find(number).isPresent()) {
            return "redirect:/cases/" + number;
        }
        return page(number, "", null, model);
    }

    @PostMapping
    String open(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String why,
            HttpServletResponse answer,
            Model model) {
        try {
            sealing.openInEmergency(number, why);
            return "redirect:/cases/" + number;
        } catch (Refusal no) {
            if (no.field() == null) {
                throw no;
            }
            answer.setStatus(no.kind().status());
            return page(number, why, words.say(no.words(), no.arguments().toArray()), model);
        }
    }

    private String page(String number, String why, @Nullable String fault, Model model) {
        CaseFile file = seen.closed(number).orElseThrow(() -> Refusal.notFound("case.not-found", number));
        Optional<String> sealer =
                readers.rows(number).stream().map(CaseReaders.Reader::addedBy).findFirst();
        model.addAttribute("file", file)
                .addAttribute("sealer", sealer.orElse(null))
                .addAttribute("minutes", CaseSealing.EMERGENCY.toMinutes())
                .addAttribute("why", why)
                .addAttribute("fault", fault);
        return "casefile/sealed";
    }
}
