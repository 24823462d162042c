package care.nearkin.worklist;

import care.nearkin.access.Group;
import care.nearkin.access.OnBehalf;
import care.nearkin.access.Viewers;
import care.nearkin.kernel.Refusal;
import care.nearkin.worklist.BulkWork.Item;
import care.nearkin.worklist.BulkWork.Out;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does with many steps one after the other what a supervisor asked for, each in a transaction of its own together with the
 * note that it is done: after a kill the next worker goes on where this one was, and nothing is done twice. Each step goes
 * through the same guards as by hand, in her name and under the rights that she has at that moment.
 */
@Component
class BulkWorker {

    private static final Logger LOG = LoggerFactory.getLogger(BulkWorker.class);
    private static final int TRIES = 3;
    private static final String RACED = "task.raced";

    private final BulkRows rows;
    private final TaskActions actions;
    private final BulkTelling telling;
    private final OnBehalf onBehalf;
    private final Viewers viewers;
    private final Clock clock;
    private final TransactionTemplate transaction;

    BulkWorker(
            BulkRows rows,
            TaskActions actions,
            BulkTelling telling,
            OnBehalf onBehalf,
            Viewers viewers,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.actions = actions;
        this.telling = telling;
        this.onBehalf = onBehalf;
        this.viewers = viewers;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** One step of each work that runs; false when nothing waits. */
    boolean step() {
        boolean worked = false;
        for (BulkWork work : rows.running()) {
            Optional<String> next = rows.next(work.id());
            next.ifPresentOrElse(task -> work(work, task), () -> end(work));
            worked |= next.isPresent();
        }
        return worked;
    }

    private void end(BulkWork work) {
        transaction.executeWithoutResult(status -> {
            if (rows.end(work.id(), clock.instant())) {
                telling.tell(work);
            }
        });
    }

    private void work(BulkWork work, String task) {
        for (int attempt = 1; ; attempt++) {
            try {
                transaction.executeWithoutResult(status -> act(work, task));
                return;
            } catch (Refusal refused) {
                if (!refused.words().equals(RACED) || attempt == TRIES) {
                    refused(work, task, out(refused));
                    return;
                }
            } catch (ConcurrencyFailureException raced) {
                if (attempt == TRIES) {
                    refused(work, task, Out.of(RACED));
                    return;
                }
            } catch (TransactionException | DataAccessResourceFailureException outage) {
                throw outage;
            } catch (RuntimeException failed) {
                // never its message: it may quote what somebody wrote
                LOG.error("Bulk work {} failed at a step ({})", work.id(), name(failed));
                refused(work, task, Out.of("task.bulk.failed"));
                return;
            }
        }
    }

    private static String name(RuntimeException failed) {
        return failed.getClass().getSimpleName();
    }

    private void refused(BulkWork work, String task, Out why) {
        transaction.executeWithoutResult(status -> rows.refused(work.id(), task, why, clock.instant()));
    }

    private static Out out(Refusal refused) {
        return new Out(
                refused.words(),
                refused.arguments().stream().map(String::valueOf).toList());
    }

    private void act(BulkWork work, String task) {
        rows.hold(work.id(), task)
                .ifPresent(item -> onBehalf.of(work.by(), () -> {
                    if (!viewers.current().in(Group.SUPERVISOR)) {
                        throw Refusal.forbidden("task.bulk.no-right");
                    }
                    LocaleContextHolder.setLocale(work.language());
                    try {
                        rows.done(work.id(), task, act(work, item).assignee(), clock.instant());
                    } finally {
                        LocaleContextHolder.resetLocaleContext();
                    }
                }));
    }

    /** Answers the step as it was before. */
    private WorkItem act(BulkWork work, Item item) {
        String why = Objects.requireNonNullElse(work.why(), "");
        return switch (work.kind()) {
            case DISTRIBUTE -> actions.give(item.task(), Objects.requireNonNull(item.person()), why);
            case RELEASE -> actions.release(item.task(), why);
            case NUDGE -> actions.push(item.task(), why);
        };
    }
}
