package care.nearkin.notification;

import care.nearkin.access.Viewers;
import care.nearkin.kernel.Words;
import care.nearkin.notification.QuietHours.Hours;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
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

/** My own quiet hours. */
@Controller
@RequestMapping("/me/quiet-hours")
@PreAuthorize("isAuthenticated()")
class QuietHoursPage {

    private final QuietHours quiet;
    private final Viewers viewers;
    private final Words words;

    QuietHoursPage(QuietHours quiet, Viewers viewers, Words words) {
        this.quiet = quiet;
        this.viewers = viewers;
        this.words = words;
    }

    @GetMapping
    ModelAndView page() {
        Hours hours = quiet.of(viewers.current().name());
        return page(
                        hours == null ? null : hours.from().toString(),
                        hours == null ? null : hours.until().toString())
                .addObject("any", hours != null);
    }

    @PostMapping
    Object save(@RequestParam String from, @RequestParam String until, RedirectAttributes next) {
        Hours hours = hours(from, until);
        if (hours == null) {
            ModelAndView page = page(from, until).addObject("error", words.say("notification.refusal.quiet"));
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page;
        }
        quiet.set(viewers.current().name(), hours);
        next.addFlashAttribute("saved", words.say("notification.quiet.saved"));
        return "redirect:/me/quiet-hours";
    }

    @PostMapping("/none")
    String none(RedirectAttributes next) {
        quiet.set(viewers.current().name(), null);
        next.addFlashAttribute("saved", words.say("notification.quiet.off"));
        return "redirect:/me/quiet-hours";
    }

    private static ModelAndView page(@Nullable String from, @Nullable String until) {
        return new ModelAndView("notification/quiet-hours")
                .addObject("from", from)
                .addObject("until", until);
    }

    private static @Nullable Hours hours(String from, String until) {
        try {
            Hours hours = new Hours(LocalTime.parse(from.strip()), LocalTime.parse(until.strip()));
            return hours.from().equals(hours.until()) ? null : hours;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
