package care.nearkin.people;

import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import care.nearkin.people.ResidentsPage.Choices;
import care.nearkin.people.Responders.Kind;
import care.nearkin.people.Responders.Put;
import care.nearkin.people.Responders.Skill;
import care.nearkin.people.ServedResponders.Sheet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The form to write a responder down. */
@Controller
@MayChange
@RequestMapping("/responders")
class ResponderFormPage {

    private final ServedResponders responders;
    private final Residents residents;
    private final StaffAccounts accounts;
    private final Choices choices;
    private final Words words;

    ResponderFormPage(
            ServedResponders responders, Residents residents, StaffAccounts accounts, Choices choices, Words words) {
        this.responders = responders;
        this.residents = residents;
        this.accounts = accounts;
        this.choices = choices;
        this.words = words;
    }

    @GetMapping("/new")
    ModelAndView blank() {
        return form(ResponderForm.empty(), null, Map.of());
    }

    @PostMapping
    ModelAndView create(@ModelAttribute ResponderForm form) {
        Faults faults = new Faults();
        String typed = form.key() == null || form.key().isBlank()
                ? responders.newKey()
                : form.key().strip();
        Put put = form.read(faults, typed, this::resident);
        if (faults.none()) {
            try {
                return new ModelAndView("redirect:/responders/" + responders.create(put));
            } catch (Refusal refusal) {
                faults.add(refusal);
            }
        }
        return form(form, null, faults.said(words));
    }

    @GetMapping("/{id}/edit")
    ModelAndView edit(@PathVariable long id) {
        Sheet sheet = responders.sheetWithPhones(id, "form");
        ResidentBrief self = sheet.self();
        return form(ResponderForm.of(sheet.put(), sheet.version(), self == null ? null : self.key()), id, Map.of());
    }

    @PostMapping("/{id}")
    ModelAndView change(@PathVariable long id, @ModelAttribute ResponderForm form) {
        Faults faults = new Faults();
        Put put = form.read(faults, responders.served(id).key(), this::resident);
        if (faults.none()) {
            try {
                responders.changeShown(id, form.version() == null ? -1 : form.version(), put);
                return new ModelAndView("redirect:/responders/" + id);
            } catch (Refusal refusal) {
                faults.add(refusal);
            }
        }
        return form(form, id, faults.said(words));
    }

    private long resident(String key) {
        return residents.idOf(key.strip()).orElseThrow(() -> Refusal.invalid("resident", "people.no-resident"));
    }

    /** Those that work as responders, and hers, even if it is shut for now. */
    private Map<String, String> accounts(@Nullable String hers) {
        Set<String> names = new HashSet<>(accounts.members(Set.of(Group.RESPONDER), null));
        if (hers != null && !hers.isBlank()) {
            names.add(hers);
        }
        Map<String, String> shown = new TreeMap<>();
        accounts.displayNames(names).forEach((name, displayed) -> shown.put(name, displayed + " · " + name));
        return shown;
    }

    private ModelAndView form(ResponderForm form, @Nullable Long id, Map<String, String> errors) {
        ModelAndView page = new ModelAndView("people/responder-form");
        String self = form.resident();
        page.addObject("form", form)
                .addObject("id", id)
                .addObject("errors", errors)
                .addObject("days", choices.days())
                .addObject("areas", choices.areas())
                .addObject("kinds", choices.said("people.kind.", Kind.values()))
                .addObject("can", choices.said("people.skill.", Skill.values()))
                .addObject("languages", choices.languages())
                .addObject("accounts", accounts(form.staff()))
                .addObject(
                        "self",
                        self == null || self.isBlank()
                                ? null
                                : residents.idOf(self).flatMap(residents::brief).orElse(null));
        page.setStatus(errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }
}
