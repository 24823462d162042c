package care.nearkin.casetype.alarm;

import care.nearkin.casefile.CaseFiles;
import care.nearkin.kernel.Changed;
import care.nearkin.kernel.Refusal;
import care.nearkin.people.ResidentBrief;
import care.nearkin.people.Residents;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whom an alarm is about: not always whose button it was. Two live in one flat, a neighbour's pendant is worn. */
@Component
class AlarmAbout {

    private final Alarms alarms;
    private final AlarmRows rows;
    private final LiveAlarms live;
    private final Residents residents;
    private final CaseFiles caseFiles;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AlarmAbout(
            Alarms alarms,
            AlarmRows rows,
            LiveAlarms live,
            Residents residents,
            CaseFiles caseFiles,
            ApplicationEventPublisher events,
            Clock clock) {
        this.alarms = alarms;
        this.rows = rows;
        this.live = live;
        this.residents = residents;
        this.caseFiles = caseFiles;
        this.events = events;
        this.clock = clock;
    }

    /** Somebody heard that it is somebody else; contacts and cards are hers from here on. The device stays whose it is. */
    @Transactional
    void isAbout(String number, String residentKey, String by, String reason) {
        if (reason.isBlank()) {
            throw Refusal.invalid("reason", "alarm.reason.missing");
        }
        Alarm alarm = rows.lock(number).orElseThrow(() -> Refusal.notFound("case.not-found", number));
        if (alarm.resolvedAt() != null) {
            throw Refusal.conflict("alarm.closed-already", number);
        }
        String key = residentKey.strip();
        long other = residents.idOf(key).orElseThrow(() -> Refusal.invalid("resident", "alarm.resident-unknown", key));
        if (Long.valueOf(other).equals(alarm.resident())) {
            throw Refusal.invalid("resident", "alarm.about.same");
        }
        ResidentBrief brief = residents.brief(other).orElseThrow();
        becomes(alarm, other, null, brief.area());
        caseFiles.note(number, new CaseFiles.Entry("alarm.about", clock.instant(), by, List.of(brief.name()), reason));
    }

    /** A second message joins it by the person's place; where she has such an alarm already, both stay and are linked. */
    void becomes(Alarm alarm, long resident, @Nullable String room, @Nullable String area) {
        String number = alarm.caseNumber();
        String before = alarm.liveKey();
        String place = LiveAlarm.place(resident, alarm.device(), alarm.kind());
        Map<String, String> holders = place == null ? Map.of() : alarms.open(Set.of(place));
        if (place != null && before != null && holders.isEmpty()) {
            live.deleteById(before);
            live.save(new LiveAlarm(place, number));
            alarm.belongsTo(resident, room, area, place);
        } else {
            alarm.belongsTo(resident, room, area, before);
            holders.values().forEach(other -> caseFiles.link(number, other, "SAME_PERSON"));
        }
        caseFiles.about(number, resident, area);
        events.publishEvent(new Changed(Changed.ALARMS));
    }
}
