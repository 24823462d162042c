package care.nearkin.worklist;

import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.casefile.CaseReaders;
import care.nearkin.duty.Deputies;
import care.nearkin.engine.Tasks;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people do with a step besides working it: hand it over for good (转办), have it prepared and given back (委派), nudge
 * who should do it (催办), send a copy (抄送). Each is said by {@link StepTold}.
 */
@Component
class TaskActions {

    /** Whoever was nudged needs time to do it. */
    private static final Duration BETWEEN_NUDGES = Duration.ofMinutes(10);

    private final TaskDesk desk;
    private final Tasks tasks;
    private final Nudges nudges;
    private final TaskTelling telling;
    private final Drafts drafts;
    private final CaseReaders caseReaders;
    private final StaffAccounts staff;
    private final Deputies deputies;
    private final StepTold told;
    private final Words words;
    private final Viewers viewers;
    private final Clock clock;

    TaskActions(
            TaskDesk desk,
            Tasks tasks,
            Nudges nudges,
            TaskTelling telling,
            Drafts drafts,
            CaseReaders caseReaders,
            StaffAccounts staff,
            Deputies deputies,
            StepTold told,
            Words words,
            Viewers viewers,
            Clock clock) {
        this.desk = desk;
        this.tasks = tasks;
        this.nudges = nudges;
        this.telling = telling;
        this.drafts = drafts;
        this.caseReaders = caseReaders;
        this.staff = staff;
        this.deputies = deputies;
        this.told = told;
        this.words = words;
        this.viewers = viewers;
        this.clock = clock;
    }

    /** Who holds it as her own may hand it over, and supervisors may give it to somebody. */
    boolean mayHandOver(WorkItem item) {
        Viewer viewer = viewers.current();
        return viewer.in(Group.SUPERVISOR)
                || item.delegatedBy() == null && viewer.name().equals(item.assignee());
    }

    /** Everybody else of its groups who serves its area, by account, in the order of their names. */
    Map<String, String> colleagues(WorkItem item) {
        return others(item, groups(item));
    }

    /** Colleagues, and supervisors of the area: who may sign, and who may be sent a copy. */
    Map<String, String> readers(WorkItem item) {
        Set<Group> groups = EnumSet.of(Group.SUPERVISOR);
        groups.addAll(groups(item));
        Map<String, String> readers = others(item, groups);
        readers.remove(viewers.current().name());
        return readers;
    }

    static Set<Group> groups(WorkItem item) {
        return item.groups().stream().map(Group::of).collect(Collectors.toSet());
    }

    private Map<String, String> others(WorkItem item, Set<Group> groups) {
        Map<String, @Nullable String> absent = deputies.absent();
        Set<String> members = new HashSet<>(staff.members(groups, item.area()));
        if (item.isSealed()) {
            members.retainAll(caseReaders.of(item.caseNumber()));
        }
        return staff.displayNames(members).entrySet().stream()
                .filter(one -> !one.getKey().equals(item.assignee()))
                .map(one -> absent.containsKey(one.getKey())
                        ? Map.entry(one.getKey(), absentSaid(one.getValue(), absent.get(one.getKey())))
                        : one)
                .sorted(Map.Entry.<String, String>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
    }

    private String absentSaid(String name, @Nullable String deputy) {
        return deputy == null
                ? words.say("task.absent", name)
                : words.say("task.absent.deputy", name, staff.displayName(deputy));
    }

    @Transactional
    void handOver(String taskId, String to, String why) {
        told.tell(give(taskId, to, why), "task.handed-over", Set.of(), Set.of(to));
    }

    /** Without telling who gets it. */
    @Transactional
    WorkItem give(String taskId, String to, String why) {
        WorkItem item = desk.see(taskId);
        String because = StepTold.because(why);
        mayGiveTo(item, to);
        tasks.handOver(taskId, desk.worker(), to);
        told.remark(taskId, "handed-over", staff.displayName(to));
        telling.asked(taskId, viewers.current().name());
        told.note(item, "task.because", because);
        return item;
    }

    /** Back to its groups, by a supervisor for somebody else; without telling who held it. */
    @Transactional
    WorkItem release(String taskId, String why) {
        WorkItem item = desk.see(taskId);
        String because = StepTold.because(why);
        String holder = item.assignee();
        if (holder == null) {
            throw Refusal.conflict("task.bulk.free");
        }
        tasks.release(taskId, desk.worker());
        String name = staff.displayName(holder);
        told.remark(taskId, "released", name);
        told.note(item, "task.released", because, name);
        return item;
    }

    /** She prepares it and gives it back; until then nobody finishes it. */
    @Transactional
    void delegate(String taskId, String to, String why) {
        WorkItem item = desk.see(taskId);
        String because = StepTold.because(why);
        if (!viewers.current().name().equals(item.assignee())) {
            throw Refusal.forbidden("task.not-yours");
        }
        mayGiveTo(item, to);
        tasks.delegate(taskId, desk.worker(), to);
        told.remark(taskId, "delegated", staff.displayName(to));
        told.note(item, "task.delegated.why", because);
        told.tell(item, "task.delegated", Set.of(), Set.of(to));
    }

    private void mayGiveTo(WorkItem item, String to) {
        if (!mayHandOver(item)) {
            throw Refusal.forbidden("task.not-yours");
        }
        if (!colleagues(item).containsKey(to)) {
            throw Refusal.invalid("to", "task.hand-over.to");
        }
    }

    /**
     * With what she found; nothing of it is needed where the owner calls it back. What she typed into the form is the owner's
     * draft from here on, unless the owner has begun one herself.
     */
    @Transactional
    void giveBack(String taskId, String found) {
        WorkItem item = desk.see(taskId);
        String owner = item.delegatedBy();
        if (owner == null) {
            throw Refusal.conflict("task.not-delegated");
        }
        boolean prepared = viewers.current().name().equals(item.assignee());
        String said = prepared ? StepTold.because(found) : StepTold.maybe(found);
        if (prepared) {
            drafts.passOn(item, owner);
        }
        tasks.giveBack(taskId, desk.worker());
        told.remark(taskId, "given-back", staff.displayName(owner));
        told.note(item, "task.found", said);
        if (!viewers.current().name().equals(owner)) {
            told.tell(item, "task.given-back", Set.of(), Set.of(owner));
        }
    }

    @Transactional
    void nudge(String taskId, String why) {
        WorkItem item = push(taskId, why);
        String holder = item.assignee();
        told.tell(
                item,
                "task.nudged",
                holder == null ? groups(item) : Set.of(),
                holder == null ? Set.of() : Set.of(holder));
    }

    /** Refused while the last nudge is fresh; without telling who is nudged. */
    @Transactional
    WorkItem push(String taskId, String why) {
        WorkItem item = desk.see(taskId);
        String because = StepTold.maybe(why);
        String holder = item.assignee();
        if (viewers.current().name().equals(holder)) {
            throw Refusal.invalid(null, "task.nudge.yourself");
        }
        Instant now = clock.instant();
        if (!nudges.note(taskId, now, now.minus(BETWEEN_NUDGES))) {
            throw Refusal.conflict("task.nudge.again", BETWEEN_NUDGES.toMinutes());
        }
        told.remark(taskId, "nudged");
        telling.asked(taskId, viewers.current().name());
        told.note(item, "task.nudged", because);
        return item;
    }

    /** So that they know; nothing is asked of them. */
    @Transactional
    void copy(String taskId, Collection<String> people, String why) {
        WorkItem item = desk.see(taskId);
        String because = StepTold.maybe(why);
        Map<String, String> readers = readers(item);
        if (people.isEmpty() || !readers.keySet().containsAll(people)) {
            throw Refusal.invalid("people", "task.copy.people");
        }
        String names = people.stream().map(staff::displayName).collect(Collectors.joining("、"));
        told.remark(taskId, "copied", names);
        told.note(item, "task.copied", because, names);
        told.tell(item, "task.copied", Set.of(), Set.copyOf(people), "/cases/" + item.caseNumber());
    }
}
