package care.nearkin.casetype.alarm;

import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.worklist.Worklist;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What rings, in one line at the top of every page of those who may take it: no names, no addresses. */
@Controller
class RingingPage {

    private static final String QUIET = "quiet";

    private final AlarmRows alarms;
    private final StormRows storms;
    private final StormRules rules;
    private final Worklist worklist;
    private final Viewers viewers;

    RingingPage(AlarmRows alarms, StormRows storms, StormRules rules, Worklist worklist, Viewers viewers) {
        this.alarms = alarms;
        this.storms = storms;
        this.rules = rules;
        this.worklist = worklist;
        this.viewers = viewers;
    }

    /** Answers nothing when the page shows the same already: nothing moves, nothing is read out twice. */
    @GetMapping("/desk/ringing")
    @PreAuthorize("hasAnyRole('OPERATOR','SUPERVISOR')")
    Object ringing(@RequestParam(defaultValue = "") String shown, Model model) {
        Viewer viewer = viewers.current();
        List<Alarm> ringing = ringing(viewer);
        List<Storm> many = storms.open(Storm.Eyes.of(viewer)).stream()
                .filter(storm -> storm.waiting() > 0)
                .toList();
        String bell = Stream.concat(
                        ringing.stream().map(alarm -> AlarmDeskPage.ring(alarm.caseNumber(), alarm.rings())),
                        many.stream().map(Storm::ring))
                .collect(Collectors.joining(" "));
        String now = bell.isEmpty() ? QUIET : bell;
        if (now.equals(shown)) {
            return ResponseEntity.noContent().build();
        }
        model.addAttribute("shown", now)
                .addAttribute("bell", bell)
                .addAttribute("count", ringing.size())
                .addAttribute("storms", many)
                .addAttribute(
                        "gravest",
                        ringing.stream()
                                .min(Comparator.comparing((Alarm alarm) -> alarm.acknowledgedAt() == null)
                                        .thenComparing(Alarm::severity)
                                        .thenComparing(Alarm::rungAt, Comparator.reverseOrder()))
                                .map(Alarm::kind)
                                .orElse(null));
        return "alarm/ringing :: ringing";
    }

    /** As the operator's screen has it: until taken, and while a call to 119 is not confirmed. */
    private List<Alarm> ringing(Viewer viewer) {
        List<Alarm> open = alarms.alone(
                viewer.everywhere(), viewer.areas().toArray(String[]::new), rules.grouped(), AlarmDeskPage.SHOWN);
        Set<String> waitFor119 = worklist
                .of(open.stream()
                        .filter(alarm -> alarm.acknowledgedAt() != null)
                        .map(Alarm::caseNumber)
                        .toList())
                .entrySet()
                .stream()
                .filter(tasks -> tasks.getValue().stream().anyMatch(AlarmDeskPage::asksFor119))
                .map(java.util.Map.Entry::getKey)
                .collect(Collectors.toSet());
        return open.stream()
                .filter(alarm -> alarm.acknowledgedAt() == null || waitFor119.contains(alarm.caseNumber()))
                .toList();
    }
}
