package care.nearkin.casefile;

import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The part of a case's page that shows what the program could not do, and "try again". */
@Controller
@RequestMapping("/cases/{number}/failed")
@PreAuthorize("hasAnyRole('OPERATOR','CASEWORKER','MAINTAINER','SUPERVISOR','MANAGER','ADMIN')")
class FailedStepPage {

    private final SeenCases seen;
    private final FailedStepDesk desk;

    FailedStepPage(SeenCases seen, FailedStepDesk desk) {
        this.seen = seen;
        this.desk = desk;
    }

    @GetMapping
    String failed(@PathVariable String number, Model model) {
        model.addAttribute("file", seen.get(number)).addAttribute("failed", desk.of(number));
        return "casefile/failed :: failed";
    }

    @PostMapping("/{id}/again")
    @PreAuthorize("hasAnyRole('SUPERVISOR','ADMIN')")
    String again(@PathVariable String number, @PathVariable String id) {
        desk.tryAgain(seen.get(number), id);
        return "redirect:/cases/" + number;
    }
}
