package care.nearkin.casefile;

import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The part of a case's page with the cases that it is linked with. */
@Controller
@RequestMapping("/cases/{number}/links")
@PreAuthorize("hasAnyRole('OPERATOR','CASEWORKER','MAINTAINER','SUPERVISOR','MANAGER','ADMIN')")
class CaseLinksPage {

    private final CaseLinks links;
    private final SeenCases seen;

    CaseLinksPage(CaseLinks links, SeenCases seen) {
        this.links = links;
        this.seen = seen;
    }

    @GetMapping
    String of(@PathVariable String number, Model model) {
        model.addAttribute("file", seen.get(number))
                .addAttribute("links", links.of(number))
                .addAttribute("kinds", CaseLinks.Kind.values());
        return "casefile/links :: links";
    }

    @PostMapping
    @PreAuthorize("hasAnyRole('OPERATOR','CASEWORKER','MAINTAINER','SUPERVISOR')")
    String link(
            @PathVariable String number,
            @RequestParam String other,
            @RequestParam String kind,
            @RequestParam(defaultValue = "") String why) {
        links.link(number, other, kind, why);
        return "redirect:/cases/" + number;
    }

    @PostMapping("/{other}/remove")
    @PreAuthorize("hasAnyRole('OPERATOR','CASEWORKER','MAINTAINER','SUPERVISOR')")
    String remove(
            @PathVariable String number,
            @PathVariable String other,
            @RequestParam String kind,
            @RequestParam(defaultValue = "") String why) {
        links.remove(number, other, kind, why);
        return "redirect:/cases/" + number;
    }
}
