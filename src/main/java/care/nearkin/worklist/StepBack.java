package care.nearkin.worklist;

import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.engine.SendBack;
import care.nearkin.engine.SendBack.Passed;
import care.nearkin.engine.SendBack.Plan;
import care.nearkin.engine.TakeBack;
import care.nearkin.engine.Tasks;
import care.nearkin.kernel.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Going back: a step is sent back to one that was passed, by who holds it or a supervisor (驳回); a step just done is taken
 * back by who did it, while nobody else has opened what came of it (撤回).
 */
@Component
class StepBack {

    /** Later nobody thinks of it as "just now". */
    private static final Duration LATELY = Duration.ofHours(12);

    /** A step that the reader just did and may take back. */
    record Done(String taskId, String caseNumber, String name) {}

    private final SendBack sendBack;
    private final TakeBack takeBack;
    private final TaskDesk desk;
    private final TaskActions actions;
    private final Worklist worklist;
    private final Tasks tasks;
    private final StaffAccounts staff;
    private final StepTold told;
    private final Viewers viewers;
    private final JdbcClient jdbc;
    private final Clock clock;

    StepBack(
            SendBack sendBack,
            TakeBack takeBack,
            TaskDesk desk,
            TaskActions actions,
            Worklist worklist,
            Tasks tasks,
            StaffAccounts staff,
            StepTold told,
            Viewers viewers,
            JdbcClient jdbc,
            Clock clock) {
        this.sendBack = sendBack;
        this.takeBack = takeBack;
        this.desk = desk;
        this.actions = actions;
        this.worklist = worklist;
        this.tasks = tasks;
        this.staff = staff;
        this.told = told;
        this.viewers = viewers;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Passed> ways(WorkItem item) {
        mayGoBack(item);
        return sendBack.passed(item.id());
    }

    Plan plan(WorkItem item, String step) {
        mayGoBack(item);
        return sendBack.plan(item.id(), step);
    }

    /** {@code state} is what her page showed; to who did it the last time, where she may still do such steps. */
    @Transactional
    String sendBack(String taskId, String step, String state, String why) {
        WorkItem item = desk.see(taskId);
        mayGoBack(item);
        String because = StepTold.because(why);
        Plan plan = sendBack.plan(taskId, step);
        if (!plan.state().equals(state)) {
            throw Refusal.conflict("task.send-back.changed");
        }
        String before = ways(item).stream()
                .filter(way -> way.step().equals(step))
                .findFirst()
                .map(Passed::by)
                .orElse(null);
        List<String> opened = sendBack.sendBack(taskId, plan, desk.worker());
        told.note(item, "task.sent-back", because, "@" + item.type() + "." + step);
        opened.forEach(task -> reopened(task, before));
        return opened.isEmpty() ? "/cases/" + item.caseNumber() : "/tasks/" + opened.get(0);
    }

    private void reopened(String task, @Nullable String before) {
        WorkItem item = worklist.find(task).orElseThrow();
        told.remark(task, "sent-back");
        if (before != null
                && item.assignee() == null
                && actions.colleagues(item).containsKey(before)) {
            tasks.giveTo(task, before);
        }
        String holder = worklist.find(task).map(WorkItem::assignee).orElse(null);
        Set<Group> groups = Set.of();
        if (holder == null) {
            groups = item.groups().stream().map(Group::of).collect(Collectors.toSet());
        }
        told.tell(item, "task.sent-back", groups, holder == null ? Set.of() : Set.of(holder));
    }

    private void mayGoBack(WorkItem item) {
        Viewer viewer = viewers.current();
        if (!viewer.in(Group.SUPERVISOR)
                && (item.delegatedBy() != null || !viewer.name().equals(item.assignee()))) {
            throw Refusal.forbidden("task.not-yours");
        }
    }

    /** Notes that somebody looks at a step: what was done before it is not taken back unseen any more. */
    @Transactional
    void opened(WorkItem item) {
        jdbc.sql("""
                        insert into task_opening (task_id, person, at)
                        select id, :person, :now from open_task where id = :task
                        on conflict do nothing""")
                .param("task", item.id())
                .param("person", viewers.current().name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** What the reader did last in this case, as long as she may take it back. */
    @Transactional(readOnly = true)
    Optional<Done> mine(String caseNumber) {
        Instant lately = clock.instant().minus(LATELY);
        return jdbc
                .sql("""
                        select id, flow, task_key, done_by, ended_at from ended_task
                         where case_number = :number and done_by is not null
                         order by ended_at desc limit 1""")
                .param("number", caseNumber)
                .query((row, at) -> viewers.current().name().equals(row.getString("done_by"))
                                && row.getTimestamp("ended_at").toInstant().isAfter(lately)
                        ? new Done(
                                row.getString("id"),
                                caseNumber,
                                row.getString("flow") + "." + row.getString("task_key"))
                        : null)
                .list()
                .stream()
                .filter(Objects::nonNull)
                .findFirst()
                .filter(done -> takeBack.openedBy(caseNumber, done.taskId())
                        .filter(this::unseen)
                        .isPresent());
    }

    private boolean unseen(Set<String> openedTasks) {
        String me = viewers.current().name();
        boolean held = openedTasks.stream()
                .map(worklist::find)
                .flatMap(Optional::stream)
                .map(WorkItem::assignee)
                .anyMatch(holder -> holder != null && !holder.equals(me));
        return !held
                && jdbc.sql("select count(*) from task_opening where task_id = any(:tasks) and person <> :me")
                                .param("tasks", openedTasks.toArray(String[]::new))
                                .param("me", me)
                                .query(Long.class)
                                .single()
                        == 0;
    }

    @Transactional
    String takeBack(String taskId, String why) {
        String number = desk.caseOf(taskId);
        String because = StepTold.because(why);
        Done done = mine(number)
                .filter(one -> one.taskId().equals(taskId))
                .orElseThrow(() -> Refusal.conflict("task.take-back.late"));
        String anew = takeBack.takeBack(number, taskId, desk.worker());
        WorkItem item = worklist.find(anew).orElseThrow();
        if (item.assignee() == null) {
            tasks.claim(anew, desk.worker());
        }
        told.remark(anew, "taken-back");
        told.note(item, "task.taken-back", because);
        return "/tasks/" + anew;
    }
}
