package care.nearkin.casefile;

import care.nearkin.access.AccessLog;
import care.nearkin.access.SearchWords;
import care.nearkin.kernel.CsvDownload;
import care.nearkin.kernel.Slice;
import care.nearkin.kernel.Words;
import care.nearkin.people.ResidentBrief;
import care.nearkin.people.Residents;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;

/** The list of cases as a file for a spreadsheet; each is logged. */
@Controller
class CaseListExportPage {

    private static final List<String> HEAD = List.of(
            "case.number",
            "case.type",
            "case.what",
            "case.who",
            "case.where",
            "case.urgency",
            "case.status",
            "case.stands",
            "case.opened",
            "case.closed");

    private final SeenCases seen;
    private final SearchWords search;
    private final Residents residents;
    private final AccessLog log;
    private final Words words;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CaseListExportPage(
            SeenCases seen,
            SearchWords search,
            Residents residents,
            AccessLog log,
            Words words,
            TransactionTemplate transaction,
            Clock clock) {
        this.seen = seen;
        this.search = search;
        this.residents = residents;
        this.log = log;
        this.words = words;
        this.transaction = transaction;
        this.clock = clock;
    }

    @GetMapping("/cases/export")
    @PreAuthorize("hasAnyRole('SUPERVISOR', 'ADMIN')")
    void export(ChosenCases chosen, HttpServletResponse answer) throws IOException {
        transaction.executeWithoutResult(tx -> log.read("case-list", Objects.toString(chosen.wantedType(), "all")));
        CsvDownload.send(answer, "cases.csv", HEAD.stream().map(words::say).toList(), after -> {
            Slice<CaseFile> page = chosen.list(seen, search, after, CsvDownload.A_PAGE);
            Map<Long, ResidentBrief> people = residents.briefs(page.items().stream()
                    .map(CaseFile::resident)
                    .filter(Objects::nonNull)
                    .toList());
            Map<String, String> about = seen.about(page.items().stream()
                    .filter(file -> file.resident() == null)
                    .map(CaseFile::number)
                    .toList());
            return page.map(file -> cells(
                    file, file.resident() == null ? null : people.get(file.resident()), about.get(file.number())));
        });
    }

    private List<String> cells(CaseFile file, @Nullable ResidentBrief person, @Nullable String about) {
        return CsvDownload.cells(
                file.number(),
                words.say(file.type() + ".name"),
                words.say(file.subject()),
                person == null ? about : person.name(),
                person == null ? null : person.address(),
                words.say(file.type() + ".severity." + file.urgency()),
                words.say("case.status." + file.status()),
                file.outcome() == null
                        ? words.say(file.type() + ".stage." + file.stage())
                        : words.say(file.type() + ".outcome." + file.outcome()),
                CsvDownload.time(file.openedAt(), clock),
                CsvDownload.time(file.closedAt(), clock));
    }
}
