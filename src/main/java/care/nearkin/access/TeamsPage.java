package care.nearkin.access;

import care.nearkin.access.Teams.TeamView;
import care.nearkin.kernel.Slice;
import java.util.Comparator;
import java.util.List;
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

    private static final int A_PAGE = 30;

    private final Teams teams;

    TeamsPage(Teams teams) {
        this.teams = teams;
    }

    /** {@code after}: the name of the last team before; {@code team}: whose areas are shown to be changed. */
    @GetMapping("/teams")
    @PreAuthorize("hasAnyRole('ADMIN','SUPERVISOR')")
    String page(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String team,
            Model model) {
        List<TeamView> all = teams.all();
        List<TeamView> found = all.stream()
                .filter(one -> one.name().contains(q.strip()))
                .filter(one -> one.name().compareTo(after) > 0)
                .sorted(Comparator.comparing(TeamView::name))
                .limit(A_PAGE + 1)
                .toList();
        model.addAttribute("teams", Slice.of(found, A_PAGE, TeamView::name));
        model.addAttribute("q", q);
        model.addAttribute(
                "chosen",
                all.stream().filter(one -> one.name().equals(team)).findFirst().orElse(null));
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
