package care.nearkin.worklist;

import care.nearkin.access.AccessLog;
import care.nearkin.access.SearchWords;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;

/** A list of tasks as a file for a spreadsheet, page by page as it is read; each export is logged. */
@Controller
class TaskListExportPage {

    private static final List<String> HEAD = List.of(
            "task.due",
            "task.what",
            "task.column.who",
            "task.export.address",
            "task.column.case",
            "task.column.kind",
            "task.column.urgency",
            "task.column.area",
            "task.column.group",
            "task.column.holder",
            "task.column.since");

    private final Worklist worklist;
    private final SearchWords search;
    private final Residents residents;
    private final StaffAccounts staff;
    private final AccessLog log;
    private final Viewers viewers;
    private final Words words;
    private final TransactionTemplate transaction;
    private final Clock clock;

    TaskListExportPage(
            Worklist worklist,
            SearchWords search,
            Residents residents,
            StaffAccounts staff,
            AccessLog log,
            Viewers viewers,
            Words words,
            TransactionTemplate transaction,
            Clock clock) {
        this.worklist = worklist;
        this.search = search;
        this.residents = residents;
        this.staff = staff;
        this.log = log;
        this.viewers = viewers;
        this.words = words;
        this.transaction = transaction;
        this.clock = clock;
    }

    @GetMapping("/tasks/export")
    @PreAuthorize("hasAnyRole('SUPERVISOR', 'ADMIN')")
    void export(ChosenList chosen, HttpServletResponse answer) throws IOException {
        Viewer viewer = viewers.current();
        ListAddress list = chosen.address(viewer);
        Worklist.Ask ask = list.ask(search.words(list.q()), CsvDownload.A_PAGE);
        transaction.executeWithoutResult(
                tx -> log.read("task-list", list.plain().query()));
        CsvDownload.send(answer, "tasks.csv", HEAD.stream().map(words::say).toList(), after -> {
            Slice<WorkItem> page = worklist.list(viewer, ask.after(after));
            return new Slice<>(rows(page.items()), page.next());
        });
    }

    private List<List<String>> rows(List<WorkItem> items) {
        Map<Long, ResidentBrief> people = residents.briefs(
                items.stream().map(WorkItem::resident).filter(Objects::nonNull).toList());
        Map<String, String> holders = staff.displayNames(items.stream()
                .map(WorkItem::assignee)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        return items.stream()
                .map(item -> cells(item, item.resident() == null ? null : people.get(item.resident()), holders))
                .toList();
    }

    private List<String> cells(WorkItem item, @Nullable ResidentBrief person, Map<String, String> holders) {
        return CsvDownload.cells(
                CsvDownload.time(item.due(), clock),
                words.say(item.name()),
                person == null ? null : person.name(),
                person == null ? null : person.address(),
                item.caseNumber(),
                words.say(item.type() + ".name"),
                words.say(item.type() + ".severity." + item.urgency()),
                item.area(),
                item.groups().stream()
                        .map(group -> words.say("access.group." + group))
                        .collect(Collectors.joining(words.say("web.comma"))),
                item.assignee() == null ? null : holders.getOrDefault(item.assignee(), item.assignee()),
                CsvDownload.time(item.createdAt(), clock));
    }
}
