package care.nearkin.signal;

import care.nearkin.kernel.Refusal;
import care.nearkin.signal.format.Order;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
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

/** Accounts at the broker. A password is shown once, in the answer that made it, and nowhere else. */
@Controller
@RequestMapping("/gateways")
@PreAuthorize("hasRole('ADMIN')")
class GatewaysPage {

    private final StoredGatewayAccounts accounts;
    private final Sources sources;
    private final Choices choices;

    GatewaysPage(StoredGatewayAccounts accounts, Sources sources, Choices choices) {
        this.accounts = accounts;
        this.sources = sources;
        this.choices = choices;
    }

    /** {@code source}: what the new gateway speaks, whose topics the form is filled in with; without it, none. */
    @GetMapping
    ModelAndView list(@RequestParam(required = false) @Nullable String source) {
        ModelAndView page = page(Map.of());
        Optional.ofNullable(source)
                .flatMap(sources::named)
                .ifPresent(spoken -> page.addObject("speaks", source)
                        .addObject("publish", String.join("\n", spoken.topics()))
                        .addObject("subscribe", String.join("\n", Order.heardBy(spoken, sources.sources()))));
        return page;
    }

    @PostMapping
    ModelAndView add(
            @RequestParam String name,
            @RequestParam String publish,
            @RequestParam(required = false) @Nullable String subscribe) {
        String plain = name.strip();
        ModelAndView page = shown(plain, () -> accounts.add(plain, lines(publish), lines(subscribe)));
        return page.getModel().containsKey("fresh")
                ? page
                : page.addObject("name", name).addObject("publish", publish).addObject("subscribe", subscribe);
    }

    @PostMapping("/{name}/reset")
    ModelAndView reset(@PathVariable String name) {
        return shown(name, () -> accounts.reset(name));
    }

    @PostMapping("/{name}/lock")
    String lock(@PathVariable String name, @RequestParam boolean locked) {
        accounts.lock(name, locked);
        return "redirect:/gateways";
    }

    private ModelAndView shown(String name, Supplier<String> makes) {
        try {
            String password = makes.get();
            return page(Map.of()).addObject("fresh", name).addObject("password", password);
        } catch (Refusal refusal) {
            return page(choices.fault(refusal));
        }
    }

    private ModelAndView page(Map<String, String> errors) {
        ModelAndView page = new ModelAndView("signal/gateways");
        page.addObject("accounts", accounts.all())
                .addObject("sources", sources.sources())
                .addObject("errors", errors);
        page.setStatus(errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    private static List<String> lines(@Nullable String text) {
        return text == null
                ? List.of()
                : text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
    }
}
