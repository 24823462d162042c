package care.nearkin.casefile;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The part of a case's page, and of its tasks' pages, in which a note is written. */
@Controller
@RequestMapping("/cases/{number}/notes")
@PreAuthorize("hasAnyRole('OPERATOR','CASEWORKER','MAINTAINER','SUPERVISOR')")
class CaseNotesPage {

    private final CaseNotes notes;
    private final SeenCases seen;

    CaseNotesPage(CaseNotes notes, SeenCases seen) {
        this.notes = notes;
        this.seen = seen;
    }

    @GetMapping
    String write(@PathVariable String number, Model model) {
        CaseFile file = seen.get(number);
        model.addAttribute("file", file).addAttribute("readers", notes.readers(file));
        return "casefile/notes :: write";
    }

    /** Without leaving the page it was written on; where scripts do not run, back to the case. */
    @PostMapping
    String written(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") List<String> mentioned,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean inPlace,
            HttpServletResponse answer,
            Model model) {
        notes.write(number, text, mentioned);
        answer.setHeader("HX-Trigger", "noted");
        return inPlace ? write(number, model) : "redirect:/cases/" + number;
    }
}
