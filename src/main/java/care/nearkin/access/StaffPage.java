package care.nearkin.access;

import care.nearkin.access.StaffAccounts.NewStaff;
import care.nearkin.kernel.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One member of staff: what she may do and where; a one-time password is shown once, to whoever asked for it. */
@Controller
@RequestMapping("/staff")
@PreAuthorize("hasRole('ADMIN')")
class StaffPage {

    /** Not the name of a team: what the form sends for "no team". */
    private static final String NO_TEAM = ":none";

    private final StaffAccounts accounts;
    private final StaffPhones phones;
    private final Teams teams;

    StaffPage(StaffAccounts accounts, StaffPhones phones, Teams teams) {
        this.accounts = accounts;
        this.phones = phones;
        this.teams = teams;
    }

    @GetMapping("/new")
    String blank(Model model) {
        return blank(model, new NewStaff("", "", Set.of(), null, null, null), "");
    }

    @PostMapping("/new")
    String create(
            @RequestParam String name,
            @RequestParam String displayName,
            @RequestParam(required = false) @Nullable Set<Group> groups,
            @RequestParam(defaultValue = "") String team,
            @RequestParam(defaultValue = "") String email,
            Model model,
            RedirectAttributes next) {
        NewStaff wanted = new NewStaff(
                name,
                displayName,
                groups == null ? Set.of() : groups,
                team.isEmpty() || team.equals(NO_TEAM) ? null : team,
                email,
                null);
        try {
            chosen(team);
            next.addFlashAttribute("oneTime", accounts.create(wanted));
        } catch (Refusal refusal) {
            model.addAttribute("refusal", refusal);
            return blank(model, wanted, team);
        }
        return "redirect:/staff/" + name;
    }

    private String blank(Model model, NewStaff wanted, String team) {
        model.addAttribute("wanted", wanted);
        model.addAttribute("team", team.isEmpty() ? null : team);
        model.addAttribute("every", Group.values());
        model.addAttribute("teams", teams.names());
        return "access/staff-new";
    }

    @GetMapping("/{name}")
    @PreAuthorize("hasAnyRole('ADMIN','SUPERVISOR')")
    String one(@PathVariable String name, Model model) {
        model.addAttribute(
                "account", accounts.find(name).orElseThrow(() -> Refusal.notFound("access.staff.unknown", name)));
        model.addAttribute("telephone", phones.shown(name).orElse(null));
        model.addAttribute("every", Group.values());
        model.addAttribute("teams", teams.names());
        return "access/staff-one";
    }

    /** Nothing is sent there before the person herself has confirmed it. */
    @PostMapping("/{name}/phone")
    String phone(
            @PathVariable String name,
            @RequestParam(defaultValue = "") String phone,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response) {
        try {
            if (phone.isBlank()) {
                throw Refusal.invalid("phone", "access.phone.form");
            }
            phones.enter(name, phone);
        } catch (Refusal refusal) {
            if (refusal.field() == null) {
                throw refusal;
            }
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("phone", phone);
            model.addAttribute("phoneRefusal", refusal.words());
            return one(name, model);
        }
        return saved(name, next);
    }

    @PostMapping("/{name}/phone/none")
    String noPhone(@PathVariable String name, RedirectAttributes next) {
        phones.enter(name, null);
        return saved(name, next);
    }

    @PostMapping("/{name}/rights")
    String rights(
            @PathVariable String name,
            @RequestParam(required = false) @Nullable Set<Group> groups,
            @RequestParam(defaultValue = "") String team,
            @RequestParam(defaultValue = "") String email,
            RedirectAttributes next) {
        accounts.change(name, groups == null ? Set.of() : groups, chosen(team), email);
        return saved(name, next);
    }

    @PostMapping("/{name}/reset")
    String reset(@PathVariable String name, RedirectAttributes next) {
        next.addFlashAttribute("oneTime", accounts.reset(name));
        return "redirect:/staff/" + name;
    }

    @PostMapping("/{name}/lock")
    String lock(@PathVariable String name, RedirectAttributes next) {
        accounts.lock(name);
        return saved(name, next);
    }

    @PostMapping("/{name}/unlock")
    String unlock(@PathVariable String name, RedirectAttributes next) {
        accounts.unlock(name);
        return saved(name, next);
    }

    /** Without a team an operator misses the alarms of every area: that is chosen in so many words, never by omission. */
    private static @Nullable String chosen(String team) {
        if (team.isEmpty()) {
            throw Refusal.invalid("team", "access.team.missing");
        }
        return team.equals(NO_TEAM) ? null : team;
    }

    private static String saved(String name, RedirectAttributes next) {
        next.addFlashAttribute("saved", true);
        return "redirect:/staff/" + name;
    }
}
