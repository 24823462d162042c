package care.nearkin.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Which team serves which areas. */
@Controller
@PreAuthorize("hasRole('ADMIN')")
class TeamsPage {

    private final StaffAccounts accounts;

    TeamsPage(StaffAccounts accounts) {
        this.accounts = accounts;
    }

    @GetMapping("/teams")
    @PreAuthorize("hasAnyRole('ADMIN','SUPERVISOR')")
    String page(Model model) {
        model.addAttribute("teams", accounts.teamViews());
        model.addAttribute("areas", accounts.areas());
        return "access/teams";
    }

    @PostMapping("/teams")
    String team(
            @RequestParam String name,
            @RequestParam(required = false) @Nullable Set<String> areas,
            @RequestParam(defaultValue = "false") boolean everywhere) {
        accounts.putTeam(name.strip(), areas == null ? Set.of() : areas, everywhere);
        return "redirect:/teams";
    }

    @PostMapping("/teams/areas")
    String area(@RequestParam String key, @RequestParam String name) {
        accounts.putArea(key.strip(), name);
        return "redirect:/teams";
    }
}
