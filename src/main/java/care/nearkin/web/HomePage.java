package care.nearkin.web;

import care.nearkin.access.Group;
import care.nearkin.access.Viewers;
import java.util.Comparator;
import java.util.Set;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The first page is the first one of ours that this person's post works with; for who only goes to doors, what she is asked
 * for.
 */
@Controller
class HomePage {

    private static final String ASKED = "/my-asks";

    private final Menu menu;
    private final Viewers viewers;

    HomePage(Menu menu, Viewers viewers) {
        this.menu = menu;
        this.viewers = viewers;
    }

    @GetMapping("/")
    @PreAuthorize("isAuthenticated()")
    String home() {
        boolean onlyGoes = viewers.current().groups().equals(Set.of(Group.RESPONDER));
        return menu.entries().stream()
                .filter(entry -> !entry.href().startsWith("/camunda"))
                .min(Comparator.comparing(entry -> !(onlyGoes && entry.href().equals(ASKED))))
                .map(entry -> "redirect:" + entry.href())
                .orElse("redirect:/notices");
    }
}
