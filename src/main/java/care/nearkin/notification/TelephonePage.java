package care.nearkin.notification;

import care.nearkin.access.StaffAccounts;
import care.nearkin.access.StaffPhones;
import care.nearkin.access.StaffView;
import care.nearkin.access.Viewers;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** My work telephone: entered, shown to be mine by a code that was sent there, taken away. */
@Controller
@RequestMapping("/me/telephone")
@PreAuthorize("isAuthenticated()")
class TelephonePage {

    private static final String HERE = "redirect:/me/telephone";

    private final StaffPhones phones;
    private final Telephones telephones;
    private final Outbox outbox;
    private final StaffAccounts staff;
    private final Viewers viewers;
    private final Words words;

    TelephonePage(
            StaffPhones phones,
            Telephones telephones,
            Outbox outbox,
            StaffAccounts staff,
            Viewers viewers,
            Words words) {
        this.phones = phones;
        this.telephones = telephones;
        this.outbox = outbox;
        this.staff = staff;
        this.viewers = viewers;
        this.words = words;
    }

    @GetMapping
    ModelAndView page() {
        return page(null);
    }

    @PostMapping
    Object enter(@RequestParam(defaultValue = "") String phone, RedirectAttributes next) {
        try {
            if (phone.isBlank()) {
                throw Refusal.invalid("phone", "access.phone.form");
            }
            phones.enter(me(), phone);
        } catch (Refusal refusal) {
            return refused(page(phone), refusal);
        }
        return saved("notification.telephone.saved", next);
    }

    @PostMapping("/none")
    String none(RedirectAttributes next) {
        phones.enter(me(), null);
        return saved("notification.telephone.gone", next);
    }

    @PostMapping("/code")
    Object code() {
        try {
            String language = staff.find(me()).map(StaffView::locale).orElse(null);
            telephones.sendCode(viewers.current(), language);
        } catch (Refusal refusal) {
            return refused(page(null), refusal);
        }
        return HERE;
    }

    @PostMapping("/confirm")
    Object confirm(@RequestParam(defaultValue = "") String code, RedirectAttributes next) {
        return switch (phones.confirm(me(), code)) {
            case RIGHT -> saved("notification.telephone.confirmed", next);
            case WRONG -> refused(page(null), Refusal.invalid("code", "notification.telephone.wrong"));
            case OVER -> refused(page(null), Refusal.invalid(null, "notification.telephone.over"));
        };
    }

    private ModelAndView page(@Nullable String typed) {
        return new ModelAndView("notification/telephone")
                .addObject("telephone", phones.shown(me()).orElse(null))
                .addObject("gateway", outbox.carriedAnywhere(Channel.SMS))
                .addObject("phone", typed)
                .addObject("errors", Map.of());
    }

    private ModelAndView refused(ModelAndView page, Refusal refusal) {
        page.setStatus(HttpStatus.valueOf(
                refusal.kind() == Refusal.Kind.INVALID ? 422 : refusal.kind().status()));
        String said = words.say(refusal.words(), refusal.arguments().toArray());
        String field = refusal.field();
        return field == null ? page.addObject("error", said) : page.addObject("errors", Map.of(field, said));
    }

    private String saved(String said, RedirectAttributes next) {
        next.addFlashAttribute("saved", words.say(said));
        return HERE;
    }

    private String me() {
        return viewers.current().name();
    }
}
