package care.nearkin.web;

import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page is the first one of ours that this person's post works with. */
@Controller
class HomePage {

    private final Menu menu;

    HomePage(Menu menu) {
        this.menu = menu;
    }

    @GetMapping("/")
    @PreAuthorize("isAuthenticated()")
    String home() {
        return menu.entries().stream()
                .filter(entry -> !entry.href().startsWith("/camunda"))
                .findFirst()
                .map(entry -> "redirect:" + entry.href())
                .orElse("redirect:/notices");
    }
}
