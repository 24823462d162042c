package care.nearkin.casetype.device;

import care.nearkin.casefile.CaseFiles;
import care.nearkin.engine.FlowNews;
import care.nearkin.engine.TaskNews;
import care.nearkin.notification.Notices;
import care.nearkin.signal.DeviceHealth;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps the case's stage in step with its tasks, and frees the device when its case has an outcome. */
@Component
class DeviceProgress {

    private static final Map<String, String> STAGES = Map.of(
            "Task_PhoneCheck", "PHONING",
            "Task_AskForTest", "ASKING",
            "Task_Visit", "TO_VISIT",
            "Task_Schedule", "SCHEDULING",
            "Task_Install", "INSTALLING",
            "Task_Test", "TESTING");

    private final CaseFiles caseFiles;
    private final DeviceBook book;
    private final Notices notices;
    private final DeviceHealth health;

    DeviceProgress(CaseFiles caseFiles, DeviceBook book, Notices notices, DeviceHealth health) {
        this.health = health;
        this.caseFiles = caseFiles;
        this.book = book;
        this.notices = notices;
    }

    @EventListener
    void opened(TaskNews.Opened news) {
        String stage = STAGES.get(news.task().key());
        if (news.task().flow().equals(DeviceCase.KEY) && stage != null) {
            caseFiles.stage(news.task().caseNumber(), stage);
        }
    }

    @EventListener
    void ended(TaskNews.Ended news) {
        if (news.task().flow().equals(DeviceCase.KEY)) {
            notices.over(news.task().caseNumber() + ":late");
        }
    }

    /** The plan may still be looked at; of the device itself nothing is open any more. */
    @EventListener
    void outcome(FlowNews.OutcomeReached news) {
        if (news.flow().equals(DeviceCase.KEY)) {
            List<String> also = book.alsoIn(news.caseNumber());
            book.release(news.caseNumber());
            also.forEach(health::watchAnew);
            health.watchAnew(book.get(news.caseNumber()).device());
            caseFiles.stage(news.caseNumber(), "REVIEW");
        }
    }
}
