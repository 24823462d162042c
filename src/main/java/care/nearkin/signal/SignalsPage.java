package care.nearkin.signal;

import care.nearkin.kernel.Refusal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The inbox: what devices sent and what became of it. */
@Controller
@RequestMapping("/signals")
class SignalsPage {

    private static final int A_PAGE = 50;

    private final Signals signals;
    private final Choices choices;
    private final Clock clock;

    SignalsPage(Signals signals, Choices choices, Clock clock) {
        this.signals = signals;
        this.choices = choices;
        this.clock = clock;
    }

    @MaySee
    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable String device,
            @RequestParam(required = false) @Nullable String topic,
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String until,
            @RequestParam(required = false) @Nullable String after,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String hx,
            Model model) {
        Signals.Ask ask = new Signals.Ask(
                SignalsApi.blank(device),
                SignalsApi.blank(topic),
                SignalsApi.outcome(outcome),
                local("from", from, clock),
                local("until", until, clock),
                after,
                A_PAGE);
        model.addAttribute("found", signals.list(ask, false))
                .addAttribute("device", device)
                .addAttribute("topic", topic)
                .addAttribute("outcome", outcome)
                .addAttribute("from", from)
                .addAttribute("until", until)
                .addAttribute("first", after == null)
                .addAttribute("outcomes", choices.outcomes());
        return hx == null ? "signal/signals" : "signal/signals :: found";
    }

    /** Says quietly that there is more, instead of moving the list under the reader's eyes. */
    @MaySee
    @GetMapping("/fresh")
    String fresh(@RequestParam String since, Model model) {
        model.addAttribute("count", signals.since(instant(since)));
        return "signal/signals :: fresh";
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw Refusal.invalid("since", "signal.refusal.time");
        }
    }

    /** With what the device sent word for word for those who may see it; that they did is written down. */
    @MaySee
    @GetMapping("/{id}")
    String one(@PathVariable long id, Model model) {
        model.addAttribute("signal", signals.one(id));
        return "signal/signal";
    }

    static @Nullable Instant local(String field, @Nullable String text, Clock clock) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return LocalDateTime.parse(text).atZone(clock.getZone()).toInstant();
        } catch (DateTimeException e) {
            throw Refusal.invalid(field, "signal.refusal.time");
        }
    }
}
