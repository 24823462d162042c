package care.nearkin.people;

import care.nearkin.kernel.Words;
import care.nearkin.people.Residents.PutContact;
import care.nearkin.people.ResidentsPage.Choices;
import care.nearkin.people.ServedResidents.Removed;
import jakarta.servlet.http.HttpSession;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The people to tell, in order. A removal can be undone until the next one. */
@Controller
@MayChange
@RequestMapping("/residents/{id}/contacts")
class ContactPage {

    static final String REMOVED = "people.removed-contact";

    private static final int LAST = Integer.MAX_VALUE;

    private final ServedResidents residents;
    private final Choices choices;
    private final Words words;

    ContactPage(ServedResidents residents, Choices choices, Words words) {
        this.residents = residents;
        this.choices = choices;
        this.words = words;
    }

    @GetMapping("/new")
    ModelAndView blank(@PathVariable long id) {
        residents.served(id);
        return form(id, null, ContactForm.empty(), Map.of());
    }

    @PostMapping
    ModelAndView add(@PathVariable long id, @ModelAttribute ContactForm form) {
        Faults faults = new Faults();
        PutContact contact = form.read(faults);
        if (!faults.none()) {
            return form(id, null, form, faults.said(words));
        }
        residents.addContact(id, contact, LAST);
        return back(id);
    }

    @GetMapping("/{contact}")
    ModelAndView edit(@PathVariable long id, @PathVariable long contact) {
        return form(id, contact, ContactForm.of(residents.contact(id, contact)), Map.of());
    }

    @PostMapping("/{contact}")
    ModelAndView change(@PathVariable long id, @PathVariable long contact, @ModelAttribute ContactForm form) {
        Faults faults = new Faults();
        PutContact put = form.read(faults);
        if (!faults.none()) {
            return form(id, contact, form, faults.said(words));
        }
        residents.changeContact(id, contact, put);
        return back(id);
    }

    @PostMapping("/{contact}/up")
    ModelAndView up(@PathVariable long id, @PathVariable long contact) {
        residents.moveContact(id, contact, -1);
        return back(id);
    }

    @PostMapping("/{contact}/down")
    ModelAndView down(@PathVariable long id, @PathVariable long contact) {
        residents.moveContact(id, contact, 1);
        return back(id);
    }

    @PostMapping("/{contact}/remove")
    ModelAndView remove(@PathVariable long id, @PathVariable long contact, HttpSession session) {
        session.setAttribute(REMOVED, residents.removeContact(id, contact));
        return back(id);
    }

    @PostMapping("/undo")
    ModelAndView undo(@PathVariable long id, HttpSession session) {
        Removed removed = (Removed) session.getAttribute(REMOVED);
        if (removed != null && removed.resident() == id) {
            session.removeAttribute(REMOVED);
            residents.addContact(id, removed.contact(), removed.position());
        }
        return back(id);
    }

    private static ModelAndView back(long id) {
        return new ModelAndView("redirect:/residents/" + id + "#contacts");
    }

    private ModelAndView form(long id, @Nullable Long contact, ContactForm form, Map<String, String> errors) {
        ModelAndView page = new ModelAndView("people/contact");
        page.addObject("id", id)
                .addObject("contact", contact)
                .addObject("form", form)
                .addObject("errors", errors)
                .addObject("languages", choices.languages());
        page.setStatus(errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }
}
