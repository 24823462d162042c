package care.nearkin.casetype.alarm;

import care.nearkin.casefile.CaseFiles;
import care.nearkin.engine.TaskNews;
import care.nearkin.kernel.Changed;
import care.nearkin.notification.Notices;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps the alarm's row and the case's stage in step with its tasks. */
@Component
class AlarmProgress {

    private static final Map<String, String> STAGES = Map.of(
            "Task_Acknowledge", "RINGING",
            "Task_CallBack", "VERIFYING",
            "Task_Assess", "DECIDING",
            "Task_CallEmergency", "CALLING_EMERGENCY",
            "Task_StayInTouch", "HANDED_TO_EMERGENCY",
            "Task_CallOff", "HANDED_TO_EMERGENCY",
            "Task_CloseOut", "ON_SCENE",
            "Task_FollowUp", "FOLLOW_UP",
            "Task_HomeVisit", "FOLLOW_UP");

    /** What was told to get a step done is over when the step is. */
    private static final Map<String, List<String>> PUSHED = Map.of(
            "Task_CallFireBrigade", List.of("alarm.call-119"),
            "Task_Assess", List.of("alarm.no-answer", "alarm.decision-late"),
            "Task_CallOff", List.of("alarm.call-off-late"),
            "Task_CallEmergency", List.of("alarm.call-late"),
            "Task_StayInTouch", List.of("alarm.update-due"),
            "Task_CloseOut", List.of("alarm.close-out-late"),
            "Task_Investigate", List.of("alarm.reminder"),
            "Task_InvestigateMiss", List.of("alarm.reminder"),
            "Task_FollowUp", List.of("alarm.reminder"),
            "Task_HomeVisit", List.of("alarm.reminder", "alarm.visit-late"));

    private final CaseFiles caseFiles;
    private final Alarms alarms;
    private final AlarmSteps steps;
    private final Notices notices;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    AlarmProgress(
            CaseFiles caseFiles,
            Alarms alarms,
            AlarmSteps steps,
            Notices notices,
            Clock clock,
            ApplicationEventPublisher events) {
        this.caseFiles = caseFiles;
        this.alarms = alarms;
        this.steps = steps;
        this.notices = notices;
        this.clock = clock;
        this.events = events;
    }

    @EventListener
    void opened(TaskNews.Opened news) {
        if (!news.task().flow().equals(AlarmCase.KEY)) {
            return;
        }
        String stage = STAGES.get(news.task().key());
        if (stage != null) {
            caseFiles.stage(news.task().caseNumber(), stage);
        }
        if (news.task().key().equals("Task_CallFireBrigade")) {
            steps.ringForFire(news.task().caseNumber());
        }
        events.publishEvent(new Changed(Changed.ALARMS));
    }

    @EventListener
    void ended(TaskNews.Ended news) {
        if (news.task().flow().equals(AlarmCase.KEY)) {
            PUSHED.getOrDefault(news.task().key(), List.of())
                    .forEach(kind -> notices.over(news.task().caseNumber() + ":" + kind));
            events.publishEvent(new Changed(Changed.ALARMS));
        }
    }

    @EventListener
    void answered(TaskNews.Answered news) {
        if (!news.task().flow().equals(AlarmCase.KEY)) {
            return;
        }
        Alarm alarm = alarms.get(news.task().caseNumber());
        switch (news.task().key()) {
            case "Task_Acknowledge" -> alarm.acknowledgedBy(news.by());
            case "Task_CallFireBrigade" -> alarm.fireCallDone(clock.instant());
            default -> {}
        }
    }
}
