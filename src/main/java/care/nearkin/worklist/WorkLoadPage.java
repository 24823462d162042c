package care.nearkin.worklist;

import care.nearkin.access.AccessLog;
import care.nearkin.access.Group;
import care.nearkin.access.Viewers;
import care.nearkin.casefile.SeenCases;
import care.nearkin.kernel.Csv;
import care.nearkin.kernel.Slice;
import care.nearkin.kernel.Words;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who has how much to do, for those who distribute it. */
@Controller
@RequestMapping("/load")
@PreAuthorize("hasAnyRole('SUPERVISOR', 'MANAGER', 'ADMIN')")
class WorkLoadPage {

    private static final int A_PAGE = 50;

    private final WorkLoads loads;
    private final SeenCases cases;
    private final AccessLog log;
    private final Viewers viewers;
    private final Words words;

    WorkLoadPage(WorkLoads loads, SeenCases cases, AccessLog log, Viewers viewers, Words words) {
        this.loads = loads;
        this.cases = cases;
        this.log = log;
        this.viewers = viewers;
        this.words = words;
    }

    /** {@code after}: how many come before; who works here is some hundreds at most, and counts move while one turns pages. */
    @GetMapping
    String page(
            @RequestParam(required = false) @Nullable Group group,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "open") String sort,
            @RequestParam(defaultValue = "0") int after,
            Model model) {
        List<WorkLoad> sorted = sorted(group, type, sort);
        int from = Math.max(0, Math.min(after, sorted.size()));
        List<WorkLoad> shown = sorted.subList(from, Math.min(sorted.size(), from + A_PAGE));
        model.addAttribute(
                        "loads",
                        new Slice<>(shown, from + A_PAGE < sorted.size() ? Integer.toString(from + A_PAGE) : null))
                .addAttribute("group", group)
                .addAttribute("type", type)
                .addAttribute("sort", WorkLoad.By.of(sort).name().toLowerCase(Locale.ROOT))
                .addAttribute("groups", EnumSet.complementOf(EnumSet.of(Group.ADMIN, Group.MANAGER)))
                .addAttribute("types", cases.types());
        return "worklist/load";
    }

    @GetMapping("/export")
    @Transactional
    ResponseEntity<String> export(
            @RequestParam(required = false) @Nullable Group group,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "open") String sort) {
        log.read("work-load", type.isBlank() ? "all" : type);
        String head = Csv.line(WorkLoads.head().stream().map(words::say).toList());
        String body = sorted(group, type, sort).stream()
                .map(load -> Csv.line(List.of(
                        load.name(),
                        Long.toString(load.open()),
                        Long.toString(load.late()),
                        Long.toString(load.fatal()),
                        Long.toString(load.today()),
                        Long.toString(load.done()),
                        load.absent() ? words.say("load.absent.yes") : "")))
                .collect(Collectors.joining());
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header("Content-Disposition", "attachment; filename=\"load.csv\"")
                .body(Csv.MARK + head + body);
    }

    private List<WorkLoad> sorted(@Nullable Group group, String type, String sort) {
        return loads.of(viewers.current(), group, type.isBlank() ? null : type).stream()
                .sorted(WorkLoad.By.of(sort).order())
                .toList();
    }
}
