package care.nearkin.worklist;

import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.duty.WorkingTimes;
import care.nearkin.engine.OpenTask;
import care.nearkin.engine.StepRule;
import care.nearkin.kernel.Refusal;
import care.nearkin.worklist.TaskRequest.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What one asks of another about a step: to sign it before it is finished (加签), and for more time than one may give
 * oneself (延期), also to let it rest (暂停). Whoever holds a step may put it off until the third working day after its first target, never beyond its
 * limit; a supervisor agrees to more. What is due within two hours is an emergency and is not put off.
 */
@Component
class TaskRequests implements StepRule {

    private static final int OWN_DAYS = 3;
    private static final Duration EMERGENCY = Duration.ofHours(2);
    private static final Duration LONGEST = Duration.ofDays(366);

    private final TaskRequestRows rows;
    private final Worklist worklist;
    private final TaskDesk desk;
    private final TaskActions actions;
    private final StaffAccounts staff;
    private final StepTold told;
    private final PuttingOff puttingOff;
    private final WorkingTimes working;
    private final Viewers viewers;
    private final Clock clock;

    TaskRequests(
            TaskRequestRows rows,
            Worklist worklist,
            TaskDesk desk,
            TaskActions actions,
            StaffAccounts staff,
            StepTold told,
            PuttingOff puttingOff,
            WorkingTimes working,
            Viewers viewers,
            Clock clock) {
        this.rows = rows;
        this.worklist = worklist;
        this.desk = desk;
        this.actions = actions;
        this.staff = staff;
        this.told = told;
        this.puttingOff = puttingOff;
        this.working = working;
        this.viewers = viewers;
        this.clock = clock;
    }

    /** Nobody finishes a step while somebody who was asked has not signed, or has refused to. */
    @Override
    public void check(OpenTask task) {
        rows.of(task.id()).stream()
                .filter(request -> request.kind() == Kind.SIGN && !Boolean.TRUE.equals(request.agreed()))
                .findFirst()
                .ifPresent(request -> {
                    throw Refusal.conflict(
                            request.open() ? "task.sign.open" : "task.sign.refused",
                            staff.displayName(String.valueOf(request.person())));
                });
    }

    List<TaskRequest> of(WorkItem item) {
        return rows.of(item.id());
    }

    /** Steps that wait for the reader's word, for the top of her list. */
    List<Waiting> waitingForMe() {
        return rows.waitingFor(viewers.current().name()).stream()
                .flatMap(request -> worklist.find(request.taskId()).stream().map(task -> new Waiting(request, task)))
                .toList();
    }

    /** What these steps wait for, by step; nothing of the others. */
    Map<String, List<TaskRequest>> awaited(List<WorkItem> items) {
        return rows.openOf(items.stream().map(WorkItem::id).toList()).stream()
                .collect(Collectors.groupingBy(TaskRequest::taskId));
    }

    record Waiting(TaskRequest request, WorkItem task) {}

    boolean mayAnswer(WorkItem item, TaskRequest request) {
        Viewer viewer = viewers.current();
        return request.open()
                && (request.kind() == Kind.SIGN
                        ? viewer.name().equals(request.person())
                        : viewer.in(Group.SUPERVISOR) && !viewer.name().equals(request.askedBy()));
    }

    boolean mayWithdraw(TaskRequest request) {
        Viewer viewer = viewers.current();
        return !Boolean.TRUE.equals(request.agreed())
                && (viewer.name().equals(request.askedBy()) || viewer.in(Group.SUPERVISOR));
    }

    boolean mayExtend(WorkItem item) {
        Instant first = item.firstDue();
        return item.due() != null
                && first != null
                && item.delegatedBy() == null
                && !Duration.between(item.createdAt(), first).minus(EMERGENCY).isNegative()
                && (viewers.current().name().equals(item.assignee())
                        || viewers.current().in(Group.SUPERVISOR));
    }

    @Transactional
    void askToSign(String taskId, String person, String why) {
        WorkItem item = held(taskId);
        String because = StepTold.because(why);
        if (!actions.readers(item).containsKey(person)) {
            throw Refusal.invalid("person", "task.sign.person");
        }
        ask(item, Kind.SIGN, person, null);
        told.remark(taskId, "sign-asked", staff.displayName(person));
        told.note(item, "task.sign-asked", because, staff.displayName(person));
        told.tell(item, "task.sign-asked", Set.of(), Set.of(person));
    }

    /** At once within one's own limit, else a supervisor is asked. */
    @Transactional
    void moreTime(String taskId, Instant until, String why) {
        WorkItem item = held(taskId);
        String because = StepTold.because(why);
        if (!mayExtend(item)) {
            throw Refusal.conflict("task.extend.emergency", EMERGENCY.toHours());
        }
        Instant now = clock.instant();
        if (!until.isAfter(now) || !until.isAfter(item.due()) || until.isAfter(now.plus(LONGEST))) {
            throw Refusal.invalid("until", "task.extend.until");
        }
        if (mayDecide(item, until)) {
            puttingOff.extend(item, until, because);
        } else {
            askSupervisors(item, Kind.TIME, until, because);
        }
    }

    /** At once where it is due within one's own limit afterwards, else a supervisor is asked. */
    @Transactional
    void pause(String taskId, Instant until, String why) {
        WorkItem item = held(taskId);
        String because = StepTold.because(why);
        if (item.assignee() == null) {
            throw Refusal.conflict("task.pause.free");
        }
        if (!mayExtend(item)) {
            throw Refusal.conflict("task.extend.emergency", EMERGENCY.toHours());
        }
        Instant now = clock.instant();
        if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
            throw Refusal.invalid("until", "task.extend.until");
        }
        if (mayDecide(item, puttingOff.dueAfter(item, until))) {
            puttingOff.rest(item, until, because);
        } else {
            askSupervisors(item, Kind.PAUSE, until, because);
        }
    }

    private boolean mayDecide(WorkItem item, Instant due) {
        return viewers.current().in(Group.SUPERVISOR) || due.equals(item.due()) || !due.isAfter(ownLimit(item));
    }

    private void askSupervisors(WorkItem item, Kind kind, Instant until, String because) {
        ask(item, kind, null, until);
        told.remark(item.id(), kind.word() + "-asked", puttingOff.said(until));
        told.note(item, "task." + kind.word() + "-asked", because, puttingOff.said(until));
        told.tell(item, "task." + kind.word() + "-asked", Set.of(Group.SUPERVISOR), Set.of());
    }

    /** Until when whoever holds it may put it off herself. */
    Instant ownLimit(WorkItem item) {
        Instant first = item.firstDue();
        Instant own = working.office().afterDays(first == null ? clock.instant() : first, OWN_DAYS);
        Instant fatal = item.fatal();
        return fatal != null && fatal.isBefore(own) ? fatal : own;
    }

    @Transactional
    void answer(String taskId, long id, boolean agrees, String why) {
        WorkItem item = desk.see(taskId);
        TaskRequest request = find(taskId, id);
        String because = agrees ? StepTold.maybe(why) : StepTold.because(why);
        if (!request.open()) {
            throw Refusal.conflict("task.request.answered");
        }
        if (!mayAnswer(item, request)) {
            throw Refusal.forbidden("task.not-yours");
        }
        rows.answer(id, agrees, viewers.current().name(), clock.instant());
        String what = request.kind().word();
        Instant until = request.until();
        if (agrees && until != null && request.kind() == Kind.PAUSE) {
            puttingOff.rest(item, later(until), because);
        } else if (agrees && until != null) {
            puttingOff.extend(item, until, because);
        } else {
            told.remark(taskId, what + (agrees ? "-agreed" : "-refused"));
            told.note(item, "task." + what + (agrees ? "-agreed" : "-refused"), because);
        }
        told.tell(item, "task." + what + (agrees ? "-agreed" : "-refused"), Set.of(), Set.of(request.askedBy()));
    }

    /** What was asked for may be over before anybody answered: then it is back at once. */
    private Instant later(Instant until) {
        Instant now = clock.instant();
        return until.isAfter(now) ? until : now;
    }

    @Transactional
    void withdraw(String taskId, long id) {
        WorkItem item = desk.see(taskId);
        TaskRequest request = find(taskId, id);
        if (!mayWithdraw(request)) {
            throw Refusal.forbidden("task.not-yours");
        }
        rows.withdraw(id);
        told.remark(taskId, "withdrawn");
        told.note(item, "task.withdrawn", null);
    }

    private void ask(WorkItem item, Kind kind, @Nullable String person, @Nullable Instant until) {
        if (!rows.ask(item.id(), kind, person, until, viewers.current().name(), clock.instant())) {
            throw Refusal.conflict("task.request.twice");
        }
    }

    private WorkItem held(String taskId) {
        WorkItem item = desk.see(taskId);
        if (!viewers.current().name().equals(item.assignee())
                && !viewers.current().in(Group.SUPERVISOR)) {
            throw Refusal.forbidden("task.not-yours");
        }
        return item;
    }

    private TaskRequest find(String taskId, long id) {
        return rows.find(taskId, id).orElseThrow(() -> Refusal.notFound("task.request.gone"));
    }
}
