package care.nearkin.access;

import care.nearkin.kernel.Refusal;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where the printed link leads. */
@Controller
@PreAuthorize("permitAll()")
class FirstAdministratorPage {

    private static final String PAGE = "access/first-administrator";

    private final FirstAdministrator first;

    FirstAdministratorPage(FirstAdministrator first) {
        this.first = first;
    }

    @GetMapping("/first-administrator")
    String page(@RequestParam(defaultValue = "") String token, Model model) {
        if (!first.isInvited(token)) {
            throw Refusal.forbidden("access.first.link");
        }
        return filled(model, token, "", "");
    }

    @PostMapping("/first-administrator")
    String create(
            @RequestParam String token,
            @RequestParam String name,
            @RequestParam String displayName,
            @RequestParam String password,
            Model model) {
        try {
            first.create(token, name, displayName, password);
        } catch (Refusal refusal) {
            if (refusal.kind() != Refusal.Kind.INVALID) {
                throw refusal;
            }
            model.addAttribute("refusal", refusal);
            return filled(model, token, name, displayName);
        }
        return "redirect:/sign-in?welcome";
    }

    private static String filled(Model model, String token, String name, String displayName) {
        model.addAttribute("token", token);
        model.addAttribute("name", name);
        model.addAttribute("displayName", displayName);
        return PAGE;
    }
}
