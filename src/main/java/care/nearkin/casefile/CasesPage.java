package care.nearkin.casefile;

import care.nearkin.access.SearchWords;
import care.nearkin.engine.Flows;
import care.nearkin.kernel.Slice;
import care.nearkin.people.Residents;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The list of cases, one case's page, and its diagram. */
@Controller
@RequestMapping("/cases")
@PreAuthorize("hasAnyRole('OPERATOR','CASEWORKER','MAINTAINER','SUPERVISOR','MANAGER','ADMIN')")
class CasesPage {

    private static final int A_PAGE = 50;
    private static final int OF_ONE = 20;
    private static final int MOST_LINES = 100_000;

    private final SeenCases seen;
    private final SearchWords words;
    private final CaseFiles caseFiles;
    private final CaseSentences sentences;
    private final Residents residents;
    private final Flows flows;
    private final List<CaseType> types;

    CasesPage(
            SeenCases seen,
            SearchWords words,
            CaseFiles caseFiles,
            CaseSentences sentences,
            Residents residents,
            Flows flows,
            List<CaseType> types) {
        this.seen = seen;
        this.words = words;
        this.caseFiles = caseFiles;
        this.sentences = sentences;
        this.residents = residents;
        this.flows = flows;
        this.types = types;
    }

    @GetMapping
    String list(ChosenCases chosen, @RequestParam(required = false) @Nullable String after, Model model) {
        Slice<CaseFile> found = chosen.list(seen, words, after, A_PAGE);
        model.addAttribute("found", found)
                .addAttribute("type", chosen.wantedType())
                .addAttribute("status", chosen.wantedStatus())
                .addAttribute("number", chosen.part(words))
                .addAttribute("sort", chosen.oldest() ? "oldest" : "newest")
                .addAttribute("resident", chosen.resident())
                .addAttribute(
                        "about",
                        seen.about(found.items().stream()
                                .filter(file -> file.resident() == null)
                                .map(CaseFile::number)
                                .toList()))
                .addAttribute("types", types.stream().map(CaseType::key).toList())
                .addAttribute(
                        "names",
                        residents.briefs(found.items().stream()
                                .map(CaseFile::resident)
                                .filter(Objects::nonNull)
                                .toList()));
        return "casefile/cases";
    }

    /** What a person was about before, newest first, for her page. */
    @GetMapping("/of/{resident}")
    String of(@PathVariable long resident, Model model) {
        model.addAttribute("found", seen.list(null, null, resident, null, OF_ONE))
                .addAttribute("resident", resident);
        return "casefile/of :: cases";
    }

    @GetMapping("/{number}")
    String one(@PathVariable String number, Model model) {
        if (seen.closed(number).isPresent()) {
            return "redirect:/cases/" + number + "/sealed";
        }
        CaseFile file = seen.open(number);
        model.addAttribute("file", file)
                .addAttribute(
                        "resident",
                        file.resident() == null
                                ? null
                                : residents.brief(file.resident()).orElse(null));
        return "casefile/case";
    }

    /**
     * What happened lately; also shown on a task's page and at the alarm desk. {@code last}: so many lines at most, oldest
     * first; {@code tools}: with the choice of which sort of lines.
     */
    @GetMapping("/{number}/timeline")
    String timeline(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable Strand strand,
            @RequestParam(defaultValue = "200") int last,
            @RequestParam(defaultValue = "false") boolean tools,
            Locale language,
            Model model) {
        seen.get(number);
        int most = Math.max(1, Math.min(last, MOST_LINES));
        List<TimelineEntry> found = caseFiles.timeline(number, strand, most + 1);
        boolean more = found.size() > most;
        List<Line> lines = (more ? found.subList(1, found.size()) : found)
                .stream()
                        .map(entry ->
                                Line.of(entry, sentences.say(entry, language), sentences.answers(entry, language)))
                        .toList();
        model.addAttribute("lines", Line.withoutRepeats(lines))
                .addAttribute("number", number)
                .addAttribute("strand", strand)
                .addAttribute("strands", Strand.values())
                .addAttribute("tools", tools)
                .addAttribute("last", most)
                .addAttribute("earlier", more ? most * 3 : null);
        return "casefile/timeline :: timeline";
    }

    /** Who it is about; reading it is logged with the case as the reason. When it is over, numbers are on her own page. */
    @GetMapping("/{number}/resident")
    @PreAuthorize("hasAnyRole('OPERATOR','CASEWORKER','SUPERVISOR')")
    String resident(@PathVariable String number, Model model) {
        CaseFile file = seen.get(number);
        Long resident = file.resident();
        if (resident != null && file.status() == CaseFile.Status.OPEN) {
            model.addAttribute("card", residents.card(resident, number).orElse(null));
        } else if (resident != null) {
            model.addAttribute("brief", residents.brief(resident).orElse(null));
        }
        model.addAttribute("room", room(file));
        return "casefile/resident :: resident";
    }

    private @Nullable String room(CaseFile file) {
        return types.stream()
                .filter(type -> type.key().equals(file.type()))
                .findFirst()
                .map(type -> type.room(file.number()))
                .orElse(null);
    }

    @GetMapping(path = "/{number}/model", produces = MediaType.APPLICATION_XML_VALUE)
    @ResponseBody
    ResponseEntity<String> model(@PathVariable String number, Locale language) {
        seen.get(number);
        return ResponseEntity.of(flows.model(number, language));
    }

    /** The steps of people that may still come, in words beside the diagram. */
    @GetMapping("/{number}/possible")
    String possible(@PathVariable String number, Model model) {
        CaseFile file = seen.get(number);
        model.addAttribute("type", file.type())
                .addAttribute(
                        "possible",
                        flows.position(number)
                                .map(Flows.Position::possibleSteps)
                                .orElse(List.of()));
        return "casefile/diagram :: possible";
    }

    @GetMapping("/{number}/position")
    @ResponseBody
    ResponseEntity<Flows.Position> position(@PathVariable String number) {
        seen.get(number);
        return ResponseEntity.of(flows.position(number));
    }
}
