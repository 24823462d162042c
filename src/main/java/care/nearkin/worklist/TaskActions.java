package care.nearkin.worklist;

import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.engine.Tasks;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import care.nearkin.notification.Notice;
import care.nearkin.notification.Notices;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people do with a step besides working it: hand it over (转办), nudge who should do it (催办). Each says who,
 * when and why on the case's timeline, as a remark in Camunda Tasklist (without the why, which may name somebody), and to
 * whom it concerns.
 */
@Component
class TaskActions {

    static final int LONGEST_WHY = 500;

    /** Whoever was nudged needs time to do it. */
    private static final Duration BETWEEN_NUDGES = Duration.ofMinutes(10);

    private final TaskDesk desk;
    private final Tasks tasks;
    private final Nudges nudges;
    private final TaskTelling telling;
    private final CaseFiles caseFiles;
    private final StaffAccounts staff;
    private final Notices notices;
    private final Viewers viewers;
    private final Words words;
    private final Clock clock;

    TaskActions(
            TaskDesk desk,
            Tasks tasks,
            Nudges nudges,
            TaskTelling telling,
            CaseFiles caseFiles,
            StaffAccounts staff,
            Notices notices,
            Viewers viewers,
            Words words,
            Clock clock) {
        this.desk = desk;
        this.tasks = tasks;
        this.nudges = nudges;
        this.telling = telling;
        this.caseFiles = caseFiles;
        this.staff = staff;
        this.notices = notices;
        this.viewers = viewers;
        this.words = words;
        this.clock = clock;
    }

    /** Who holds it may hand it over, and supervisors may give it to somebody. */
    boolean mayHandOver(WorkItem item) {
        Viewer viewer = viewers.current();
        return viewer.name().equals(item.assignee()) || viewer.in(Group.SUPERVISOR);
    }

    /** Everybody else of its groups who serves its area, by account, in the order of their names. */
    Map<String, String> colleagues(WorkItem item) {
        Set<String> members =
                staff.members(item.groups().stream().map(Group::of).collect(Collectors.toSet()), item.area());
        return staff.displayNames(members).entrySet().stream()
                .filter(one -> !one.getKey().equals(item.assignee()))
                .sorted(Map.Entry.<String, String>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
    }

    @Transactional
    void handOver(String taskId, String to, String why) {
        WorkItem item = desk.see(taskId);
        String because = because(why);
        if (!mayHandOver(item)) {
            throw Refusal.forbidden("task.not-yours");
        }
        if (!colleagues(item).containsKey(to)) {
            throw Refusal.invalid("to", "task.hand-over.to");
        }
        tasks.handOver(taskId, desk.worker(), to);
        tasks.remark(taskId, desk.worker(), words.say("task.remark.handed-over", staff.displayName(to)));
        telling.asked(taskId, viewers.current().name());
        note(item, "task.because", because);
        tell(item, "task.handed-over", Set.of(), Set.of(to), clock.instant());
    }

    /** Refused while the last nudge is fresh. */
    @Transactional
    void nudge(String taskId, String why) {
        WorkItem item = desk.see(taskId);
        String because = why.isBlank() ? null : because(why);
        String holder = item.assignee();
        if (viewers.current().name().equals(holder)) {
            throw Refusal.invalid(null, "task.nudge.yourself");
        }
        Instant now = clock.instant();
        if (!nudges.note(taskId, now, now.minus(BETWEEN_NUDGES))) {
            throw Refusal.conflict("task.nudge.again", BETWEEN_NUDGES.toMinutes());
        }
        tasks.remark(taskId, desk.worker(), words.say("task.remark.nudged"));
        telling.asked(taskId, viewers.current().name());
        note(item, "task.nudged", because);
        Set<Group> groups = item.groups().stream().map(Group::of).collect(Collectors.toSet());
        tell(item, "task.nudged", holder == null ? groups : Set.of(), holder == null ? Set.of() : Set.of(holder), now);
    }

    private void note(WorkItem item, String kind, @Nullable String text) {
        caseFiles.note(
                item.caseNumber(),
                new CaseFiles.Entry(kind, clock.instant(), viewers.current().name(), List.of("@" + item.name()), text));
    }

    private void tell(WorkItem item, String kind, Set<Group> groups, Set<String> people, Instant now) {
        notices.tell(new Notice(
                kind,
                "task:" + item.id() + ":" + now.toEpochMilli(),
                groups,
                people,
                item.area(),
                Map.of("case", item.caseNumber(), "task", item.name()),
                "/tasks/" + item.id(),
                false,
                Set.of(Notice.Channel.IN_APP)));
    }

    private static String because(String why) {
        String plain = why.strip();
        if (plain.isEmpty()) {
            throw Refusal.invalid("why", "task.why.missing");
        }
        if (plain.length() > LONGEST_WHY) {
            throw Refusal.invalid("why", "task.why.long", LONGEST_WHY);
        }
        return plain;
    }
}
