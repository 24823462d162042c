package care.nearkin.people;

import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import care.nearkin.people.Consents.Given;
import care.nearkin.people.ResidentsPage.Choices;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Writing down what a resident agreed to, and that she no longer does. */
@Controller
@MayChange
@RequestMapping("/residents/{id}/consents")
class ConsentPage {

    private final ServedResidents residents;
    private final Choices choices;
    private final Words words;
    private final Clock clock;

    ConsentPage(ServedResidents residents, Choices choices, Words words, Clock clock) {
        this.residents = residents;
        this.choices = choices;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/new")
    ModelAndView blank(@PathVariable long id) {
        residents.served(id);
        return form(id, ConsentForm.empty(LocalDate.now(clock)), Map.of());
    }

    @PostMapping
    ModelAndView record(@PathVariable long id, @ModelAttribute ConsentForm form) {
        Faults faults = new Faults();
        Given given = form.read(faults, id, LocalDate.now(clock));
        if (faults.none()) {
            try {
                residents.recordConsent(given);
                return back(id);
            } catch (Refusal refusal) {
                faults.add(refusal);
            }
        }
        return form(id, form, faults.said(words));
    }

    @PostMapping("/{consent}/withdraw")
    ModelAndView withdraw(@PathVariable long id, @PathVariable long consent) {
        residents.withdrawConsent(id, consent);
        return back(id);
    }

    private static ModelAndView back(long id) {
        return new ModelAndView("redirect:/residents/" + id + "#consents");
    }

    private ModelAndView form(long id, ConsentForm form, Map<String, String> errors) {
        ModelAndView page = new ModelAndView("people/consent");
        page.addObject("id", id)
                .addObject("form", form)
                .addObject("errors", errors)
                .addObject("matters", choices.matters())
                .addObject("hows", choices.hows());
        page.setStatus(errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }
}
