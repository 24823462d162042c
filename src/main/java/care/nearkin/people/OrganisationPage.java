package care.nearkin.people;

import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import care.nearkin.people.Organisation.Kind;
import care.nearkin.people.Organisation.Put;
import care.nearkin.people.Organisation.Status;
import care.nearkin.people.Organisations.Sheet;
import care.nearkin.people.ResidentsPage.Choices;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** One provider or partner, and the form to write one down. */
@Controller
@RequestMapping("/organisations")
class OrganisationPage {

    private static final String ARRANGE = "hasAnyRole('SUPERVISOR', 'ADMIN')";

    private final Organisations organisations;
    private final Choices choices;
    private final Words words;
    private final Clock clock;

    OrganisationPage(Organisations organisations, Choices choices, Words words, Clock clock) {
        this.organisations = organisations;
        this.choices = choices;
        this.words = words;
        this.clock = clock;
    }

    @MayRead
    @GetMapping("/{id:\\d+}")
    ModelAndView one(@PathVariable long id) {
        Sheet sheet = organisations.sheet(id);
        LocalDate until = sheet.put().until();
        return new ModelAndView(
                "people/organisation",
                Map.of(
                        "sheet",
                        sheet,
                        "areas",
                        choices.areas(),
                        "over",
                        until != null && until.isBefore(LocalDate.now(clock))));
    }

    @PreAuthorize(ARRANGE)
    @GetMapping("/new")
    ModelAndView blank() {
        return form(OrganisationForm.empty(), null, Map.of());
    }

    @PreAuthorize(ARRANGE)
    @PostMapping
    ModelAndView create(@ModelAttribute OrganisationForm form) {
        return kept(form, null);
    }

    @PreAuthorize(ARRANGE)
    @GetMapping("/{id:\\d+}/edit")
    ModelAndView edit(@PathVariable long id) {
        Sheet sheet = organisations.sheet(id);
        if (!sheet.mayChange()) {
            throw Refusal.forbidden("people.organisation.elsewhere");
        }
        return form(OrganisationForm.of(sheet.put(), sheet.version()), id, Map.of());
    }

    @PreAuthorize(ARRANGE)
    @PostMapping("/{id:\\d+}")
    ModelAndView change(@PathVariable long id, @ModelAttribute OrganisationForm form) {
        return kept(form, id);
    }

    private ModelAndView kept(OrganisationForm form, @Nullable Long id) {
        Faults faults = new Faults();
        Put put = form.read(faults);
        if (faults.none()) {
            try {
                Sheet sheet = id == null
                        ? organisations.create(put)
                        : organisations.change(id, form.version() == null ? -1 : form.version(), put);
                return new ModelAndView("redirect:/organisations/" + sheet.id());
            } catch (Refusal refusal) {
                faults.add(refusal);
            }
        }
        return form(form, id, faults.said(words));
    }

    private ModelAndView form(OrganisationForm form, @Nullable Long id, Map<String, String> errors) {
        ModelAndView page = new ModelAndView("people/organisation-form");
        page.addObject("form", form)
                .addObject("id", id)
                .addObject("errors", errors)
                .addObject("areas", choices.areas())
                .addObject("kinds", choices.said("people.organisation.kind.", Kind.values()))
                .addObject("states", choices.said("people.organisation.status.", Status.values()));
        page.setStatus(errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }
}
