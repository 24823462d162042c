package care.nearkin.people;

import care.nearkin.access.StaffAccounts;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import care.nearkin.people.Responders.Match;
import care.nearkin.people.ServedResponders.Sheet;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One responder: what she can do and when, whether she is asked at all, and to whom she is near. */
@Controller
@RequestMapping("/responders/{id}")
class ResponderPage {

    private final ServedResponders responders;
    private final Residents residents;
    private final ServedAreas areas;
    private final StaffAccounts accounts;
    private final HoursWords hours;
    private final Words words;
    private final Clock clock;

    ResponderPage(
            ServedResponders responders,
            Residents residents,
            ServedAreas areas,
            StaffAccounts accounts,
            HoursWords hours,
            Words words,
            Clock clock) {
        this.responders = responders;
        this.residents = residents;
        this.areas = areas;
        this.accounts = accounts;
        this.hours = hours;
        this.words = words;
        this.clock = clock;
    }

    @MayRead
    @GetMapping
    ModelAndView show(@PathVariable long id) {
        return page("people/responder", responders.sheet(id, "page"), false);
    }

    /** Asked for by pressing a button, because it is written down who saw the number. */
    @MayRead
    @PostMapping("/phones")
    ModelAndView phones(
            @PathVariable long id, @RequestHeader(name = "HX-Request", required = false) @Nullable String hx) {
        Sheet sheet = responders.sheetWithPhones(id, "phones");
        return page(hx == null ? "people/responder" : "people/responder :: phones", sheet, true);
    }

    @MayChange
    @PostMapping("/pause")
    ModelAndView pause(@PathVariable long id, @RequestParam(required = false) @Nullable String until) {
        try {
            responders.pause(id, Checks.date("until", until));
            return back(id, "");
        } catch (Refusal refusal) {
            return refused(id, refusal, Map.of("until", until == null ? "" : until));
        }
    }

    @MayChange
    @PostMapping("/resume")
    ModelAndView resume(@PathVariable long id) {
        responders.resume(id);
        return back(id, "");
    }

    /** A resident is matched anew or differently. */
    @MayChange
    @PostMapping("/matches")
    ModelAndView match(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String resident,
            @RequestParam(required = false) @Nullable String metres,
            @RequestParam(defaultValue = "false") boolean hasKey) {
        try {
            responders.match(id, new Match(resident(resident), Checks.metres("metres", metres), hasKey));
            return back(id, "#matches");
        } catch (Refusal refusal) {
            return refused(id, refusal, Map.of("metres", metres == null ? "" : metres));
        }
    }

    /** Can be undone from the page that follows. */
    @MayChange
    @PostMapping("/matches/remove")
    ModelAndView unmatch(@PathVariable long id, @RequestParam String resident, RedirectAttributes next) {
        Sheet before = responders.sheet(id, "match");
        long removed = resident(resident);
        Match match = before.put().matches() == null
                ? null
                : before.put().matches().stream()
                        .filter(one -> one.resident() == removed)
                        .findFirst()
                        .orElse(null);
        responders.unmatch(id, removed);
        if (match != null) {
            next.addFlashAttribute("removed", match)
                    .addFlashAttribute("removedWho", before.residents().get(removed));
        }
        return back(id, "#matches");
    }

    private long resident(@Nullable String key) {
        if (key == null || key.isBlank()) {
            throw Refusal.invalid("resident", "people.match.who");
        }
        return residents.idOf(key.strip()).orElseThrow(() -> Refusal.invalid("resident", "people.no-resident"));
    }

    private ModelAndView refused(long id, Refusal refusal, Map<String, String> typed) {
        Faults faults = new Faults();
        faults.add(refusal);
        ModelAndView page = page("people/responder", responders.sheet(id, "page"), false);
        page.addObject("errors", faults.said(words)).addObject("typed", typed);
        page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    private static ModelAndView back(long id, String part) {
        return new ModelAndView("redirect:/responders/" + id + part);
    }

    private ModelAndView page(String view, Sheet sheet, boolean phonesShown) {
        ModelAndView page = new ModelAndView(view);
        String staff = sheet.put().staff();
        LocalDate today = LocalDate.now(clock);
        Responders.Pause pause = sheet.put().pause();
        return page.addObject("sheet", sheet)
                .addObject("shown", phonesShown)
                .addObject("areas", areas.all())
                .addObject("hours", hours.say(sheet.put().hours(), sheet.put().hoursInWords()))
                .addObject("there", sheet.put().isThere(LocalDateTime.now(clock)))
                .addObject("paused", pause != null && pause.holds(today))
                .addObject("today", today)
                .addObject("account", staff == null ? null : accounts.displayName(staff))
                .addObject("errors", Map.of())
                .addObject("typed", Map.of());
    }
}
