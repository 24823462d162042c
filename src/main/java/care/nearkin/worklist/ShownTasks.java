package care.nearkin.worklist;

import care.nearkin.casefile.SeenCases;
import care.nearkin.people.Residents;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Tasks with whom each is about, for every page that lists some. */
@Component
class ShownTasks {

    private final SeenCases cases;
    private final Residents residents;

    ShownTasks(SeenCases cases, Residents residents) {
        this.cases = cases;
        this.residents = residents;
    }

    /** {@code names} by resident, {@code about} by case number where nobody is known. */
    void fill(Model model, List<WorkItem> items) {
        model.addAttribute("tasks", items)
                .addAttribute(
                        "about",
                        cases.about(items.stream()
                                .filter(item -> item.resident() == null)
                                .map(WorkItem::caseNumber)
                                .toList()))
                .addAttribute(
                        "names",
                        residents.briefs(items.stream()
                                .map(WorkItem::resident)
                                .filter(Objects::nonNull)
                                .toList()));
    }
}
