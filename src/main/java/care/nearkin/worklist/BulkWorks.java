package care.nearkin.worklist;

import care.nearkin.access.AccessLog;
import care.nearkin.access.Group;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.kernel.Refusal;
import care.nearkin.worklist.BulkWork.Item;
import care.nearkin.worklist.BulkWork.Kind;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Prepares, starts and cancels what is done with many steps; {@link BulkWorker} then does it step by step. */
@Component
class BulkWorks {

    /** Wakes whoever works. */
    record Started(long work) {}

    private final BulkRows rows;
    private final BulkPicks picks;
    private final BulkPlan plan;
    private final BulkTelling telling;
    private final AccessLog log;
    private final Viewers viewers;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    BulkWorks(
            BulkRows rows,
            BulkPicks picks,
            BulkPlan plan,
            BulkTelling telling,
            AccessLog log,
            Viewers viewers,
            Clock clock,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.picks = picks;
        this.plan = plan;
        this.telling = telling;
        this.log = log;
        this.viewers = viewers;
        this.clock = clock;
        this.events = events;
    }

    /** Holds what she has ticked, to be looked at once more before it starts. */
    @Transactional
    long draft(Kind kind, Locale language) {
        Viewer viewer = viewers.current();
        List<WorkItem> picked = picks.of(viewer);
        if (picked.isEmpty()) {
            throw Refusal.invalid("task", "task.bulk.nothing");
        }
        long id = rows.draft(viewer.name(), kind, picked, language, clock.instant());
        replan(see(id));
        return id;
    }

    /** Hers; for a supervisor of everything anybody's, once it was started. */
    BulkWork see(long id) {
        Viewer viewer = viewers.current();
        return rows.find(id)
                .filter(work -> work.by().equals(viewer.name()) || !work.draft() && seesEverybodys(viewer))
                .orElseThrow(() -> Refusal.notFound("task.bulk.gone"));
    }

    static boolean seesEverybodys(Viewer viewer) {
        return viewer.everywhere() && viewer.in(Group.SUPERVISOR);
    }

    /** What she has filled in so far, complete or not; the preview follows it. */
    @Transactional
    void keep(long id, List<String> people, String why) {
        BulkWork work = hers(id);
        StepTold.maybe(why);
        List<String> chosen = people.stream().distinct().sorted().toList();
        if (work.distributes()
                && !plan.candidates(viewers.current(), rows.items(id)).keySet().containsAll(chosen)) {
            throw Refusal.invalid("people", "task.bulk.people");
        }
        if (!rows.keep(id, work.distributes() ? chosen : List.of(), StepTold.maybe(why))) {
            throw Refusal.conflict("task.bulk.started");
        }
        replan(see(id));
    }

    private void replan(BulkWork work) {
        rows.plan(work.id(), plan.of(work, rows.items(work.id()), viewers.current()));
    }

    /** From here on it is done step by step, whoever looks on. */
    @Transactional
    void start(long id, List<String> people, String why) {
        keep(id, people, StepTold.because(why));
        BulkWork work = see(id);
        if (work.distributes() && work.people().isEmpty()) {
            throw Refusal.invalid("people", "task.bulk.people.none");
        }
        if (rows.next(id).isEmpty()) {
            throw Refusal.conflict("task.bulk.none-left");
        }
        if (!rows.start(id, clock.instant())) {
            throw Refusal.conflict("task.bulk.started");
        }
        List<String> tasks = rows.items(id).stream().map(Item::task).toList();
        picks.done(work.by(), tasks);
        log.wrote("bulk-work", Long.toString(id), work.kind() + " " + tasks.size());
        events.publishEvent(new Started(id));
    }

    /** Hers, or by whoever sees everybody's. What is done stays done, and is told. */
    @Transactional
    void cancel(long id) {
        BulkWork work = see(id);
        if (!rows.cancel(id, clock.instant())) {
            throw Refusal.conflict("task.bulk.over");
        }
        if (work.running()) {
            telling.tell(work);
            log.wrote("bulk-work", Long.toString(id), "cancelled");
        }
    }

    private BulkWork hers(long id) {
        BulkWork work = see(id);
        if (!work.draft() || !work.by().equals(viewers.current().name())) {
            throw Refusal.conflict("task.bulk.started");
        }
        return work;
    }
}
