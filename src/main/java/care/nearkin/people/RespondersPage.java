package care.nearkin.people;

import care.nearkin.access.SearchWords;
import care.nearkin.kernel.Slice;
import care.nearkin.kernel.Words;
import care.nearkin.people.ResidentsPage.Choices;
import care.nearkin.people.ResponderList.Ask;
import care.nearkin.people.ResponderList.Order;
import care.nearkin.people.ResponderList.Row;
import care.nearkin.people.Responders.Kind;
import care.nearkin.people.Responders.Skill;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of those who can be at a door. */
@Controller
@RequestMapping("/responders")
class RespondersPage {

    private static final int A_PAGE = 50;

    private final ServedResponders responders;
    private final Choices choices;
    private final HoursWords hours;
    private final Words words;
    private final SearchWords search;

    RespondersPage(ServedResponders responders, Choices choices, HoursWords hours, Words words, SearchWords search) {
        this.responders = responders;
        this.choices = choices;
        this.hours = hours;
        this.words = words;
        this.search = search;
    }

    @MayRead
    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String area,
            @RequestParam(required = false) @Nullable String skill,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(defaultValue = "name") String sort,
            @RequestParam(required = false) @Nullable String after,
            @RequestHeader(name = "HX-Target", required = false) @Nullable String target,
            Model model) {
        String wanted = area == null || area.isBlank() ? null : area;
        String searched = search.words(q);
        Slice<Row> found = responders.list(new Ask(
                searched,
                Checks.choice("kind", kind, Kind.class),
                wanted,
                Checks.choice("skill", skill, Skill.class),
                paused(state),
                Objects.requireNonNullElse(Checks.choice("sort", sort, Order.class), Order.NAME),
                after,
                A_PAGE));
        model.addAttribute("found", found)
                .addAttribute("hours", hours(found.items()))
                .addAttribute("q", searched)
                .addAttribute("kind", kind)
                .addAttribute("area", wanted)
                .addAttribute("skill", skill)
                .addAttribute("state", state)
                .addAttribute("sort", sort)
                .addAttribute("areas", choices.areas())
                .addAttribute("kinds", choices.said("people.kind.", Kind.values()))
                .addAttribute("can", choices.said("people.skill.", Skill.values()))
                .addAttribute("states", choices.said("people.state.", State.values()))
                .addAttribute("orders", choices.said("people.sort.", Order.NAME, Order.KEY, Order.KIND));
        return "found".equals(target) ? "people/responders :: found" : "people/responders";
    }

    static @Nullable Boolean paused(@Nullable String state) {
        State chosen = Checks.choice("state", state, State.class);
        return chosen == null ? null : chosen == State.PAUSED;
    }

    /** Whether she is asked at all. */
    enum State {
        ACTIVE,
        PAUSED
    }

    private Map<Long, String> hours(List<Row> rows) {
        return rows.stream()
                .collect(Collectors.toMap(
                        Row::id,
                        row -> Objects.requireNonNullElseGet(
                                hours.say(row.hours(), row.inWords()), () -> words.say("people.hours.unsaid"))));
    }
}
