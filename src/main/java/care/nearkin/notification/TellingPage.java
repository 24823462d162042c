package care.nearkin.notification;

import care.nearkin.access.StaffAccounts;
import care.nearkin.access.StaffPhones;
import care.nearkin.access.StaffView;
import care.nearkin.access.Viewers;
import care.nearkin.kernel.Words;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What I want to be told, and by which way. */
@Controller
@RequestMapping("/me/telling")
@PreAuthorize("isAuthenticated()")
class TellingPage {

    private final Wishes wishes;
    private final Outbox outbox;
    private final Postman postman;
    private final StaffAccounts staff;
    private final StaffPhones phones;
    private final Viewers viewers;
    private final Words words;

    TellingPage(
            Wishes wishes,
            Outbox outbox,
            Postman postman,
            StaffAccounts staff,
            StaffPhones phones,
            Viewers viewers,
            Words words) {
        this.wishes = wishes;
        this.outbox = outbox;
        this.postman = postman;
        this.staff = staff;
        this.phones = phones;
        this.viewers = viewers;
        this.words = words;
    }

    @GetMapping
    String page(Model model) {
        String name = viewers.current().name();
        model.addAttribute("happenings", Happening.values());
        model.addAttribute("ways", Wishes.WAYS);
        model.addAttribute("wishes", wishes.of(name));
        Map<Happening, Set<Channel>> own = wishes.own(name);
        model.addAttribute("own", own);
        model.addAttribute("any", own.values().stream().anyMatch(ways -> !ways.isEmpty()));
        model.addAttribute("missing", missing(name));
        return "notification/telling";
    }

    /** @param wish such as {@code ASSIGNED.MAIL}; a way that is not there for her keeps what she once said of it */
    @PostMapping
    String save(@RequestParam(defaultValue = "") List<String> wish, RedirectAttributes next) {
        String name = viewers.current().name();
        Set<Channel> asked = EnumSet.copyOf(Wishes.WAYS);
        asked.removeAll(missing(name).keySet());
        wishes.set(name, asked, Wishes.of(wish, asked));
        next.addFlashAttribute("saved", words.say("notification.telling.saved"));
        return "redirect:/me/telling";
    }

    @PostMapping("/default")
    String asTheOfficeSays(RedirectAttributes next) {
        wishes.forget(viewers.current().name());
        next.addFlashAttribute("saved", words.say("notification.telling.forgotten"));
        return "redirect:/me/telling";
    }

    /** Why a way cannot be chosen, as a words key. */
    private Map<Channel, String> missing(String name) {
        Map<Channel, String> missing = new EnumMap<>(Channel.class);
        String email = staff.find(name).map(StaffView::email).orElse(null);
        if (!postman.hasServer() && !outbox.carriedAnywhere(Channel.MAIL)) {
            missing.put(Channel.MAIL, "notification.telling.noMail");
        } else if (email == null || email.isBlank()) {
            missing.put(Channel.MAIL, "notification.telling.noAddress");
        }
        if (!outbox.carriedAnywhere(Channel.SMS)) {
            missing.put(Channel.SMS, "notification.telling.noGateway");
        } else if (phones.number(name).isEmpty()) {
            missing.put(Channel.SMS, "notification.telling.noTelephone");
        }
        if (!outbox.carriedAnywhere(Channel.STAFF)) {
            missing.put(Channel.STAFF, "notification.telling.noMessenger");
        }
        return missing;
    }
}
