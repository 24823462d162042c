package care.nearkin.access;

import care.nearkin.access.Screens.Look;
import care.nearkin.kernel.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Locale;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** My own account: password, language, how pages look and whether single keys do something. */
@Controller
@RequestMapping("/me")
@PreAuthorize("isAuthenticated()")
class MePage {

    private static final String HERE = "redirect:/me/password#screen";

    private final StaffAccounts accounts;
    private final Screens screens;
    private final Sessions sessions;
    private final Viewers viewers;
    private final LocaleResolver locales;

    MePage(StaffAccounts accounts, Screens screens, Sessions sessions, Viewers viewers, LocaleResolver locales) {
        this.accounts = accounts;
        this.screens = screens;
        this.sessions = sessions;
        this.viewers = viewers;
        this.locales = locales;
    }

    @GetMapping
    String me() {
        return "redirect:/me/password";
    }

    @GetMapping("/password")
    String password(Principal who, Model model) {
        model.addAttribute("account", accounts.find(who.getName()).orElseThrow());
        model.addAttribute("screen", screens.of(who.getName()).orElseThrow());
        model.addAttribute("looks", Look.values());
        model.addAttribute("mustChange", viewers.isHeld());
        return "access/me";
    }

    /** Ends this person's other sessions; this one goes on, and whoever was held here is let in. */
    @PostMapping("/password")
    String change(
            @RequestParam String present,
            @RequestParam String password,
            @RequestParam String again,
            Principal who,
            Model model,
            RedirectAttributes next,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            if (!password.equals(again)) {
                throw Refusal.invalid("again", "access.password.differs");
            }
            accounts.changeOwnPassword(who.getName(), present, password);
        } catch (Refusal refusal) {
            model.addAttribute("refusal", refusal);
            return password(who, model);
        }
        boolean held = viewers.isHeld();
        sessions.enter(who.getName(), request, response);
        if (held) {
            return "redirect:/";
        }
        next.addFlashAttribute("saved", true);
        return "redirect:/me/password";
    }

    @PostMapping("/look")
    String look(@RequestParam Look look, Principal who) {
        screens.look(who.getName(), look);
        return HERE;
    }

    @PostMapping("/keys")
    String keys(@RequestParam boolean on, Principal who) {
        screens.keys(who.getName(), on);
        return HERE;
    }

    @PostMapping("/language")
    String language(
            @RequestParam String language, Principal who, HttpServletRequest request, HttpServletResponse response) {
        Locale wanted = "en".equals(language) ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
        accounts.locale(who.getName(), wanted.toLanguageTag());
        locales.setLocale(request, response, wanted);
        return "redirect:/me/password";
    }
}
