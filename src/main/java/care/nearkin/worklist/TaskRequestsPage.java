package care.nearkin.worklist;

import care.nearkin.kernel.Refusal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Asking somebody to sign a step, asking for more time, and the answers. */
@Controller
@RequestMapping("/tasks")
@PreAuthorize("isAuthenticated()")
class TaskRequestsPage {

    private final TaskRequests requests;
    private final PuttingOff puttingOff;
    private final Clock clock;

    TaskRequestsPage(TaskRequests requests, PuttingOff puttingOff, Clock clock) {
        this.requests = requests;
        this.puttingOff = puttingOff;
        this.clock = clock;
    }

    @PostMapping("/{id}/sign")
    String sign(@PathVariable String id, @RequestParam String person, @RequestParam String why) {
        requests.askToSign(id, person, why);
        return "redirect:/tasks/" + id;
    }

    /** {@code until} is local time of the office, as a date field of a page gives it. */
    @PostMapping("/{id}/extend")
    String extend(@PathVariable String id, @RequestParam String until, @RequestParam String why) {
        requests.moreTime(id, moment(until), why);
        return "redirect:/tasks/" + id;
    }

    @PostMapping("/{id}/pause")
    String pause(@PathVariable String id, @RequestParam String until, @RequestParam String why) {
        requests.pause(id, moment(until), why);
        return "redirect:/tasks/" + id;
    }

    @PostMapping("/{id}/go-on")
    String goOn(@PathVariable String id) {
        puttingOff.goOn(id);
        return "redirect:/tasks/" + id;
    }

    @PostMapping("/{id}/requests/{request}/answer")
    String answer(
            @PathVariable String id,
            @PathVariable long request,
            @RequestParam boolean agrees,
            @RequestParam(defaultValue = "") String why) {
        requests.answer(id, request, agrees, why);
        return "redirect:/tasks/" + id;
    }

    @PostMapping("/{id}/requests/{request}/withdraw")
    String withdraw(@PathVariable String id, @PathVariable long request) {
        requests.withdraw(id, request);
        return "redirect:/tasks/" + id;
    }

    private Instant moment(String until) {
        try {
            return LocalDateTime.parse(until).atZone(clock.getZone()).toInstant();
        } catch (DateTimeException noMoment) {
            throw (Refusal) Refusal.invalid("until", "task.extend.until").initCause(noMoment);
        }
    }
}
