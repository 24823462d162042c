package care.nearkin.casefile;

import care.nearkin.access.AccessLog;
import care.nearkin.access.Viewers;
import care.nearkin.kernel.Csv;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Slice;
import care.nearkin.kernel.Words;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the program could not do, over all cases, and "try again" for one or many. */
@Controller
@RequestMapping("/failed-steps")
@PreAuthorize("hasAnyRole('SUPERVISOR', 'ADMIN')")
class FailedStepsPage {

    private static final int A_PAGE = 50;
    private static final int MOST_EXPORTED = 10_000;

    private final StuckSteps steps;
    private final FailedStepDesk desk;
    private final SeenCases seen;
    private final AccessLog log;
    private final Viewers viewers;
    private final Words words;
    private final ZoneId zone;

    FailedStepsPage(
            StuckSteps steps,
            FailedStepDesk desk,
            SeenCases seen,
            AccessLog log,
            Viewers viewers,
            Words words,
            Clock clock) {
        this.steps = steps;
        this.desk = desk;
        this.seen = seen;
        this.log = log;
        this.viewers = viewers;
        this.words = words;
        this.zone = clock.getZone();
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "oldest") String sort,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        model.addAttribute("found", find(type, sort, after, A_PAGE))
                .addAttribute("type", type)
                .addAttribute("sort", sort.equals("newest") ? "newest" : "oldest")
                .addAttribute("types", seen.types());
        return "casefile/failed-steps";
    }

    /** {@code step}: case number and job, as the list gives them; what was tried again meanwhile is left alone. */
    @PostMapping("/again")
    String again(@RequestParam(name = "step", defaultValue = "") List<String> chosen, RedirectAttributes said) {
        if (chosen.isEmpty() || chosen.size() > A_PAGE) {
            throw Refusal.invalid("step", "case.failed.choose", A_PAGE);
        }
        int tried = 0;
        for (String one : chosen) {
            String[] parts = one.split("~", 2);
            if (parts.length < 2) {
                throw Refusal.invalid("step", "case.failed.choose", A_PAGE);
            }
            CaseFile file = seen.get(parts[0]);
            try {
                desk.tryAgain(file, parts[1]);
                tried++;
            } catch (Refusal gone) {
                if (!gone.words().equals("case.failed.gone")) {
                    throw gone;
                }
            }
        }
        said.addFlashAttribute("tried", tried);
        said.addFlashAttribute("gone", chosen.size() - tried);
        return "redirect:/failed-steps";
    }

    @GetMapping("/export")
    @Transactional
    ResponseEntity<String> export(
            @RequestParam(defaultValue = "") String type, @RequestParam(defaultValue = "oldest") String sort) {
        log.read("failed-steps", type.isBlank() ? "all" : type);
        DateTimeFormatter times =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(zone);
        StringBuilder table = new StringBuilder(Csv.MARK)
                .append(Csv.line(List.of(
                        words.say("case.number"),
                        words.say("case.type"),
                        words.say("case.failed.step"),
                        words.say("case.where"),
                        words.say("case.failed.since"))));
        find(type, sort, null, MOST_EXPORTED)
                .items()
                .forEach(one -> table.append(Csv.line(List.of(
                        one.caseNumber(),
                        words.say(one.type() + ".name"),
                        words.say(one.name()),
                        Objects.requireNonNullElse(one.area(), ""),
                        times.format(one.since())))));
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header("Content-Disposition", "attachment; filename=\"failed-steps.csv\"")
                .body(table.toString());
    }

    private Slice<StuckSteps.Stuck> find(String type, String sort, @Nullable String after, int limit) {
        Set<String> readable = Set.copyOf(seen.types());
        Set<String> wanted = type.isBlank() ? readable : readable.contains(type) ? Set.of(type) : Set.of();
        return steps.list(viewers.current(), wanted, sort.equals("newest"), after, limit);
    }
}
