package care.nearkin.access;

import care.nearkin.kernel.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Where the filters of every list of people are sent: what is searched for comes in the body and leaves as a token of
 * {@link SearchWords}, the other filters stand in the address as they are.
 */
@Controller
class SearchPage {

    private static final Set<String> OURS = Set.of("to", "q", "_csrf", "after");

    private final SearchWords words;

    SearchPage(SearchWords words) {
        this.words = words;
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
