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

    private final Teams teams;

    TeamsPage(Teams teams) {
        this.teams = teams;
    }

    @GetMapping("/teams")
    @PreAuthorize("hasAnyRole('ADMIN','SUPERVISOR')")
    String page(Model model) {
        model.addAttribute("teams", teams.all());
        model.addAttribute("areas", teams.areas());
        return "access/teams";
    }

    @PostMapping("/teams")
    String team(
            @RequestParam String name,
            @RequestParam(required = false) @Nullable Set<String> areas,
            @RequestParam(defaultValue = "false") boolean everywhere) {
        teams.putTeam(name.strip(), areas == null ? Set.of() : areas, everywhere);
        return "redirect:/teams";
    }

    @PostMapping("/teams/areas")
    String area(@RequestParam String key, @RequestParam String name) {
        teams.putArea(key.strip(), name);
        return "redirect:/teams";
    }
}
