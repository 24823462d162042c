package care.nearkin.worklist;

import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.Viewer;
import care.nearkin.casefile.CaseFile;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casefile.PersonKnown;
import care.nearkin.engine.OpenTask;
import care.nearkin.engine.TaskNews;
import care.nearkin.kernel.Changed;
import care.nearkin.kernel.Slice;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps the read model of open tasks in step with the engine, inside its transaction, and answers lists from it. */
@Component
class TaskBook implements Worklist {

    private final OpenTaskRows open;
    private final EndedTaskRows ended;
    private final CaseFiles caseFiles;
    private final Positions positions;
    private final StaffAccounts staff;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    TaskBook(
            OpenTaskRows open,
            EndedTaskRows ended,
            CaseFiles caseFiles,
            Positions positions,
            StaffAccounts staff,
            ApplicationEventPublisher events,
            Clock clock) {
        this.open = open;
        this.ended = ended;
        this.caseFiles = caseFiles;
        this.positions = positions;
        this.staff = staff;
        this.events = events;
        this.clock = clock;
    }

    @EventListener
    void opened(TaskNews.Opened news) {
        CaseFile file = caseFiles.find(news.task().caseNumber()).orElseThrow();
        open.save(new OpenTaskRow(news.task(), file, positions.next()));
        events.publishEvent(new Changed(Changed.TASKS));
    }

    @EventListener
    void changed(TaskNews.Changed news) {
        open.findById(news.task().id()).ifPresent(row -> {
            takenOver(row.view(), news.task());
            row.follow(news.task());
        });
        events.publishEvent(new Changed(Changed.TASKS));
    }

    /** Whichever window it was done in, the timeline says who has it now and from whom. */
    private void takenOver(WorkItem before, OpenTask now) {
        String holder = before.assignee();
        if (holder != null && now.assignee() != null && !holder.equals(now.assignee())) {
            String name = staff.displayNames(Set.of(holder)).getOrDefault(holder, holder);
            caseFiles.note(
                    before.caseNumber(),
                    new CaseFiles.Entry(
                            "task.taken-over",
                            clock.instant(),
                            now.assignee(),
                            List.of("@" + before.name(), name),
                            null));
        }
    }

    @EventListener
    void ended(TaskNews.Ended news) {
        open.findById(news.task().id()).ifPresent(open::delete);
        ended.save(new EndedTaskRow(news));
        events.publishEvent(new Changed(Changed.TASKS));
    }

    @EventListener
    void known(PersonKnown news) {
        open.findByCaseNumberInOrderByPosition(List.of(news.caseNumber()))
                .forEach(row -> row.about(news.resident(), news.area()));
        events.publishEvent(new Changed(Changed.TASKS));
    }

    @Override
    public Slice<WorkItem> list(Viewer viewer, Query query) {
        List<OpenTaskRow> rows = open.page(
                query.caseNumber(),
                query.mine() ? viewer.name() : query.assignee(),
                groups(viewer, query),
                viewer.name(),
                viewer.everywhere(),
                viewer.areas().toArray(String[]::new),
                query.after() == null ? null : Long.valueOf(query.after()),
                query.limit() + 1);
        return Slice.of(rows, query.limit(), row -> Long.toString(row.position()))
                .map(OpenTaskRow::view);
    }

    @Override
    public Slice<WorkItem> byDue(Viewer viewer, Query query, boolean late) {
        String[] after = query.after() == null ? null : query.after().split("_");
        List<OpenTaskRow> rows = open.byDue(
                query.mine() ? viewer.name() : query.assignee(),
                groups(viewer, query),
                viewer.name(),
                viewer.everywhere(),
                viewer.areas().toArray(String[]::new),
                late,
                clock.instant().toString(),
                after == null ? null : after[0],
                after == null ? 0 : Long.parseLong(after[1]),
                query.limit() + 1);
        return Slice.of(rows, query.limit(), TaskBook::dueCursor).map(OpenTaskRow::view);
    }

    private static String dueCursor(OpenTaskRow row) {
        Instant due = row.view().due();
        return (due == null ? "infinity" : due.toString()) + "_" + row.position();
    }

    /** One's own groups; supervisors, managers and administrators may look at any. */
    private static String[] groups(Viewer viewer, Query query) {
        Set<String> own = viewer.in(Group.SUPERVISOR, Group.MANAGER, Group.ADMIN)
                ? java.util.Arrays.stream(Group.values()).map(Group::key).collect(Collectors.toSet())
                : viewer.groups().stream().map(Group::key).collect(Collectors.toSet());
        return own.stream()
                .filter(group -> query.group() == null || query.group().equals(group))
                .toArray(String[]::new);
    }

    @Override
    public Optional<WorkItem> find(String taskId) {
        return open.findById(taskId).map(OpenTaskRow::view);
    }

    @Override
    public Map<String, List<WorkItem>> of(Collection<String> caseNumbers) {
        return caseNumbers.isEmpty()
                ? Map.of()
                : open.findByCaseNumberInOrderByPosition(caseNumbers).stream()
                        .map(OpenTaskRow::view)
                        .collect(Collectors.groupingBy(WorkItem::caseNumber));
    }
}
