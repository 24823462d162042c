package care.nearkin.worklist;

import care.nearkin.notification.Notice;
import care.nearkin.notification.Notices;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells whoever holds a task that it became hers without her doing and that its time is nearly over, and whoever asked for
 * it that it was done.
 */
@Component
class TaskTelling {

    /**
     * How long before the due time she is told; of a task that has little time a quarter of it.
     *
     * @param atLeast a task that has less time than this rings by itself, if at all
     */
    @ConfigurationProperties("nearkin.near-due")
    record NearDue(
            @DefaultValue("4h") Duration before,
            @DefaultValue("1h") Duration atLeast) {}

    private static final int AT_ONCE = 200;
    private static final int A_PART = 4;

    private final NearDue nearDue;
    private final JdbcClient jdbc;
    private final Notices notices;
    private final DeputiesTold deputies;
    private final Clock clock;

    TaskTelling(NearDue nearDue, JdbcClient jdbc, Notices notices, DeputiesTold deputies, Clock clock) {
        this.nearDue = nearDue;
        this.jdbc = jdbc;
        this.notices = notices;
        this.deputies = deputies;
        this.clock = clock;
    }

    /** By the process, not by a person, who says so herself. */
    void assigned(WorkItem item, String to) {
        String key = "task:" + item.id() + ":assigned:" + to;
        tell(item, "task.assigned", key, to);
        deputies.tell(item, DeputiesTold.FOR_ABSENT, key, to, to);
    }

    /** Somebody handed it over or nudged it, and wants to know when it was done. */
    void asked(String taskId, String by) {
        jdbc.sql("insert into task_asked (task_id, staff) values (:task, :by) on conflict do nothing")
                .param("task", taskId)
                .param("by", by)
                .update();
    }

    /** What was told of it is no longer so; whoever asked for it is told that it was done, unless by herself. */
    void ended(WorkItem item, boolean completed) {
        jdbc.sql("delete from task_near_due where task_id = :task")
                .param("task", item.id())
                .update();
        List<String> askers = jdbc.sql("delete from task_asked where task_id = :task returning staff")
                .param("task", item.id())
                .query(String.class)
                .list();
        notices.over("task:" + item.id());
        if (completed) {
            askers.stream()
                    .filter(asker -> !asker.equals(item.assignee()))
                    .forEach(asker -> tell(item, "task.answered", "task:" + item.id() + ":answered:" + asker, asker));
        }
    }

    /** Several nodes may do it at once: a task is told by one of them. */
    @Transactional
    int tellWhatIsNearlyDue() {
        Instant now = clock.instant();
        List<WorkItem> near = jdbc.sql("""
                        with near as (
                            insert into task_near_due (task_id, told_at)
                            select t.id, :now from open_task t
                             where t.assignee is not null and t.due_by > :now and t.due_by <= :soon
                               and t.due - t.created_at >= make_interval(secs => :least)
                               and t.due - :now <= (t.due - t.created_at) / :part
                               and not exists (select from task_near_due told where told.task_id = t.id)
                             order by t.due_by limit :most
                            on conflict do nothing returning task_id)
                        select t.* from open_task t join near on near.task_id = t.id""")
                .param("now", Timestamp.from(now))
                .param("soon", Timestamp.from(now.plus(nearDue.before())))
                .param("least", (double) nearDue.atLeast().toSeconds())
                .param("part", A_PART)
                .param("most", AT_ONCE)
                .query((row, number) -> OpenTaskRow.view(row))
                .list();
        for (WorkItem item : near) {
            String holder = item.assignee();
            if (holder != null) {
                String key = "task:" + item.id() + ":near-due";
                tell(item, "task.near-due", key, holder);
                deputies.tell(item, DeputiesTold.NEAR_DUE, key, holder, holder);
            }
        }
        return near.size();
    }

    private void tell(WorkItem item, String kind, String key, String person) {
        notices.tell(new Notice(
                kind,
                key,
                Set.of(),
                Set.of(person),
                item.area(),
                Map.of("case", item.caseNumber(), "task", item.name()),
                kind.equals("task.answered") ? "/cases/" + item.caseNumber() : "/tasks/" + item.id(),
                false,
                Set.of(Notice.Channel.IN_APP)));
    }

    /** Every minute. */
    @Component
    @ConditionalOnProperty(name = "nearkin.rounds", havingValue = "true", matchIfMissing = true)
    static class EveryMinute {

        private final TaskTelling telling;

        EveryMinute(TaskTelling telling) {
            this.telling = telling;
        }

        @Scheduled(initialDelay = 60, fixedDelay = 60, timeUnit = TimeUnit.SECONDS)
        void minute() {
            telling.tellWhatIsNearlyDue();
        }
    }
}
