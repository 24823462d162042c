package care.nearkin.duty;

import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
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

/** A year's holidays and make-up days, read by everybody who works here and put right by supervisors. */
@Controller
@RequestMapping("/calendar")
@PreAuthorize("isAuthenticated()")
class CalendarPage {

    private static final String MAY = "hasAnyRole('SUPERVISOR','ADMIN')";
    private static final String DAY = "day";

    /** What was typed, as it was typed. */
    record Typed(String day, String kind, String occasion, String source, String note, String reason) {

        Typed {
            day = Objects.requireNonNullElse(day, "");
            kind = Objects.requireNonNullElse(kind, "");
            occasion = Objects.requireNonNullElse(occasion, "");
            source = Objects.requireNonNullElse(source, "");
            note = Objects.requireNonNullElse(note, "");
            reason = Objects.requireNonNullElse(reason, "");
        }

        static Typed of(CalendarDay day) {
            return new Typed(
                    day.day().toString(), day.kind().name(), day.occasion().name(), day.source(), day.note(), "");
        }
    }

    private final OfficeCalendar calendar;
    private final WorkingTimes times;
    private final Words words;
    private final Clock clock;

    CalendarPage(OfficeCalendar calendar, WorkingTimes times, Words words, Clock clock) {
        this.calendar = calendar;
        this.times = times;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView page(
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable LocalDate day) {
        int shown = near(day != null ? day.getYear() : year == null ? thisYear() : year);
        List<CalendarDay> days = calendar.days(shown);
        Typed typed = days.stream()
                .filter(one -> one.day().equals(day))
                .map(Typed::of)
                .findFirst()
                .orElse(new Typed("", "", "", "", "", ""));
        return page(shown, days, typed, Map.of());
    }

    @PostMapping
    @PreAuthorize(MAY)
    Object put(Typed typed, RedirectAttributes next) {
        try {
            CalendarDay day = new CalendarDay(
                    date(typed.day()),
                    chosen("kind", typed.kind(), DayKind::valueOf),
                    chosen("occasion", typed.occasion(), Occasion::valueOf),
                    typed.source().strip(),
                    typed.note().strip());
            calendar.put(day, typed.reason().strip());
            return saved(day.day(), next);
        } catch (Refusal refused) {
            return refused(typed, refused);
        }
    }

    @PostMapping("/remove")
    @PreAuthorize(MAY)
    Object remove(Typed typed, RedirectAttributes next) {
        try {
            LocalDate day = date(typed.day());
            calendar.remove(day, typed.reason().strip());
            return saved(day, next);
        } catch (Refusal refused) {
            return refused(typed, refused);
        }
    }

    private String saved(LocalDate day, RedirectAttributes next) {
        next.addFlashAttribute("saved", words.say("duty.saved"));
        return "redirect:/calendar?year=" + day.getYear();
    }

    private ModelAndView refused(Typed typed, Refusal refused) {
        int year = thisYear();
        try {
            year = near(LocalDate.parse(typed.day()).getYear());
        } catch (DateTimeException noDate) {
            // what is shown beside the form is then this year
        }
        String field = refused.field() == null ? DAY : refused.field();
        String why = words.say(refused.words(), refused.arguments().toArray());
        ModelAndView page = page(year, calendar.days(year), typed, Map.of(field, why));
        page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    private static LocalDate date(String typed) {
        return chosen(DAY, typed, LocalDate::parse);
    }

    private static <T> T chosen(String field, String typed, Function<String, T> read) {
        try {
            return read.apply(typed);
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            throw (Refusal) Refusal.invalid(field, "duty.choose").initCause(unreadable);
        }
    }

    private static int near(int year) {
        return Math.max(OfficeCalendar.FIRST, Math.min(OfficeCalendar.LAST, year));
    }

    private ModelAndView page(int year, List<CalendarDay> days, Typed typed, Map<String, String> faults) {
        Instant now = clock.instant();
        WorkingTime office = times.office();
        Map<String, String> kinds = new LinkedHashMap<>();
        for (DayKind kind : DayKind.values()) {
            kinds.put(kind.name(), words.say("duty.kind." + kind.name()));
        }
        Map<String, String> occasions = new LinkedHashMap<>();
        for (Occasion occasion : Occasion.values()) {
            occasions.put(occasion.name(), words.say("duty.occasion." + occasion.name()));
        }
        return new ModelAndView("duty/calendar")
                .addObject("year", year)
                .addObject("first", OfficeCalendar.FIRST)
                .addObject("last", OfficeCalendar.LAST)
                .addObject("days", days)
                .addObject("changes", calendar.changes(year))
                .addObject("hours", calendar.hours())
                .addObject("open", office.isOpen(now))
                .addObject("opens", office.nextOpening(now))
                .addObject("kinds", kinds)
                .addObject("occasions", occasions)
                .addObject("typed", typed)
                .addObject("faults", faults);
    }

    private int thisYear() {
        return LocalDate.ofInstant(clock.instant(), clock.getZone()).getYear();
    }
}
