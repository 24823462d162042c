package care.nearkin.worklist;

import care.nearkin.access.Finder;
import care.nearkin.access.Finding;
import care.nearkin.access.Findings;
import care.nearkin.access.Viewer;
import care.nearkin.casefile.SeenCases;
import care.nearkin.kernel.Slice;
import care.nearkin.kernel.Words;
import care.nearkin.people.ResidentBrief;
import care.nearkin.people.Residents;
import care.nearkin.worklist.Worklist.Ask;
import care.nearkin.worklist.Worklist.Order;
import care.nearkin.worklist.Worklist.View;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Open tasks in the search for everything, by whom they are about and by their case's number. */
@Component
class TaskFinder implements Finder {

    private final Worklist worklist;
    private final SeenCases cases;
    private final Residents residents;
    private final Words words;

    TaskFinder(Worklist worklist, SeenCases cases, Residents residents, Words words) {
        this.worklist = worklist;
        this.cases = cases;
        this.residents = residents;
        this.words = words;
    }

    @Override
    public int order() {
        return 40;
    }

    @Override
    public Findings find(String wanted, Viewer viewer, int few) {
        View view = TaskList.seesAll(viewer) ? View.ALL : View.GROUPS;
        Slice<WorkItem> found =
                worklist.list(viewer, new Ask(view, Order.DUE, null, null, null, null, wanted, null, few));
        Map<Long, ResidentBrief> names = residents.briefs(found.items().stream()
                .map(WorkItem::resident)
                .filter(Objects::nonNull)
                .toList());
        Map<String, String> about = cases.about(found.items().stream()
                .filter(item -> item.resident() == null)
                .map(WorkItem::caseNumber)
                .toList());
        return Findings.of(
                "task.list",
                found,
                item -> finding(item, names, about),
                ListAddress.PAGE + "?view=" + ListAddress.word(view) + "&q={q}");
    }

    private Finding finding(WorkItem item, Map<Long, ResidentBrief> names, Map<String, String> about) {
        ResidentBrief who = item.resident() == null ? null : names.get(item.resident());
        return new Finding(
                words.say(item.name()),
                Stream.of(who == null ? about.get(item.caseNumber()) : who.name(), item.caseNumber())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(" · ")),
                ListAddress.PAGE + "/" + item.id());
    }
}
