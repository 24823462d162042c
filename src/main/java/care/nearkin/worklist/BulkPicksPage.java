package care.nearkin.worklist;

import care.nearkin.access.SearchWords;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Ticks in the list of tasks; the answer is the bar that says how many there are and what can be done with them. */
@Controller
@RequestMapping("/tasks/picks")
@PreAuthorize("hasRole('SUPERVISOR')")
class BulkPicksPage {

    private static final int A_PAGE = 500;

    private final BulkPicks picks;
    private final SearchWords words;
    private final Viewers viewers;

    BulkPicksPage(BulkPicks picks, SearchWords words, Viewers viewers) {
        this.picks = picks;
        this.words = words;
        this.viewers = viewers;
    }

    /** Of the steps that a page {@code showed} those in {@code task} are ticked, the others are not. */
    @PostMapping
    String tick(
            @RequestParam(defaultValue = "") List<String> showed,
            @RequestParam(defaultValue = "") List<String> task,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String fragment,
            Model model) {
        Viewer viewer = viewers.current();
        picks.tick(viewer, showed, task);
        if (fragment == null) {
            return "redirect:" + ListAddress.PAGE;
        }
        model.addAttribute("ticked", picks.count(viewer.name()));
        return "worklist/bulk :: picked";
    }

    /** The whole list from its beginning, on every page of it. */
    @PostMapping("/all")
    String all(ChosenList chosen) {
        Viewer viewer = viewers.current();
        ListAddress list = chosen.address(viewer);
        picks.pickAll(viewer, list.beginning().ask(words.words(list.q()), A_PAGE));
        return "redirect:" + list.href();
    }

    @PostMapping("/none")
    String none(ChosenList chosen) {
        Viewer viewer = viewers.current();
        picks.none(viewer.name());
        return "redirect:" + chosen.address(viewer).href();
    }
}
