package care.nearkin.people;

import care.nearkin.access.AccessLog;
import care.nearkin.access.SearchWords;
import care.nearkin.kernel.CsvDownload;
import care.nearkin.kernel.Words;
import care.nearkin.people.ResidentsPage.Choices;
import care.nearkin.people.Responders.Kind;
import care.nearkin.people.Responders.Skill;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The lists of residents and of responders as files for a spreadsheet, without what is sealed; each is logged. */
@Controller
@PreAuthorize("hasAnyRole('SUPERVISOR', 'ADMIN')")
class PeopleExportPage {

    private static final List<String> OF_RESIDENTS = List.of(
            "people.key",
            "people.name",
            "people.birthDate",
            "people.livesAlone",
            "people.address",
            "people.area",
            "people.risk");
    private static final List<String> OF_RESPONDERS = List.of(
            "people.key",
            "people.name",
            "people.kind",
            "people.skill",
            "people.hours",
            "people.area",
            "people.found",
            "people.state",
            "people.matches.count");

    private final ServedResidents residents;
    private final ServedResponders responders;
    private final HoursWords hours;
    private final Choices choices;
    private final SearchWords search;
    private final AccessLog log;
    private final Words words;
    private final TransactionTemplate transaction;

    PeopleExportPage(
            ServedResidents residents,
            ServedResponders responders,
            HoursWords hours,
            Choices choices,
            SearchWords search,
            AccessLog log,
            Words words,
            TransactionTemplate transaction) {
        this.residents = residents;
        this.responders = responders;
        this.hours = hours;
        this.choices = choices;
        this.search = search;
        this.log = log;
        this.words = words;
        this.transaction = transaction;
    }

    @GetMapping("/residents/export")
    void residents(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String area,
            @RequestParam(defaultValue = "false") boolean alone,
            @RequestParam(defaultValue = "name") String sort,
            HttpServletResponse answer)
            throws IOException {
        ResidentList.Order order = Choices.sorted(sort);
        String searched = search.words(q);
        logged("resident-list", area);
        Map<String, String> areas = choices.areas();
        CsvDownload.send(
                answer,
                "residents.csv",
                said(OF_RESIDENTS),
                after -> residents
                        .list(new ResidentList.Ask(searched, blank(area), alone, order, after, CsvDownload.A_PAGE))
                        .map(row -> CsvDownload.cells(
                                row.key(),
                                row.name(),
                                row.birthDate(),
                                words.say("people.history." + row.livesAlone()),
                                row.address(),
                                areas.getOrDefault(Objects.toString(row.area(), ""), row.area()),
                                words.say("people.risk." + row.risk()))));
    }

    @GetMapping("/responders/export")
    void responders(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String area,
            @RequestParam(required = false) @Nullable String skill,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(defaultValue = "name") String sort,
            HttpServletResponse answer)
            throws IOException {
        String searched = search.words(q);
        Kind wanted = Checks.choice("kind", kind, Kind.class);
        Skill able = Checks.choice("skill", skill, Skill.class);
        Boolean paused = RespondersPage.paused(state);
        ResponderList.Order order = Objects.requireNonNullElse(
                Checks.choice("sort", sort, ResponderList.Order.class), ResponderList.Order.NAME);
        logged("responder-list", area);
        Map<String, String> areas = choices.areas();
        CsvDownload.send(
                answer,
                "responders.csv",
                said(OF_RESPONDERS),
                after -> responders
                        .list(new ResponderList.Ask(
                                searched, wanted, blank(area), able, paused, order, after, CsvDownload.A_PAGE))
                        .map(row -> cells(row, areas)));
    }

    private List<String> cells(ResponderList.Row row, Map<String, String> areas) {
        return CsvDownload.cells(
                row.key(),
                row.name(),
                words.say("people.kind." + row.kind()),
                row.can().stream()
                        .map(skill -> words.say("people.skill." + skill))
                        .collect(Collectors.joining(words.say("web.comma"))),
                Objects.requireNonNullElseGet(
                        hours.say(row.hours(), row.inWords()), () -> words.say("people.hours.unsaid")),
                areas.getOrDefault(Objects.toString(row.area(), ""), row.area()),
                row.line(),
                words.say("people.state." + (row.paused() ? "PAUSED" : "ACTIVE")),
                row.matches());
    }

    private void logged(String list, @Nullable String area) {
        transaction.executeWithoutResult(tx -> log.read(list, Objects.requireNonNullElse(blank(area), "all")));
    }

    private List<String> said(List<String> head) {
        return head.stream().map(words::say).toList();
    }

    private static @Nullable String blank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
