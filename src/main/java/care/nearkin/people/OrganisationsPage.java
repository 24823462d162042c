package care.nearkin.people;

import care.nearkin.access.SearchWords;
import care.nearkin.kernel.CsvDownload;
import care.nearkin.kernel.Words;
import care.nearkin.people.Organisation.Kind;
import care.nearkin.people.Organisation.Status;
import care.nearkin.people.OrganisationList.Ask;
import care.nearkin.people.OrganisationList.Order;
import care.nearkin.people.OrganisationList.Row;
import care.nearkin.people.ResidentsPage.Choices;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;

/** The list of providers and partners, on the page and as a file for a spreadsheet. */
@Controller
@RequestMapping("/organisations")
class OrganisationsPage {

    private static final int A_PAGE = 50;
    private static final List<String> HEAD = List.of(
            "people.organisation.name",
            "people.organisation.kind",
            "people.organisation.code",
            "people.serves",
            "people.organisation.services",
            "people.organisation.contact",
            "people.address",
            "people.organisation.until",
            "people.organisation.status");

    private final Organisations organisations;
    private final Choices choices;
    private final SearchWords search;
    private final Words words;
    private final Clock clock;

    OrganisationsPage(Organisations organisations, Choices choices, SearchWords search, Words words, Clock clock) {
        this.organisations = organisations;
        this.choices = choices;
        this.search = search;
        this.words = words;
        this.clock = clock;
    }

    /** What a list is narrowed to, as its address has it; {@code q} is a token of the words. */
    record Chosen(
            @Nullable String q,
            @Nullable String kind,
            @Nullable String area,
            @Nullable String status,
            @Nullable String sort,
            @Nullable String after) {

        Ask ask(@Nullable String words, int limit) {
            return new Ask(
                    words,
                    Checks.choice("kind", kind, Kind.class),
                    area == null || area.isBlank() ? null : area,
                    Checks.choice("status", status, Status.class),
                    Objects.requireNonNullElse(Checks.choice("sort", sort, Order.class), Order.NAME),
                    after,
                    limit);
        }
    }

    @MayRead
    @GetMapping
    String list(
            Chosen chosen, @RequestHeader(name = "HX-Target", required = false) @Nullable String target, Model model) {
        String searched = search.words(chosen.q());
        Ask ask = chosen.ask(searched, A_PAGE);
        model.addAttribute("found", organisations.list(ask))
                .addAttribute("q", searched)
                .addAttribute("chosen", chosen)
                .addAttribute("order", ask.order().name())
                .addAttribute("today", LocalDate.now(clock))
                .addAttribute("areas", choices.areas())
                .addAttribute("kinds", choices.said("people.organisation.kind.", Kind.values()))
                .addAttribute("states", choices.said("people.organisation.status.", Status.values()))
                .addAttribute("orders", choices.said("people.organisation.sort.", Order.values()));
        return "found".equals(target) ? "people/organisations :: found" : "people/organisations";
    }

    @GetMapping("/export")
    @PreAuthorize("hasAnyRole('SUPERVISOR', 'ADMIN')")
    void export(Chosen chosen, HttpServletResponse answer) throws IOException {
        Ask ask = chosen.ask(search.words(chosen.q()), CsvDownload.A_PAGE);
        organisations.exported(Objects.toString(ask.kind(), "all"));
        Map<String, String> areas = choices.areas();
        CsvDownload.send(
                answer,
                "organisations.csv",
                HEAD.stream().map(words::say).toList(),
                after -> organisations
                        .list(new Ask(
                                ask.search(),
                                ask.kind(),
                                ask.area(),
                                ask.status(),
                                ask.order(),
                                after,
                                CsvDownload.A_PAGE))
                        .map(row -> cells(row, areas)));
    }

    private List<String> cells(Row row, Map<String, String> areas) {
        return List.of(
                row.name(),
                words.say("people.organisation.kind." + row.kind()),
                Objects.toString(row.creditCode(), ""),
                row.areas().isEmpty()
                        ? words.say("people.organisation.everywhere")
                        : row.areas().stream()
                                .map(area -> areas.getOrDefault(area, area))
                                .collect(Collectors.joining(words.say("web.comma"))),
                String.join(words.say("web.comma"), row.services()),
                Objects.toString(row.contact(), ""),
                Objects.toString(row.address(), ""),
                Objects.toString(row.until(), ""),
                words.say("people.organisation.status." + row.status()));
    }
}
