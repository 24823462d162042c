package care.nearkin.casetype.alarm;

import care.nearkin.casefile.CaseFiles;
import care.nearkin.kernel.Changed;
import care.nearkin.signal.Assigned;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Gives the open alarm of an unknown device its person as soon as somebody says whose device it is. */
@Component
class PersonFound {

    private final AlarmRows rows;
    private final Alarms alarms;
    private final LiveAlarms live;
    private final CaseFiles caseFiles;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PersonFound(
            AlarmRows rows,
            Alarms alarms,
            LiveAlarms live,
            CaseFiles caseFiles,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.alarms = alarms;
        this.live = live;
        this.caseFiles = caseFiles;
        this.events = events;
        this.clock = clock;
    }

    @EventListener
    void assigned(Assigned news) {
        rows.findByDeviceAndResidentIsNullAndResolvedAtIsNull(news.device()).forEach(alarm -> belongs(alarm, news));
    }

    /** A second message joins it by the person's place; where she has such an alarm already, both stay and are linked. */
    private void belongs(Alarm alarm, Assigned news) {
        String number = alarm.caseNumber();
        String before = alarm.liveKey();
        String place = LiveAlarm.place(news.resident(), alarm.device(), alarm.kind());
        Map<String, String> holders = place == null ? Map.of() : alarms.open(Set.of(place));
        if (place != null && before != null && holders.isEmpty()) {
            live.deleteById(before);
            live.save(new LiveAlarm(place, number));
            alarm.belongsTo(news.resident(), news.room(), news.area(), place);
        } else {
            alarm.belongsTo(news.resident(), news.room(), news.area(), before);
            holders.values().forEach(other -> caseFiles.link(number, other, "SAME_PERSON"));
        }
        caseFiles.about(number, news.resident(), news.area());
        caseFiles.note(number, CaseFiles.Entry.of("alarm.person-found", clock.instant()));
        events.publishEvent(new Changed(Changed.ALARMS));
    }
}
