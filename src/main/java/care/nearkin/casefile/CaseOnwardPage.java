package care.nearkin.casefile;

import care.nearkin.access.Viewers;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** At the top of a case's page: where its matter goes on, and what a supervisor may do about that. */
@Controller
@PreAuthorize("hasAnyRole('OPERATOR','CASEWORKER','MAINTAINER','SUPERVISOR','MANAGER','ADMIN')")
class CaseOnwardPage {

    private final SeenCases seen;
    private final CaseReopening reopening;
    private final CaseMerging merging;
    private final CaseSealing sealing;
    private final CaseReaders readers;
    private final Viewers viewers;

    CaseOnwardPage(
            SeenCases seen,
            CaseReopening reopening,
            CaseMerging merging,
            CaseSealing sealing,
            CaseReaders readers,
            Viewers viewers) {
        this.sealing = sealing;
        this.readers = readers;
        this.viewers = viewers;
        this.seen = seen;
        this.merging = merging;
        this.reopening = reopening;
    }

    @GetMapping("/cases/{number}/onward")
    String onward(@PathVariable String number, Model model) {
        CaseFile file = seen.get(number);
        model.addAttribute("file", file)
                .addAttribute("mergedInto", visible(file.mergedInto()))
                .addAttribute("reopenedAs", visible(file.reopenedAs()))
                .addAttribute("mayReopen", reopening.offered(file))
                .addAttribute("mayMerge", merging.offered(file))
                .addAttribute("maySeal", sealing.offered(file))
                .addAttribute("until", readers.until(viewers.current().name(), file));
        return "casefile/onward :: onward";
    }

    private @Nullable CaseFile visible(@Nullable String number) {
        return number == null ? null : seen.find(number).orElse(null);
    }
}
