package care.nearkin.casetype.alarm;

import care.nearkin.casefile.CaseFiles;
import care.nearkin.signal.Assigned;
import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Gives the open alarm of an unknown device its person as soon as somebody says whose device it is. */
@Component
class PersonFound {

    private final AlarmRows rows;
    private final AlarmAbout about;
    private final CaseFiles caseFiles;
    private final Clock clock;

    PersonFound(AlarmRows rows, AlarmAbout about, CaseFiles caseFiles, Clock clock) {
        this.rows = rows;
        this.about = about;
        this.caseFiles = caseFiles;
        this.clock = clock;
    }

    @EventListener
    void assigned(Assigned news) {
        rows.findByDeviceAndResidentIsNullAndResolvedAtIsNull(news.device()).forEach(alarm -> belongs(alarm, news));
    }

    private void belongs(Alarm alarm, Assigned news) {
        about.becomes(alarm, news.resident(), news.room(), news.area());
        caseFiles.note(alarm.caseNumber(), CaseFiles.Entry.of("alarm.person-found", clock.instant()));
    }
}
