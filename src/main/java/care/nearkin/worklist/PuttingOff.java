package care.nearkin.worklist;

import care.nearkin.duty.WorkingTimes;
import care.nearkin.engine.Tasks;
import care.nearkin.kernel.Changed;
import care.nearkin.kernel.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * More time for a step (延期), and its rest (暂停) while nothing can be done: a resting step is not in anybody's way, is found
 * among those that wait, and is back by itself at its time, due by the end of that working day. Who may do it, and how far,
 * is a matter of {@link TaskRequests}.
 */
@Component
class PuttingOff {

    private final OpenTaskRows rows;
    private final TaskDesk desk;
    private final Tasks tasks;
    private final StepTold told;
    private final WorkingTimes working;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PuttingOff(
            OpenTaskRows rows,
            TaskDesk desk,
            Tasks tasks,
            StepTold told,
            WorkingTimes working,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.desk = desk;
        this.tasks = tasks;
        this.told = told;
        this.working = working;
        this.events = events;
        this.clock = clock;
    }

    /** When a step is due that rests until then: never earlier than now. */
    Instant dueAfter(WorkItem item, Instant rest) {
        Instant evening = working.office().afterDays(rest, 0);
        Instant due = item.due();
        return due != null && due.isAfter(evening) ? due : evening;
    }

    @Transactional
    void extend(WorkItem item, Instant until, @Nullable String because) {
        due(item, until);
        told.remark(item.id(), "extended", said(until));
        told.note(item, "task.extended", because, said(until));
    }

    private void due(WorkItem item, Instant until) {
        Instant fatal = item.fatal();
        tasks.extend(item.id(), desk.worker(), until, fatal != null && fatal.isBefore(until) ? until : fatal);
    }

    @Transactional
    void rest(WorkItem item, Instant until, @Nullable String because) {
        Instant due = dueAfter(item, until);
        if (!due.equals(item.due())) {
            due(item, due);
        }
        rows.findById(item.id()).ifPresent(row -> row.restUntil(until));
        told.remark(item.id(), "paused", said(until));
        told.note(item, "task.paused", because, said(until));
        events.publishEvent(new Changed(Changed.TASKS));
    }

    /** Before its time: by who may see it, for there is something to do. */
    @Transactional
    void goOn(String taskId) {
        WorkItem item = desk.see(taskId);
        if (item.pausedUntil() == null) {
            throw Refusal.conflict("task.pause.none");
        }
        rows.findById(taskId).ifPresent(row -> row.restUntil(null));
        told.remark(taskId, "resumed");
        told.note(item, "task.resumed", null);
        events.publishEvent(new Changed(Changed.TASKS));
    }

    /** Those whose time has come are back, and who holds them is told; several nodes may do it at once. */
    @Transactional
    int wake() {
        List<OpenTaskRow> rested = rows.findByPausedUntilLessThanEqual(clock.instant());
        for (OpenTaskRow row : rested) {
            WorkItem item = row.view();
            row.restUntil(null);
            String holder = item.assignee();
            if (holder != null) {
                told.tell(item, "task.awake", Set.of(), Set.of(holder));
            }
        }
        if (!rested.isEmpty()) {
            events.publishEvent(new Changed(Changed.TASKS));
        }
        return rested.size();
    }

    String said(Instant at) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")
                .withZone(clock.getZone())
                .format(at);
    }

    /** Every minute. */
    @Component
    @ConditionalOnProperty(name = "nearkin.rounds", havingValue = "true", matchIfMissing = true)
    static class EveryMinute {

        private final PuttingOff puttingOff;

        EveryMinute(PuttingOff puttingOff) {
            this.puttingOff = puttingOff;
        }

        @Scheduled(initialDelay = 60, fixedDelay = 60, timeUnit = TimeUnit.SECONDS)
        void minute() {
            puttingOff.wake();
        }
    }
}
