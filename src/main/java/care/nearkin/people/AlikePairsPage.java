package care.nearkin.people;

import care.nearkin.kernel.Refusal;
import care.nearkin.people.AlikePairs.Ask;
import care.nearkin.people.AlikePairs.Likeness;
import care.nearkin.people.ResidentsPage.Choices;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Records that may be of one person: compared and merged, or said to be two. */
@Controller
@RequestMapping("/residents/alike")
@PreAuthorize("hasRole('SUPERVISOR')")
class AlikePairsPage {

    private static final int A_PAGE = 50;

    private final AlikePairs pairs;
    private final ServedResidents residents;
    private final Choices choices;

    AlikePairsPage(AlikePairs pairs, ServedResidents residents, Choices choices) {
        this.pairs = pairs;
        this.residents = residents;
        this.choices = choices;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable String likeness,
            @RequestParam(required = false) @Nullable String area,
            @RequestParam(defaultValue = "false") boolean answered,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        Likeness wanted = Checks.choice("likeness", likeness, Likeness.class);
        String where = area == null || area.isBlank() ? null : area;
        model.addAttribute("found", pairs.list(new Ask(wanted, where, answered, after, A_PAGE)))
                .addAttribute("likeness", wanted)
                .addAttribute("area", where)
                .addAttribute("answered", answered)
                .addAttribute("areas", choices.areas())
                .addAttribute("kinds", choices.said("people.pairs.", Likeness.values()));
        return "people/pairs";
    }

    /** {@code two}: they are two people; else that is taken back. Refuses whom she may not see. */
    @PostMapping
    String answer(@RequestParam long one, @RequestParam long other, @RequestParam boolean two) {
        if (one == other) {
            throw Refusal.invalid("other", "people.merge-same");
        }
        Resident first = residents.served(one);
        Resident second = residents.served(other);
        if (two) {
            pairs.areTwo(first, second);
        } else {
            pairs.mayBeOne(first, second);
        }
        return "redirect:/residents/alike" + (two ? "" : "?answered=true");
    }
}
