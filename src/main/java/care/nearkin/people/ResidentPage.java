package care.nearkin.people;

import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import care.nearkin.people.ResidentList.Row;
import care.nearkin.people.Residents.Put;
import care.nearkin.people.ResidentsPage.Choices;
import care.nearkin.people.ServedResidents.Removed;
import care.nearkin.people.ServedResidents.Sheet;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** One resident: her card, and the form to write her down. */
@Controller
@RequestMapping("/residents")
class ResidentPage {

    private final ServedResidents residents;
    private final AlikeResidents alike;
    private final Unmasking unmasking;
    private final StoredConsents consents;
    private final Doorstep door;
    private final Choices choices;
    private final Words words;
    private final Clock clock;

    ResidentPage(
            ServedResidents residents,
            AlikeResidents alike,
            Unmasking unmasking,
            StoredConsents consents,
            Doorstep door,
            Choices choices,
            Words words,
            Clock clock) {
        this.residents = residents;
        this.alike = alike;
        this.unmasking = unmasking;
        this.consents = consents;
        this.door = door;
        this.choices = choices;
        this.words = words;
        this.clock = clock;
    }

    @MayRead
    @GetMapping("/{id}")
    String show(@PathVariable long id, Model model, HttpSession session) {
        model.addAllAttributes(shown(residents.card(id, "page")));
        Removed removed = (Removed) session.getAttribute(ContactPage.REMOVED);
        model.addAttribute("removed", removed != null && removed.resident() == id ? removed : null);
        return "people/resident";
    }

    /** Asked for by pressing a button, because it is written down who saw what, and why. */
    @MayRead
    @PostMapping("/{id}/show")
    ModelAndView reveal(
            @PathVariable long id,
            @RequestParam String value,
            @RequestParam(required = false) @Nullable String reason,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String hx) {
        if (hx != null) {
            return new ModelAndView("people/value :: shown", "shown", unmasking.show(id, value, reason));
        }
        ModelAndView page = new ModelAndView("people/resident");
        try {
            page.addObject("shown", unmasking.show(id, value, reason));
        } catch (Refusal refusal) {
            Faults faults = new Faults();
            faults.add(refusal);
            page.addObject("errors", faults.said(words)).setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        }
        page.addAllObjects(shown(residents.card(id, "page"))).addObject("reason", reason);
        return page;
    }

    @MayChange
    @GetMapping("/new")
    ModelAndView blank() {
        return form(ResidentForm.empty(), null, null, Map.of());
    }

    @MayChange
    @PostMapping
    ModelAndView create(@ModelAttribute ResidentForm form, @RequestParam(required = false) @Nullable String different) {
        Faults faults = new Faults();
        String typed = form.key() == null || form.key().isBlank()
                ? residents.newKey()
                : form.key().strip();
        Put put = form.read(faults, typed, LocalDate.now(clock), null);
        if (faults.none()) {
            try {
                AlikeResidents.Why why = Checks.choice("different", different, AlikeResidents.Why.class);
                List<Row> others = alike.to(put);
                if (why == null && !others.isEmpty()) {
                    return form(form, null, null, Map.of("different", words.say("people.alike.say-why")))
                            .addObject("alike", others)
                            .addObject("whys", choices.said("people.alike.why.", AlikeResidents.Why.values()));
                }
                return new ModelAndView("redirect:/residents/" + residents.create(put, others, why));
            } catch (Refusal refusal) {
                faults.add(refusal);
            }
        }
        return form(form, null, null, faults.said(words));
    }

    @MayChange
    @GetMapping("/{id}/edit")
    ModelAndView edit(@PathVariable long id) {
        Sheet sheet = residents.sheet(id);
        return form(
                ResidentForm.of(sheet.put(), sheet.version()), id, sheet.put().identity(), Map.of());
    }

    @MayChange
    @PostMapping("/{id}")
    ModelAndView change(@PathVariable long id, @ModelAttribute ResidentForm form) {
        Faults faults = new Faults();
        Resident known = residents.served(id);
        Put put = form.read(faults, known.key(), LocalDate.now(clock), known.identity());
        if (faults.none()) {
            try {
                residents.changeShown(id, form.version() == null ? -1 : form.version(), put);
                return new ModelAndView("redirect:/residents/" + id);
            } catch (Refusal refusal) {
                faults.add(refusal);
            }
        }
        return form(form, id, known.identity(), faults.said(words));
    }

    private Map<String, Object> shown(ResidentCard card) {
        long id = card.brief().id();
        return Map.of(
                "card", card,
                "ownCase", unmasking.ownCase(id).orElse(""),
                "reasons", choices.said("people.reason.", Unmasking.Reason.values()),
                "asking", choices.said("people.asked.", PersonalCopy.Asked.values()),
                "areas", choices.areas(),
                "consents", consents.of(id),
                "near", door.near(id, clock.instant()));
    }

    private ModelAndView form(
            ResidentForm form, @Nullable Long id, @Nullable Identity known, Map<String, String> errors) {
        ModelAndView page = new ModelAndView("people/form");
        page.addObject("form", form)
                .addObject("id", id)
                .addObject("kept", known == null ? null : known.masked())
                .addObject("kinds", choices.documents())
                .addObject("errors", errors)
                .addObject("today", LocalDate.now(clock))
                .addObject("areas", choices.areas())
                .addObject("sexes", choices.sexes())
                .addObject("risks", choices.risks())
                .addObject("movings", choices.moves());
        page.setStatus(errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }
}
