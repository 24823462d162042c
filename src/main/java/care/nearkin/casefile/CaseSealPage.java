package care.nearkin.casefile;

import care.nearkin.access.AccessLog;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
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

/** Sealing a case, and who may read a sealed one and has opened it; for supervisors who may read it themselves. */
@Controller
@RequestMapping("/cases/{number}/seal")
@PreAuthorize("hasRole('SUPERVISOR')")
class CaseSealPage {

    private static final int LOOKS = 100;

    private final CaseSealing sealing;
    private final CaseAudience audience;
    private final CaseReaders readers;
    private final SeenCases seen;
    private final AccessLog log;
    private final Words words;

    CaseSealPage(
            CaseSealing sealing,
            CaseAudience audience,
            CaseReaders readers,
            SeenCases seen,
            AccessLog log,
            Words words) {
        this.sealing = sealing;
        this.audience = audience;
        this.readers = readers;
        this.seen = seen;
        this.log = log;
        this.words = words;
    }

    @GetMapping
    String page(@PathVariable String number, Model model) {
        CaseFile file = seen.get(number);
        return page(file, null, "", sealing.holders(file), "", model);
    }

    @PostMapping
    String seal(
            @PathVariable String number,
            @RequestParam(name = "reader", defaultValue = "") Set<String> named,
            @RequestParam(defaultValue = "") String why,
            HttpServletResponse answer,
            Model model) {
        return done(number, "seal", named, why, answer, model, () -> sealing.seal(number, named, why));
    }

    @PostMapping("/readers")
    String name(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String reader,
            @RequestParam(defaultValue = "") String why,
            HttpServletResponse answer,
            Model model) {
        return done(number, "name", Set.of(reader), why, answer, model, () -> sealing.name(number, reader, why));
    }

    @PostMapping("/strike")
    String strike(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String reader,
            @RequestParam(defaultValue = "") String why,
            HttpServletResponse answer,
            Model model) {
        return done(number, "strike", Set.of(reader), why, answer, model, () -> sealing.strike(number, reader, why));
    }

    @PostMapping("/open")
    String unseal(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String why,
            HttpServletResponse answer,
            Model model) {
        return done(number, "open", Set.of(), why, answer, model, () -> sealing.unseal(number, why));
    }

    private String done(
            String number,
            String form,
            Set<String> named,
            String why,
            HttpServletResponse answer,
            Model model,
            Runnable work) {
        CaseFile file = seen.get(number);
        try {
            work.run();
        } catch (Refusal no) {
            answer.setStatus(no.kind().status());
            return page(file, no, form, named, why, model);
        }
        // who struck herself off the list has nothing to look at here any more
        return seen.find(number).isPresent() ? "redirect:/cases/" + number + "/seal" : "redirect:/cases";
    }

    private String page(CaseFile file, @Nullable Refusal no, String form, Set<String> named, String why, Model model) {
        String field = no == null ? null : no.field();
        String said = no == null ? null : words.say(no.words(), no.arguments().toArray());
        Map<String, String> possible = audience.unsealed(file);
        Map<String, String> others = new LinkedHashMap<>(possible);
        if (file.isSealed()) {
            readers.rows(file.number()).stream()
                    .filter(one -> one.until() == null)
                    .forEach(one -> others.remove(one.account()));
        } else {
            others.remove(log.who());
        }
        model.addAttribute("file", file)
                .addAttribute("kept", file.isSealed() ? null : sealing.keptOpen(file))
                .addAttribute("possible", possible)
                .addAttribute("others", others)
                .addAttribute("readers", file.isSealed() ? readers.rows(file.number()) : null)
                .addAttribute("looks", log.looks(Set.of(CaseSealing.LOGGED, "case-print"), file.number(), LOOKS))
                .addAttribute("form", form)
                .addAttribute("named", named)
                .addAttribute("why", why)
                .addAttribute("whyFault", "why".equals(field) ? said : null)
                .addAttribute("readerFault", "reader".equals(field) ? said : null)
                .addAttribute("refused", field == null ? said : null);
        return "casefile/seal";
    }
}
