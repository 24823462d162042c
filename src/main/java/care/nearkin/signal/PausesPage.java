package care.nearkin.signal;

import care.nearkin.access.Viewers;
import care.nearkin.kernel.Refusal;
import care.nearkin.people.ResidentBrief;
import care.nearkin.people.Residents;
import care.nearkin.signal.Pauses.Reason;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The part of a resident's page that says when her silence means nothing. */
@Controller
@RequestMapping("/pauses/{resident}")
@PreAuthorize("hasAnyRole('OPERATOR','CASEWORKER','SUPERVISOR')")
class PausesPage {

    private static final Duration USUAL = Duration.ofDays(1);

    private final Pauses pauses;
    private final Residents residents;
    private final Viewers viewers;
    private final Choices choices;
    private final Clock clock;

    PausesPage(Pauses pauses, Residents residents, Viewers viewers, Choices choices, Clock clock) {
        this.pauses = pauses;
        this.residents = residents;
        this.viewers = viewers;
        this.choices = choices;
        this.clock = clock;
    }

    @GetMapping
    String now(@PathVariable long resident, Model model) {
        served(resident);
        LocalDateTime usual = LocalDateTime.ofInstant(clock.instant().plus(USUAL), clock.getZone());
        return show(resident, usual.truncatedTo(ChronoUnit.MINUTES).toString(), Map.of(), model);
    }

    /** From the resident's page it is answered in place, so that what was typed stays there when it is refused. */
    @PostMapping
    String set(
            @PathVariable long resident,
            @RequestParam Reason reason,
            @RequestParam String until,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String hx,
            Model model) {
        served(resident);
        try {
            pauses.set(resident, reason, instant(until), viewers.current().name());
        } catch (Refusal refusal) {
            if (hx != null) {
                return show(resident, until, choices.fault(refusal), model);
            }
            throw refusal;
        }
        return hx == null ? "redirect:/residents/" + resident : now(resident, model);
    }

    private String show(long resident, String until, Map<String, String> errors, Model model) {
        model.addAttribute("pauses", pauses.now(resident))
                .addAttribute("resident", resident)
                .addAttribute("reasons", Reason.values())
                .addAttribute("until", until)
                .addAttribute("errors", errors);
        return "signal/pauses :: pauses";
    }

    @PostMapping("/end")
    String end(@PathVariable long resident) {
        served(resident);
        pauses.end(resident, viewers.current().name());
        return "redirect:/residents/" + resident;
    }

    private void served(long resident) {
        ResidentBrief brief =
                residents.brief(resident).orElseThrow(() -> Refusal.notFound("signal.refusal.resident", resident));
        if (!viewers.current().serves(brief.area())) {
            throw Refusal.notFound("signal.refusal.resident", resident);
        }
    }

    private Instant instant(String local) {
        try {
            return LocalDateTime.parse(local).atZone(clock.getZone()).toInstant();
        } catch (DateTimeException unreadable) {
            throw Refusal.invalid("until", "signal.refusal.time");
        }
    }
}
