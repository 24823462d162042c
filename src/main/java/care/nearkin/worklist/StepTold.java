package care.nearkin.worklist;

import care.nearkin.access.AccessLog;
import care.nearkin.access.Group;
import care.nearkin.access.Viewers;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.engine.Tasks;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import care.nearkin.notification.Notice;
import care.nearkin.notification.Notices;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says what somebody did with a step in the three places where it is looked for: on the case's timeline with the why, as a
 * remark beside the task in Camunda Tasklist (without the why, which may name somebody), and to whom it concerns.
 */
@Component
class StepTold {

    static final int LONGEST_WHY = 500;

    /** What somebody else may do in the place of whom it was meant for; a signature is nobody else's. */
    private static final Set<String> TO_DO = Set.of(
            "task.handed-over", "task.delegated", "task.given-back", "task.sent-back", "task.nudged", "task.awake");

    private final TaskDesk desk;
    private final Tasks tasks;
    private final CaseFiles caseFiles;
    private final Notices notices;
    private final DeputiesTold told;
    private final AccessLog log;
    private final Viewers viewers;
    private final Words words;
    private final Clock clock;

    StepTold(
            TaskDesk desk,
            Tasks tasks,
            CaseFiles caseFiles,
            Notices notices,
            DeputiesTold told,
            AccessLog log,
            Viewers viewers,
            Words words,
            Clock clock) {
        this.desk = desk;
        this.tasks = tasks;
        this.caseFiles = caseFiles;
        this.notices = notices;
        this.told = told;
        this.log = log;
        this.viewers = viewers;
        this.words = words;
        this.clock = clock;
    }

    /** {@code kind} after "entry."; further arguments follow the step's name; those with {@code @} are words keys. */
    void note(WorkItem item, String kind, @Nullable String why, String... arguments) {
        List<String> all = new ArrayList<>(List.of("@" + item.name()));
        all.addAll(List.of(arguments));
        caseFiles.note(
                item.caseNumber(),
                new CaseFiles.Entry(kind, clock.instant(), viewers.current().name(), all, why));
    }

    /** {@code kind} after "task.remark."; in the language of who does it. */
    void remark(String taskId, String kind, Object... arguments) {
        tasks.remark(taskId, desk.worker(), words.say("task.remark." + kind, arguments));
    }

    void tell(WorkItem item, String kind, Set<Group> groups, Set<String> people) {
        tell(item, kind, groups, people, "/tasks/" + item.id());
    }

    void tell(WorkItem item, String kind, Set<Group> groups, Set<String> people, String link) {
        String key = "task:" + item.id() + ":" + clock.instant().toEpochMilli();
        notices.tell(new Notice(
                kind,
                key,
                groups,
                people,
                item.area(),
                Map.of("case", item.caseNumber(), "task", item.name()),
                link,
                false,
                Set.of(Notice.Channel.IN_APP)));
        if (TO_DO.contains(kind)) {
            people.forEach(one -> told.tell(item, DeputiesTold.FOR_ABSENT, key, one, log.who()));
        }
    }

    /** Stripped; refuses none and too long a one. */
    static String because(String why) {
        String plain = why.strip();
        if (plain.isEmpty()) {
            throw Refusal.invalid("why", "task.why.missing");
        }
        return notTooLong(plain);
    }

    /** May be left empty. */
    static @Nullable String maybe(String why) {
        return why.isBlank() ? null : notTooLong(why.strip());
    }

    private static String notTooLong(String plain) {
        if (plain.length() > LONGEST_WHY) {
            throw Refusal.invalid("why", "task.why.long", LONGEST_WHY);
        }
        return plain;
    }
}
