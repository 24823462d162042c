package care.nearkin.duty;

import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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

/** The weekly hours of the office or of one team. */
@Controller
@RequestMapping("/calendar/hours")
@PreAuthorize("hasAnyRole('SUPERVISOR','ADMIN')")
class HoursPage {

    private static final int DAYS = 7;
    private static final String OWN = "own";
    private static final String ALWAYS = "always";
    private static final String AS_OFFICE = "office";

    private final OfficeCalendar calendar;
    private final Words words;

    HoursPage(OfficeCalendar calendar, Words words) {
        this.calendar = calendar;
        this.words = words;
    }

    @GetMapping
    ModelAndView page(@RequestParam(defaultValue = CalendarRows.OFFICE) String team) {
        Map<String, @Nullable WeeklyHours> all = calendar.hours();
        if (!all.containsKey(team)) {
            throw Refusal.notFound("duty.team.unknown");
        }
        WeeklyHours own = all.get(team);
        WeeklyHours shown = own == null || own.roundTheClock() ? all.get(CalendarRows.OFFICE) : own;
        String mode = own == null ? AS_OFFICE : own.roundTheClock() ? ALWAYS : OWN;
        List<String> lines = shown == null || shown.roundTheClock() ? List.of() : shown.lines();
        return page(team, mode, lines, "", Map.of());
    }

    @PostMapping
    Object save(@RequestParam Map<String, String> typed, RedirectAttributes next) {
        String team = typed.getOrDefault("team", CalendarRows.OFFICE);
        String mode = typed.getOrDefault("mode", "");
        String reason = typed.getOrDefault("reason", "").strip();
        List<String> lines = IntStream.rangeClosed(1, DAYS)
                .mapToObj(day -> typed.getOrDefault("day" + day, ""))
                .toList();
        try {
            calendar.hours(team, hours(mode, lines), reason);
        } catch (Refusal refused) {
            if (refused.field() == null) {
                throw refused;
            }
            String why = words.say(refused.words(), refused.arguments().toArray());
            ModelAndView page = page(team, mode, lines, reason, Map.of(refused.field(), why));
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page;
        }
        next.addFlashAttribute("saved", words.say("duty.saved"));
        return "redirect:/calendar";
    }

    private static @Nullable WeeklyHours hours(String mode, List<String> lines) {
        return switch (mode) {
            case ALWAYS -> WeeklyHours.ALWAYS;
            case OWN -> WeeklyHours.parse(lines);
            case AS_OFFICE -> null;
            default -> throw Refusal.invalid("mode", "duty.choose");
        };
    }

    private ModelAndView page(String team, String mode, List<String> lines, String reason, Map<String, String> faults) {
        return new ModelAndView("duty/hours")
                .addObject("team", team)
                .addObject("mode", mode)
                .addObject("lines", lines)
                .addObject("reason", reason)
                .addObject("changes", calendar.hoursChanges())
                .addObject("faults", faults);
    }
}
