package care.nearkin.worklist;

import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casefile.CaseReaders;
import care.nearkin.duty.Deputies;
import care.nearkin.engine.OpenTask;
import care.nearkin.engine.Tasks;
import care.nearkin.engine.Tasks.Worker;
import care.nearkin.kernel.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What the person who looks may do with tasks: those of her areas, in her own name. */
@Component
class TaskDesk {

    private static final Logger log = LoggerFactory.getLogger(TaskDesk.class);

    private final Worklist worklist;
    private final EndedTaskRows ended;
    private final Tasks tasks;
    private final CaseFiles caseFiles;
    private final CaseReaders readers;
    private final StaffAccounts staff;
    private final AnswerWords answerWords;
    private final Deputies deputies;
    private final Viewers viewers;
    private final Clock clock;

    TaskDesk(
            Worklist worklist,
            EndedTaskRows ended,
            Tasks tasks,
            CaseFiles caseFiles,
            CaseReaders readers,
            StaffAccounts staff,
            AnswerWords answerWords,
            Deputies deputies,
            Viewers viewers,
            Clock clock) {
        this.worklist = worklist;
        this.ended = ended;
        this.tasks = tasks;
        this.caseFiles = caseFiles;
        this.readers = readers;
        this.staff = staff;
        this.answerWords = answerWords;
        this.deputies = deputies;
        this.viewers = viewers;
        this.clock = clock;
    }

    WorkItem see(String taskId) {
        Viewer viewer = viewers.current();
        WorkItem item = worklist.find(taskId)
                .filter(one -> viewer.serves(one.area()) && concerns(viewer, one))
                .orElseThrow(() -> Refusal.notFound("task.gone"));
        if (!mayRead(viewer, item)) {
            throw Refusal.forbidden("case.sealed", item.caseNumber());
        }
        return item;
    }

    /** Of many those that are there for her, in no order. */
    List<WorkItem> seen(Viewer viewer, Collection<String> taskIds) {
        return worklist.open(taskIds).stream()
                .filter(item -> sees(viewer, item))
                .toList();
    }

    boolean sees(Viewer viewer, WorkItem item) {
        return viewer.serves(item.area()) && concerns(viewer, item) && mayRead(viewer, item);
    }

    private boolean mayRead(Viewer viewer, WorkItem item) {
        return !item.isSealed() || readers.mayReach(viewer.name(), item.caseNumber());
    }

    /** A second one hears who was faster, and when. */
    void claim(String taskId) {
        see(taskId);
        try {
            tasks.claim(taskId, worker());
        } catch (Refusal refusal) {
            if (refusal.words().equals("task.taken")) {
                throw worklist.find(taskId).map(this::taken).orElse(refusal);
            }
            throw refusal;
        }
    }

    private @Nullable Refusal taken(WorkItem item) {
        String holder = item.assignee();
        Instant since = item.takenAt();
        if (holder == null || since == null) {
            return null;
        }
        String time =
                DateTimeFormatter.ofPattern("HH:mm").withZone(clock.getZone()).format(since);
        return Refusal.conflict("task.taken.since", staff.displayName(holder), time);
    }

    /** Takes the next step of a case in hand; where somebody else was faster the page says who. Answers its address. */
    String takeIfFree(WorkItem item) {
        try {
            claim(item.id());
        } catch (Refusal taken) {
            log.debug("{} was taken by somebody else", item.id());
        }
        return "/tasks/" + item.id();
    }

    void takeOver(String taskId) {
        see(taskId);
        tasks.takeOver(taskId, worker());
    }

    boolean mayTakeOver(WorkItem item) {
        Viewer viewer = viewers.current();
        Instant due = item.due();
        return item.assignee() != null
                && !item.assignee().equals(viewer.name())
                && (viewer.in(Group.SUPERVISOR)
                        || isFor(viewer, item)
                                && (due != null && due.isBefore(clock.instant())
                                        || deputies.standsInFor(viewer.name()).contains(item.assignee())));
    }

    /** The case whose step this is or was; refuses what nobody knows. */
    String caseOf(String taskId) {
        return worklist.find(taskId)
                .map(WorkItem::caseNumber)
                .or(() -> ended.findById(taskId).map(EndedTaskRow::caseNumber))
                .orElseThrow(() -> Refusal.notFound("task.gone"));
    }

    void release(String taskId) {
        see(taskId);
        tasks.release(taskId, worker());
    }

    /**
     * Completes; when the process has moved on meanwhile, what was typed is kept as a note on the case and the refusal says
     * so: nothing a person types is lost.
     */
    void complete(String taskId, Map<String, Object> answers) {
        if (worklist.find(taskId).isEmpty()) {
            keepTooLate(taskId, answers);
            throw Refusal.notFound("task.gone");
        }
        see(taskId);
        try {
            tasks.complete(taskId, worker(), answers);
        } catch (Refusal refusal) {
            if (refusal.words().equals("task.gone")) {
                keepTooLate(taskId, answers);
            }
            throw refusal;
        }
    }

    /** The id of its form, which its fields are called by. */
    @Nullable
    String formOf(String taskId) {
        return tasks.find(taskId).map(OpenTask::form).orElse(null);
    }

    Tasks.Form form(String taskId, java.util.Locale language) {
        see(taskId);
        return tasks.form(taskId, language);
    }

    Worker worker() {
        Viewer viewer = viewers.current();
        return new Worker(
                viewer.name(), viewer.groups().stream().map(Group::key).collect(Collectors.toSet()));
    }

    private void keepTooLate(String taskId, Map<String, Object> answers) {
        if (answers.isEmpty()) {
            return;
        }
        ended.findById(taskId).ifPresent(task -> {
            String text = answerWords.of(task.form(), answers).entrySet().stream()
                    .map(answer -> answer.getKey() + " · " + answer.getValue())
                    .collect(Collectors.joining("\n"));
            caseFiles.note(
                    task.caseNumber(),
                    new CaseFiles.Entry(
                            "task.too-late",
                            clock.instant(),
                            viewers.current().name(),
                            List.of("@" + task.name()),
                            text));
        });
    }

    /** Whether one of her groups does such steps. */
    boolean isFor(Viewer viewer, WorkItem item) {
        return viewer.groups().stream().map(Group::key).anyMatch(item.groups()::contains);
    }

    private boolean concerns(Viewer viewer, WorkItem item) {
        return TaskList.seesAll(viewer) || viewer.name().equals(item.assignee()) || isFor(viewer, item);
    }
}
