package care.nearkin.casetype.alarm;

import static java.util.Map.entry;

import care.nearkin.casefile.CaseFiles;
import care.nearkin.casetype.alarm.AlarmCase.Guide;
import care.nearkin.casetype.alarm.AlarmCase.KeyBack;
import care.nearkin.casetype.alarm.AlarmCase.Moment;
import care.nearkin.casetype.alarm.AlarmCase.PersonHome;
import care.nearkin.casetype.alarm.AlarmCase.SceneFinding;
import care.nearkin.engine.OpenTask;
import care.nearkin.engine.TaskNews;
import care.nearkin.kernel.Changed;
import care.nearkin.notification.Notices;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps the alarm's row and the case's stage in step with its tasks. */
@Component
class AlarmProgress {

    private static final Map<String, String> STAGES = Map.ofEntries(
            entry("Task_Acknowledge", "RINGING"),
            entry("Task_CallBack", "VERIFYING"),
            entry("Task_Assess", "DECIDING"),
            entry("Task_Guide", "HELP_ASKED"),
            entry("Task_Hear", "AT_THE_DOOR"),
            entry("Task_AskEntry", "AT_THE_DOOR"),
            entry("Task_CallEmergency", "CALLING_EMERGENCY"),
            entry("Task_StayInTouch", "HANDED_TO_EMERGENCY"),
            entry("Task_CallOff", "HANDED_TO_EMERGENCY"),
            entry("Task_HandOver", "ON_SCENE"),
            entry("Task_FollowUp", "FOLLOW_UP"),
            entry("Task_HomeVisit", "FOLLOW_UP"));

    /** What was told to get a step done is over when the step is. */
    private static final Map<String, List<String>> PUSHED = Map.ofEntries(
            entry("Task_CallFireBrigade", List.of("alarm.call-119")),
            entry("Task_Assess", List.of("alarm.no-answer", "alarm.decision-late")),
            entry(
                    "Task_Guide",
                    List.of("alarm.nobody-left", "alarm.contacts-silent", "alarm.said-well", "alarm.turned-back")),
            entry("Task_Hear", List.of("alarm.arrived", "alarm.hear-late", "alarm.said-well")),
            entry("Task_DecideThree", List.of("alarm.arrival-late", "alarm.three-late")),
            entry("Task_AskEntry", List.of("alarm.entry-wish-late")),
            entry("Task_AgreeEntry", List.of("alarm.entry-late", "alarm.entry-asked")),
            entry("Task_CallOff", List.of("alarm.call-off-late")),
            entry("Task_CallEmergency", List.of("alarm.call-late")),
            entry("Task_StayInTouch", List.of("alarm.update-due")),
            entry("Task_HandOver", List.of("alarm.hand-over-late")),
            entry("Task_CloseOut", List.of("alarm.close-out-late")),
            entry("Task_Investigate", List.of("alarm.reminder")),
            entry("Task_InvestigateMiss", List.of("alarm.reminder")),
            entry("Task_KeysBack", List.of("alarm.reminder")),
            entry("Task_FollowUp", List.of("alarm.reminder")),
            entry("Task_HomeVisit", List.of("alarm.reminder", "alarm.visit-late")));

    private final CaseFiles caseFiles;
    private final Alarms alarms;
    private final AlarmSteps steps;
    private final AskLetters letters;
    private final AlarmAtHome atHome;
    private final AlarmBell bell;
    private final Notices notices;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    AlarmProgress(
            CaseFiles caseFiles,
            Alarms alarms,
            AlarmSteps steps,
            AskLetters letters,
            AlarmAtHome atHome,
            AlarmBell bell,
            Notices notices,
            Clock clock,
            ApplicationEventPublisher events) {
        this.caseFiles = caseFiles;
        this.alarms = alarms;
        this.steps = steps;
        this.letters = letters;
        this.atHome = atHome;
        this.bell = bell;
        this.notices = notices;
        this.clock = clock;
        this.events = events;
    }

    @EventListener
    void opened(TaskNews.Opened news) {
        if (!news.task().flow().equals(AlarmCase.KEY)) {
            return;
        }
        String stage = stage(news.task());
        if (stage != null) {
            caseFiles.stage(news.task().caseNumber(), stage);
        }
        switch (news.task().key()) {
            case "Task_CallFireBrigade" -> steps.ringForFire(news.task().caseNumber());
            case "Task_AgreeEntry" ->
                bell.ring(news.task().caseNumber(), "alarm.entry-asked", AlarmBell.SUPERVISORS, true);
            default -> {}
        }
        events.publishEvent(new Changed(Changed.ALARMS));
    }

    private @Nullable String stage(OpenTask task) {
        return task.key().equals("Task_CloseOut") ? closingOut(alarms.get(task.caseNumber())) : STAGES.get(task.key());
    }

    /** A neighbour may have seen to it without any service. */
    private static String closingOut(Alarm alarm) {
        if (alarm.anyServiceAsked()) {
            return "ON_SCENE";
        }
        return alarm.arrivedAt() == null ? "ENDING" : "SOMEBODY_WAS_THERE";
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
            case "Task_CallBack" -> home(alarm, news.answers().get("personHome"));
            case "Task_KeysBack" -> keyBack(alarm, news.answers().get("keyBack"));
            case "Task_AskEntry" -> alarm.entryAskedBy(news.by());
            case "Task_Guide" -> guided(alarm, news.answers());
            case "Task_Assess" -> found(alarm, news.answers().get("finding"));
            case "Task_Hear" -> heard(alarm, news.answers().get("sceneFinding"));
            default -> {}
        }
    }

    /** Reached on the telephone: nobody else has to be asked for the time being. */
    private void guided(Alarm alarm, Map<String, Object> answers) {
        switch (Guide.valueOf(String.valueOf(answers.get("guide")))) {
            case COMING -> {
                alarm.somebodyComing(clock.instant());
                atHome.tell(alarm, Moment.COMING);
            }
            case THERE -> {
                alarm.arrived(clock.instant());
                atHome.quiet(alarm);
            }
            case NOBODY -> alarm.somebodyComing(null);
            default -> {}
        }
    }

    /** Whoever finds it can open a home: the lock is for those who look after the household. */
    private void keyBack(Alarm alarm, @Nullable Object where) {
        if (KeyBack.LOST.name().equals(where)) {
            bell.note(alarm.caseNumber(), "alarm.key-lost");
            bell.tell(alarm.caseNumber(), "alarm.key-lost", AlarmSteps.FOLLOWERS, true);
        }
    }

    private static void home(Alarm alarm, @Nullable Object known) {
        if (known != null) {
            alarm.personHome(PersonHome.valueOf(known.toString()));
        }
    }

    private void heard(Alarm alarm, @Nullable Object what) {
        if (!SceneFinding.NOT_YET.name().equals(what)) {
            alarm.heard(clock.instant());
        }
        found(alarm, what);
    }

    private void found(Alarm alarm, @Nullable Object what) {
        if ("DECEASED".equals(what)) {
            alarm.isFoundDead();
            letters.recall(alarm);
        }
    }
}
