package care.nearkin.casefile;

import care.nearkin.access.Group;
import care.nearkin.access.Viewers;
import care.nearkin.engine.FlowNews;
import care.nearkin.engine.Flows;
import care.nearkin.engine.Flows.FailedStep;
import care.nearkin.kernel.Changed;
import care.nearkin.kernel.Refusal;
import care.nearkin.notification.Notice;
import care.nearkin.notification.Notices;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A step that the program could not do although it tried for more than an hour: tells who can act, shows it, and tries
 * again when they say so. Written in the engine's transaction that notes the failure.
 */
@Component
class FailedStepDesk {

    private static final String KIND = "step-failed";

    private final CaseFiles caseFiles;
    private final Flows flows;
    private final StuckSteps steps;
    private final Notices notices;
    private final Viewers viewers;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    FailedStepDesk(
            CaseFiles caseFiles,
            Flows flows,
            StuckSteps steps,
            Notices notices,
            Viewers viewers,
            Clock clock,
            ApplicationEventPublisher events) {
        this.caseFiles = caseFiles;
        this.flows = flows;
        this.steps = steps;
        this.notices = notices;
        this.viewers = viewers;
        this.clock = clock;
        this.events = events;
    }

    List<FailedStep> of(String caseNumber) {
        return flows.failedSteps(caseNumber);
    }

    @Transactional
    void tryAgain(CaseFile file, String failedStep) {
        FailedStep step =
                flows.tryAgain(file.number(), failedStep).orElseThrow(() -> Refusal.conflict("case.failed.gone"));
        caseFiles.note(
                file.number(),
                new CaseFiles.Entry(
                        "step.again",
                        clock.instant(),
                        viewers.current().name(),
                        List.of("@" + file.type() + "." + step.step()),
                        null));
    }

    /** One failure is one notice: the same step may fail again later, which is news again. */
    @EventListener
    void failed(FlowNews.StepFailed news) {
        String step = news.flow() + "." + news.step();
        caseFiles.find(news.caseNumber()).ifPresent(file -> {
            caseFiles.note(news.caseNumber(), CaseFiles.Entry.of("step.failed", clock.instant(), "@" + step));
            steps.add(news.id(), news.caseNumber(), news.step(), clock.instant());
            notices.tell(new Notice(
                    KIND,
                    key(news.id()) + ":" + UUID.randomUUID(),
                    EnumSet.of(Group.SUPERVISOR, Group.ADMIN),
                    Set.of(),
                    file.area(),
                    Map.of("case", news.caseNumber(), "step", step),
                    "/cases/" + news.caseNumber(),
                    true,
                    EnumSet.allOf(Notice.Channel.class)));
        });
        events.publishEvent(new Changed(Changed.TASKS));
    }

    @EventListener
    void over(FlowNews.StepFailureOver news) {
        steps.over(news.id());
        notices.over(key(news.id()));
        events.publishEvent(new Changed(Changed.TASKS));
    }

    private static String key(String failedStep) {
        return KIND + ":" + failedStep;
    }
}
