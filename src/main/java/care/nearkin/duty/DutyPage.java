package care.nearkin.duty;

import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.StaffView;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Slice;
import care.nearkin.kernel.Words;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who is on duty now, team by team: its hours, less who is absent. */
@Controller
@RequestMapping("/duty")
@PreAuthorize("isAuthenticated()")
class DutyPage {

    private static final int PAGE = 30;

    /** A team's people at this moment; {@code opens} is now while it is open. */
    record TeamNow(String team, boolean open, Instant opens, List<Member> members) {}

    record Member(StaffView staff, @Nullable Absence absence) {}

    /** What was typed, as it was typed. */
    record Typed(String person, String deputy, String first, String last) {

        Typed {
            person = Objects.requireNonNullElse(person, "");
            deputy = Objects.requireNonNullElse(deputy, "");
            first = Objects.requireNonNullElse(first, "");
            last = Objects.requireNonNullElse(last, "");
        }
    }

    private final Absences absences;
    private final WorkingTimes times;
    private final StaffAccounts staff;
    private final Viewers viewers;
    private final Words words;
    private final Clock clock;

    DutyPage(Absences absences, WorkingTimes times, StaffAccounts staff, Viewers viewers, Words words, Clock clock) {
        this.absences = absences;
        this.times = times;
        this.staff = staff;
        this.viewers = viewers;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView page(@RequestParam(required = false) @Nullable Long after) {
        return page(after, new Typed(viewers.current().name(), "", "", ""), Map.of());
    }

    @PostMapping
    Object enter(Typed typed, RedirectAttributes next) {
        try {
            absences.enter(
                    viewers.current(),
                    typed.person(),
                    typed.deputy().isBlank() ? null : typed.deputy(),
                    date("first", typed.first()),
                    date("last", typed.last()));
        } catch (Refusal refused) {
            if (refused.field() == null) {
                throw refused;
            }
            String why = words.say(refused.words(), refused.arguments().toArray());
            ModelAndView page = page(null, typed, Map.of(refused.field(), why));
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page;
        }
        next.addFlashAttribute("saved", words.say("duty.absence.saved"));
        return "redirect:/duty";
    }

    @PostMapping("/{id}/cancel")
    String cancel(@PathVariable long id, RedirectAttributes next) {
        absences.cancel(viewers.current(), id);
        next.addFlashAttribute("saved", words.say("duty.absence.gone"));
        return "redirect:/duty";
    }

    private static LocalDate date(String field, String typed) {
        try {
            return LocalDate.parse(typed);
        } catch (DateTimeException unreadable) {
            throw (Refusal) Refusal.invalid(field, "duty.choose").initCause(unreadable);
        }
    }

    private ModelAndView page(@Nullable Long after, Typed typed, Map<String, String> faults) {
        Viewer viewer = viewers.current();
        boolean forOthers = viewer.in(Group.SUPERVISOR, Group.ADMIN);
        LocalDate today = LocalDate.ofInstant(clock.instant(), clock.getZone());
        List<StaffView> everybody = staff.members(EnumSet.allOf(Group.class), null).stream()
                .map(staff::find)
                .flatMap(Optional::stream)
                .toList();
        Map<String, String> names = new LinkedHashMap<>();
        everybody.forEach(one -> names.put(one.name(), one.displayName()));
        List<Absence> listed =
                absences.list(forOthers ? null : viewer.name(), after == null ? Long.MAX_VALUE : after, PAGE + 1);
        return new ModelAndView("duty/duty")
                .addObject("teams", teams(everybody, absences.today(today)))
                .addObject(
                        "people",
                        forOthers ? names : Map.of(viewer.name(), names.getOrDefault(viewer.name(), viewer.name())))
                .addObject("deputies", names)
                .addObject("absences", Slice.of(listed, PAGE, one -> Long.toString(one.id())))
                .addObject("today", today)
                .addObject("typed", typed)
                .addObject("faults", faults);
    }

    private List<TeamNow> teams(List<StaffView> everybody, Map<String, Absence> absent) {
        Map<String, List<Member>> byTeam = new TreeMap<>();
        everybody.forEach(one -> byTeam.computeIfAbsent(
                        one.team() == null ? CalendarRows.OFFICE : one.team(), team -> new ArrayList<>())
                .add(new Member(one, absent.get(one.name()))));
        Instant now = clock.instant();
        return byTeam.entrySet().stream()
                .map(team -> {
                    WorkingTime time = times.of(team.getKey());
                    return new TeamNow(team.getKey(), time.isOpen(now), time.nextOpening(now), team.getValue());
                })
                .toList();
    }
}
