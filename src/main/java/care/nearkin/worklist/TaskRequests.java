package care.nearkin.worklist;

import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.duty.WorkingTimes;
import care.nearkin.engine.OpenTask;
import care.nearkin.engine.StepRule;
import care.nearkin.engine.Tasks;
import care.nearkin.kernel.Refusal;
import care.nearkin.worklist.TaskRequest.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What one asks of another about a step: to sign it before it is finished (加签), and for more time than one may give
 * oneself (延期). Whoever holds a step may put it off until the third working day after its first target, never beyond its
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
    private final Tasks tasks;
    private final StaffAccounts staff;
    private final StepTold told;
    private final WorkingTimes working;
    private final Viewers viewers;
    private final Clock clock;

    TaskRequests(
            TaskRequestRows rows,
            Worklist worklist,
            TaskDesk desk,
            TaskActions actions,
            Tasks tasks,
            StaffAccounts staff,
            StepTold told,
            WorkingTimes working,
            Viewers viewers,
            Clock clock) {
        this.rows = rows;
        this.worklist = worklist;
        this.desk = desk;
        this.actions = actions;
        this.tasks = tasks;
        this.staff = staff;
        this.told = told;
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
        if (viewers.current().in(Group.SUPERVISOR) || !until.isAfter(ownLimit(item))) {
            extend(item, until, because);
            return;
        }
        ask(item, Kind.TIME, null, until);
        told.remark(taskId, "time-asked", said(until));
        told.note(item, "task.time-asked", because, said(until));
        told.tell(item, "task.time-asked", Set.of(Group.SUPERVISOR), Set.of());
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
        String what = request.kind() == Kind.SIGN ? "sign" : "time";
        Instant until = request.until();
        if (agrees && until != null) {
            extend(item, until, because);
        } else {
            told.remark(taskId, what + (agrees ? "-agreed" : "-refused"));
            told.note(item, "task." + what + (agrees ? "-agreed" : "-refused"), because);
        }
        told.tell(item, "task." + what + (agrees ? "-agreed" : "-refused"), Set.of(), Set.of(request.askedBy()));
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

    private void extend(WorkItem item, Instant until, @Nullable String because) {
        Instant fatal = item.fatal();
        tasks.extend(item.id(), desk.worker(), until, fatal != null && fatal.isBefore(until) ? until : fatal);
        told.remark(item.id(), "extended", said(until));
        told.note(item, "task.extended", because, said(until));
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

    private String said(Instant at) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")
                .withZone(clock.getZone())
                .format(at);
    }
}
