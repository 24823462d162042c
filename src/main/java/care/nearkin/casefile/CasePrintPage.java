package care.nearkin.casefile;

import care.nearkin.access.AccessLog;
import care.nearkin.access.Viewers;
import java.time.Clock;
import java.util.Locale;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** A case on paper: all of it in one column, in the reader's language, with who printed it and when; each is logged. */
@Controller
@RequestMapping("/cases/{number}/print")
@PreAuthorize("hasAnyRole('OPERATOR','CASEWORKER','MAINTAINER','SUPERVISOR','MANAGER','ADMIN')")
class CasePrintPage {

    private final SeenCases seen;
    private final CaseFiles caseFiles;
    private final CaseLinks links;
    private final CaseSentences sentences;
    private final AccessLog log;
    private final Viewers viewers;
    private final Clock clock;

    CasePrintPage(
            SeenCases seen,
            CaseFiles caseFiles,
            CaseLinks links,
            CaseSentences sentences,
            AccessLog log,
            Viewers viewers,
            Clock clock) {
        this.seen = seen;
        this.caseFiles = caseFiles;
        this.links = links;
        this.sentences = sentences;
        this.log = log;
        this.viewers = viewers;
        this.clock = clock;
    }

    @GetMapping
    @Transactional
    String print(@PathVariable String number, Locale language, Model model) {
        CaseFile file = seen.open(number);
        log.read("case-print", number);
        model.addAttribute("file", file)
                .addAttribute("links", links.of(number))
                .addAttribute(
                        "lines",
                        Line.withoutRepeats(caseFiles.timeline(number).stream()
                                .map(entry -> Line.of(
                                        entry, sentences.say(entry, language), sentences.answers(entry, language)))
                                .toList()))
                .addAttribute("whole", true)
                .addAttribute("by", viewers.current().name())
                .addAttribute("at", clock.instant());
        return "casefile/print";
    }
}
