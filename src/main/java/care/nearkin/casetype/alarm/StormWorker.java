package care.nearkin.casetype.alarm;

import care.nearkin.access.Group;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casetype.alarm.StormMembers.Member;
import care.nearkin.casetype.alarm.StormWork.ItemState;
import care.nearkin.casetype.alarm.StormWork.Out;
import care.nearkin.engine.Tasks;
import care.nearkin.engine.Tasks.Worker;
import care.nearkin.kernel.Changed;
import care.nearkin.kernel.Refusal;
import care.nearkin.worklist.WorkItem;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works the cases of a storm one after the other, each in a transaction of its own together with the note that it is done:
 * so after a kill the next worker goes on where this one was, and no case is done twice. Every case goes through the
 * engine's task with all its guards, in the name and under the rights that the person has at that moment.
 */
@Component
class StormWorker {

    private static final Logger LOG = LoggerFactory.getLogger(StormWorker.class);
    private static final int TRIES = 3;
    private static final String RACED = "task.raced";

    private final StormWorkRows rows;
    private final StormRows storms;
    private final StormMembers members;
    private final StormRules rules;
    private final Viewers viewers;
    private final AlarmTaking taking;
    private final Tasks tasks;
    private final CaseFiles caseFiles;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    StormWorker(
            StormWorkRows rows,
            StormRows storms,
            StormMembers members,
            StormRules rules,
            Viewers viewers,
            AlarmTaking taking,
            Tasks tasks,
            CaseFiles caseFiles,
            Clock clock,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.storms = storms;
        this.members = members;
        this.rules = rules;
        this.viewers = viewers;
        this.taking = taking;
        this.tasks = tasks;
        this.caseFiles = caseFiles;
        this.clock = clock;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** One case of each work that runs; false when nothing waits. */
    boolean step() {
        boolean worked = false;
        for (StormWork work : rows.running()) {
            Optional<String> next = rows.next(work.id());
            next.ifPresent(number -> work(work, number));
            if (next.isEmpty()) {
                transaction.executeWithoutResult(status -> {
                    if (rows.end(work.id(), clock.instant())) {
                        events.publishEvent(new Changed(Changed.ALARMS));
                    }
                });
            }
            worked |= next.isPresent();
        }
        return worked;
    }

    private void work(StormWork work, String number) {
        for (int attempt = 1; ; attempt++) {
            try {
                transaction.executeWithoutResult(status -> act(work, number));
                return;
            } catch (Refusal refused) {
                if (!refused.words().equals(RACED) || attempt == TRIES) {
                    refused(work, number, out(refused));
                    return;
                }
            } catch (ConcurrencyFailureException raced) {
                if (attempt == TRIES) {
                    refused(work, number, Out.of(RACED));
                    return;
                }
            } catch (TransactionException | DataAccessResourceFailureException outage) {
                throw outage;
            } catch (RuntimeException failed) {
                // never its message: it may quote what somebody wrote
                LOG.error("{} could not be worked in storm work {} ({})", number, work.id(), name(failed));
                refused(work, number, Out.of("alarm.storm.out.failed"));
                return;
            }
        }
    }

    private static String name(RuntimeException failed) {
        return failed.getClass().getSimpleName();
    }

    /** The case stays as it was and is worked by itself. */
    private void refused(StormWork work, String number, Out why) {
        transaction.executeWithoutResult(
                status -> rows.left(work.id(), number, ItemState.REFUSED, why, clock.instant()));
    }

    private static Out out(Refusal refused) {
        return new Out(
                refused.words(),
                refused.arguments().stream().map(String::valueOf).toList());
    }

    private void act(StormWork work, String number) {
        Optional<Map<String, Object>> answers = rows.hold(work.id(), number);
        if (answers.isEmpty()) {
            return;
        }
        Member member = members.locked(number);
        Viewer viewer = viewers.of(work.by())
                .filter(person -> person.in(Group.OPERATOR, Group.SUPERVISOR))
                .filter(person -> person.serves(member.alarm().area()))
                .orElseThrow(() -> Refusal.forbidden("alarm.storm.out.no-right"));
        Out out = members.out(member, work.taskKey(), viewer);
        if (out != null) {
            rows.left(work.id(), number, ItemState.LEFT, out, clock.instant());
            return;
        }
        if (work.takes()) {
            taking.takeOneOfMany(number, viewer, member.allowed().answer());
        } else {
            answer(member.at(work.taskKey()).orElseThrow(), viewer, answers.get());
        }
        note(work, number);
        rows.done(work.id(), number, clock.instant());
        events.publishEvent(new Changed(Changed.ALARMS));
    }

    private void answer(WorkItem task, Viewer viewer, Map<String, Object> answers) {
        Worker worker = new Worker(
                viewer.name(), viewer.groups().stream().map(Group::key).collect(Collectors.toSet()));
        tasks.claim(task.id(), worker);
        tasks.complete(task.id(), worker, answers);
    }

    /** Each case keeps its own record: what was done, with how many others, where, by whom and why. */
    private void note(StormWork work, String number) {
        String place = storms.of(number).map(StormRows.Membership::name).orElse("");
        caseFiles.note(
                number,
                new CaseFiles.Entry(
                        "alarm.storm.together",
                        clock.instant(),
                        work.by(),
                        List.of(
                                "@" + AlarmCase.KEY + "." + work.taskKey(),
                                Integer.toString(rows.together(work.id()) - 1),
                                place),
                        rows.find(work.id()).map(StormWork::remark).orElse(null)));
    }
}
