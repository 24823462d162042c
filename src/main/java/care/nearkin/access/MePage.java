package care.nearkin.access;

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

/** My own account: password and language. */
@Controller
@RequestMapping("/me")
@PreAuthorize("isAuthenticated()")
class MePage {

    private final StaffAccounts accounts;
    private final Sessions sessions;
    private final LocaleResolver locales;

    MePage(StaffAccounts accounts, Sessions sessions, LocaleResolver locales) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.locales = locales;
    }

    @GetMapping
    String me() {
        return "redirect:/me/password";
    }

    @GetMapping("/password")
    String password(Principal who, Model model) {
        model.addAttribute("account", accounts.find(who.getName()).orElseThrow());
        model.addAttribute("mustChange", mustChange(who));
        return "access/me";
    }

    /** Ends this person's other sessions; this one goes on. */
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
        sessions.enter(who.getName(), request, response);
        next.addFlashAttribute("saved", true);
        return "redirect:/me/password";
    }

    @PostMapping("/language")
    String language(
            @RequestParam String language, Principal who, HttpServletRequest request, HttpServletResponse response) {
        Locale wanted = "en".equals(language) ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
        accounts.locale(who.getName(), wanted.toLanguageTag());
        locales.setLocale(request, response, wanted);
        return "redirect:/me/password";
    }

    private static boolean mustChange(Principal who) {
        return who instanceof org.springframework.security.core.Authentication token
                && token.getPrincipal() instanceof SignedIn signedIn
                && signedIn.mustChange();
    }
}
