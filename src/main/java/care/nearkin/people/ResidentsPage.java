package care.nearkin.people;

import care.nearkin.access.SearchWords;
import care.nearkin.kernel.Slice;
import care.nearkin.kernel.Words;
import care.nearkin.people.ResidentCard.Risk;
import care.nearkin.people.ResidentList.Ask;
import care.nearkin.people.ResidentList.Order;
import care.nearkin.people.ResidentList.Row;
import care.nearkin.people.Residents.Sex;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of residents. */
@Controller
@RequestMapping("/residents")
class ResidentsPage {

    private static final int A_PAGE = 50;

    private static final int A_FEW = 8;

    private final ServedResidents residents;
    private final StoredResidents stored;
    private final SearchWords words;
    private final Choices choices;

    ResidentsPage(ServedResidents residents, StoredResidents stored, SearchWords words, Choices choices) {
        this.residents = residents;
        this.stored = stored;
        this.words = words;
        this.choices = choices;
    }

    @MayRead
    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String area,
            @RequestParam(defaultValue = "false") boolean alone,
            @RequestParam(defaultValue = "name") String sort,
            @RequestParam(required = false) @Nullable String after,
            @RequestHeader(name = "HX-Target", required = false) @Nullable String target,
            Model model) {
        Order order = Choices.sorted(sort);
        String wanted = area == null || area.isBlank() ? null : area;
        String searched = words.words(q);
        Slice<Row> found = residents.list(new Ask(searched, wanted, alone, order, after, A_PAGE));
        model.addAttribute("found", found)
                .addAttribute("ages", ages(found.items()))
                .addAttribute("q", searched)
                .addAttribute("area", wanted)
                .addAttribute("alone", alone)
                .addAttribute("sort", sort)
                .addAttribute("areas", choices.areas())
                .addAttribute("orders", choices.orders());
        return "found".equals(target) ? "people/residents :: found" : "people/residents";
    }

    /** Somebody to choose in another form, found by name, number or address; nothing is shown before something is typed. */
    @MayRead
    @GetMapping("/pick")
    String pick(
            @RequestParam(name = "who", defaultValue = "") String who,
            @RequestParam(name = "resident", defaultValue = "") String chosen,
            @RequestParam(defaultValue = "UNKNOWN") Nobody nobody,
            Model model) {
        List<Row> rows = who.isBlank()
                ? List.of()
                : residents
                        .list(new Ask(who, null, false, Order.NAME, null, A_FEW))
                        .items();
        model.addAttribute("rows", rows)
                .addAttribute("ages", ages(rows))
                .addAttribute("who", who)
                .addAttribute("nobody", nobody)
                .addAttribute("chosen", rows.stream().anyMatch(row -> row.key().equals(chosen)) ? chosen : "");
        return "people/pick :: pick";
    }

    /** What it means to choose nobody; {@code NONE}: somebody has to be chosen. */
    enum Nobody {
        UNKNOWN,
        NOT_A_RESIDENT,
        NONE
    }

    private Map<Long, Integer> ages(List<Row> rows) {
        Map<Long, Integer> ages = new LinkedHashMap<>();
        for (Row row : rows) {
            LocalDate born = row.birthDate();
            if (born != null) {
                ages.put(row.id(), stored.age(born));
            }
        }
        return ages;
    }

    /** What fields of choice offer, in the reader's language. */
    @Component
    static class Choices {

        private final Words words;
        private final ServedAreas areas;

        Choices(Words words, ServedAreas areas) {
            this.words = words;
            this.areas = areas;
        }

        Map<String, String> areas() {
            return areas.all();
        }

        Map<String, String> orders() {
            return said("people.sort.", Order.NAME, Order.KEY, Order.OLDEST, Order.ADDRESS);
        }

        Map<String, String> sexes() {
            return said("people.sex.", Sex.values());
        }

        Map<String, String> documents() {
            return said("people.identity.", Identity.Kind.values());
        }

        Map<String, String> risks() {
            return said("people.risk.", Risk.values());
        }

        Map<String, String> moves() {
            return said("people.moves.", Residents.Moves.values());
        }

        /** Each by its own name. */
        Map<String, String> languages() {
            Map<String, String> named = new LinkedHashMap<>();
            Words.LANGUAGES.forEach(language ->
                    named.put(language.toLanguageTag(), words.say("web.language." + language.getLanguage())));
            return named;
        }

        Map<String, String> days() {
            return said("people.day.", DayOfWeek.values());
        }

        Map<String, String> matters() {
            return said("people.matter.", Consents.Matter.values());
        }

        Map<String, String> hows() {
            return said("people.how.", Consents.How.values());
        }

        static Order sorted(String name) {
            Order order = Checks.choice("sort", name, Order.class);
            return order == null ? Order.NAME : order;
        }

        Map<String, String> said(String prefix, Enum<?>... values) {
            Map<String, String> said = new LinkedHashMap<>();
            Arrays.stream(values).forEach(value -> said.put(value.name(), words.say(prefix + value.name())));
            return said;
        }
    }
}
