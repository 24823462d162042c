package care.nearkin.signal;

import care.nearkin.access.Viewers;
import care.nearkin.kernel.Refusal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Devices that announced themselves: registered from here, by the form for any device, or dismissed. */
@Controller
@RequestMapping("/devices/proposed")
@MayChange
class ProposedPage {

    private static final int A_PAGE = 50;

    private final ProposedDevices proposed;
    private final Viewers viewers;
    private final Choices choices;

    ProposedPage(ProposedDevices proposed, Viewers viewers, Choices choices) {
        this.proposed = proposed;
        this.viewers = viewers;
        this.choices = choices;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "OPEN") String show,
            @RequestParam(required = false) @Nullable String after,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String hx,
            Model model) {
        model.addAttribute("found", proposed.list(show(show), SignalsApi.blank(q), after, A_PAGE))
                .addAttribute("q", q)
                .addAttribute("show", show)
                .addAttribute("shows", choices.proposals());
        return hx == null ? "signal/proposed" : "signal/proposed :: found";
    }

    @PostMapping("/dismiss")
    String dismiss(@RequestParam String key) {
        proposed.dismiss(key, viewers.current().name());
        return "redirect:/devices/proposed";
    }

    @PostMapping("/restore")
    String restore(@RequestParam String key) {
        proposed.restore(key);
        return "redirect:/devices/proposed?show=DISMISSED";
    }

    private static ProposedDevices.Show show(String name) {
        return Arrays.stream(ProposedDevices.Show.values())
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("show", "signal.refusal.show"));
    }
}
