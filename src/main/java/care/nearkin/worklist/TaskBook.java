package care.nearkin.worklist;

import care.nearkin.access.StaffAccounts;
import care.nearkin.access.Viewer;
import care.nearkin.casefile.CaseFile;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casefile.CaseSealed;
import care.nearkin.casefile.PersonKnown;
import care.nearkin.engine.OpenTask;
import care.nearkin.engine.TaskNews;
import care.nearkin.kernel.Changed;
import care.nearkin.kernel.Slice;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps the read model of open tasks in step with the engine, inside its transaction, and answers lists from it. */
@Component
class TaskBook implements Worklist {

    private final TaskList list;
    private final OpenTaskRows open;
    private final EndedTaskRows ended;
    private final CaseFiles caseFiles;
    private final Positions positions;
    private final StaffAccounts staff;
    private final TaskTelling telling;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    TaskBook(
            TaskList list,
            OpenTaskRows open,
            EndedTaskRows ended,
            CaseFiles caseFiles,
            Positions positions,
            StaffAccounts staff,
            TaskTelling telling,
            ApplicationEventPublisher events,
            Clock clock) {
        this.list = list;
        this.open = open;
        this.ended = ended;
        this.caseFiles = caseFiles;
        this.positions = positions;
        this.staff = staff;
        this.telling = telling;
        this.events = events;
        this.clock = clock;
    }

    @EventListener
    void opened(TaskNews.Opened news) {
        CaseFile file = caseFiles.find(news.task().caseNumber()).orElseThrow();
        OpenTaskRow row = open.save(new OpenTaskRow(news.task(), file, positions.next()));
        String holder = news.task().assignee();
        if (holder != null) {
            telling.assigned(row.view(), holder);
        }
        events.publishEvent(new Changed(Changed.TASKS, file.area()));
    }

    @EventListener
    void changed(TaskNews.Changed news) {
        open.findById(news.task().id()).ifPresent(row -> {
            passedOn(row.view(), news.task(), news.by());
            row.follow(news.task(), clock.instant());
            events.publishEvent(new Changed(Changed.TASKS, row.view().area()));
        });
    }

    /** Whichever window it was done in, the timeline says who has it now, and from whom or by whose hand. */
    private void passedOn(WorkItem before, OpenTask now, @Nullable String by) {
        String holder = before.assignee();
        String next = now.assignee();
        if (next == null || next.equals(holder)) {
            return;
        }
        if (now.delegatedBy() != null && before.delegatedBy() == null) {
            note(before, "task.delegated", now.delegatedBy(), next);
        } else if (before.delegatedBy() != null && now.delegatedBy() == null) {
            note(before, "task.given-back", by == null ? next : by, next);
        } else if (by != null && !by.equals(next)) {
            note(before, "task.handed-over", by, next);
        } else if (holder != null) {
            note(before, "task.taken-over", next, holder);
        }
        if (by == null) {
            telling.assigned(before, next);
        }
    }

    private void note(WorkItem item, String kind, String by, String other) {
        caseFiles.note(
                item.caseNumber(),
                new CaseFiles.Entry(
                        kind, clock.instant(), by, List.of("@" + item.name(), staff.displayName(other)), null));
    }

    @EventListener
    void ended(TaskNews.Ended news) {
        open.findById(news.task().id()).ifPresent(row -> {
            telling.ended(row.view(), news.completed());
            open.delete(row);
            events.publishEvent(new Changed(Changed.TASKS, row.view().area()));
        });
        ended.save(new EndedTaskRow(news));
    }

    @EventListener
    void known(PersonKnown news) {
        open.findByCaseNumberInOrderByPosition(List.of(news.caseNumber()))
                .forEach(row -> row.about(news.resident(), news.area()));
        events.publishEvent(new Changed(Changed.TASKS));
    }

    @EventListener
    void sealed(CaseSealed news) {
        open.findByCaseNumberInOrderByPosition(List.of(news.file().number())).forEach(row -> row.seal(news.file()));
    }

    @Override
    public Slice<WorkItem> list(Viewer viewer, Ask ask) {
        return list.page(viewer, ask);
    }

    @Override
    public Optional<WorkItem> find(String taskId) {
        return open.findById(taskId).map(OpenTaskRow::view);
    }

    @Override
    public List<WorkItem> open(Collection<String> taskIds) {
        return taskIds.isEmpty()
                ? List.of()
                : open.findByIdIn(taskIds).stream().map(OpenTaskRow::view).toList();
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
