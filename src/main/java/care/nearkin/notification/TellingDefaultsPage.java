package care.nearkin.notification;

import care.nearkin.access.StaffAccounts;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Slice;
import care.nearkin.kernel.Words;
import care.nearkin.notification.TellingDefaults.Change;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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

/** What a new person is told by which way, who changed it and why. */
@Controller
@RequestMapping("/telling")
@PreAuthorize("hasRole('ADMIN')")
class TellingDefaultsPage {

    private static final int CHANGES = 20;

    private final TellingDefaults defaults;
    private final Postman postman;
    private final Outbox outbox;
    private final StaffAccounts staff;
    private final Words words;

    TellingDefaultsPage(TellingDefaults defaults, Postman postman, Outbox outbox, StaffAccounts staff, Words words) {
        this.defaults = defaults;
        this.postman = postman;
        this.outbox = outbox;
        this.staff = staff;
        this.words = words;
    }

    /** @param after a change: those before it are shown */
    @GetMapping
    ModelAndView page(@RequestParam(required = false) @Nullable Long after) {
        return page(defaults.now(), "", defaults.newest(), after);
    }

    /** @param wish such as {@code ASSIGNED.MAIL} */
    @PostMapping
    Object save(
            @RequestParam(defaultValue = "") List<String> wish,
            @RequestParam(defaultValue = "") String why,
            @RequestParam long seen,
            RedirectAttributes next) {
        Map<Happening, Set<Channel>> wanted = Wishes.of(wish, Set.copyOf(Wishes.WAYS));
        try {
            defaults.set(wanted, why, seen);
        } catch (Refusal refusal) {
            return refused(page(wanted, why, seen, null), refusal);
        }
        next.addFlashAttribute("saved", words.say("notification.defaults.saved"));
        return "redirect:/telling";
    }

    private ModelAndView page(Map<Happening, Set<Channel>> wanted, String why, long seen, @Nullable Long after) {
        Slice<Change> changes =
                Slice.of(defaults.changes(after, CHANGES + 1), CHANGES, change -> Long.toString(change.id()));
        return new ModelAndView("notification/telling-defaults")
                .addObject("happenings", Happening.values())
                .addObject("ways", Wishes.WAYS)
                .addObject("wishes", wanted)
                .addObject("otherwise", defaults.otherwise())
                .addObject("everybody", defaults.everybody().size())
                .addObject(
                        "missing",
                        Wishes.WAYS.stream().filter(way -> !carried(way)).toList())
                .addObject("why", why)
                .addObject("seen", seen)
                .addObject("changes", changes)
                .addObject("names", names(changes.items()))
                .addObject("errors", Map.of());
    }

    private boolean carried(Channel way) {
        return way == Channel.MAIL && postman.hasServer() || outbox.carriedAnywhere(way);
    }

    private Map<String, String> names(List<Change> changes) {
        return staff.displayNames(changes.stream().map(Change::by).collect(Collectors.toSet()));
    }

    private ModelAndView refused(ModelAndView page, Refusal refusal) {
        page.setStatus(HttpStatus.valueOf(
                refusal.kind() == Refusal.Kind.INVALID ? 422 : refusal.kind().status()));
        String said = words.say(refusal.words(), refusal.arguments().toArray());
        String field = refusal.field();
        return field == null ? page.addObject("error", said) : page.addObject("errors", Map.of(field, said));
    }
}
