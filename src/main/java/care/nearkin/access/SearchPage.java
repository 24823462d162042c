package care.nearkin.access;

import care.nearkin.kernel.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * The page of the one search for everything; and where the filters of every list of people are sent: what is searched for
 * comes in the body and leaves as a token of {@link SearchWords}, the other filters stand in the address as they are.
 */
@Controller
class SearchPage {

    private static final Set<String> OURS = Set.of("to", "q", "_csrf", "after");

    private final SearchWords words;
    private final Search search;

    SearchPage(SearchWords words, Search search) {
        this.words = words;
        this.search = search;
    }

    /** What was written into the address by hand becomes a token before anything is looked for. */
    @GetMapping("/search")
    @PreAuthorize("isAuthenticated()")
    String show(
            @RequestParam(required = false) @Nullable String q,
            @RequestHeader(name = "HX-Target", required = false) @Nullable String target,
            Model model) {
        String wanted = words.words(q);
        String token = words.keep(wanted);
        if (wanted != null && token != null && !token.equals(q)) {
            return "redirect:/search?q=" + token;
        }
        model.addAttribute("q", wanted)
                .addAttribute("token", token)
                .addAttribute("every", wanted == null || token == null ? null : search.find(wanted, token));
        return "found".equals(target) ? "access/search :: found" : "access/search";
    }

    /** {@code to}: the list's path on this server. */
    @PostMapping("/search")
    @PreAuthorize("isAuthenticated()")
    String search(@RequestParam Map<String, String> filters) {
        String to = filters.getOrDefault("to", "");
        if (!to.matches("(/[a-z-]+)+")) {
            throw Refusal.invalid("to", "access.search.to");
        }
        UriComponentsBuilder list = UriComponentsBuilder.fromPath(to);
        filters.forEach((name, value) -> {
            if (!OURS.contains(name) && !value.isBlank()) {
                list.queryParam(
                        UriUtils.encode(name, StandardCharsets.UTF_8), UriUtils.encode(value, StandardCharsets.UTF_8));
            }
        });
        String token = words.keep(filters.get("q"));
        if (token != null) {
            list.queryParam("q", token);
        }
        return "redirect:" + list.build().toUriString();
    }
}
