package care.nearkin.casetype.alarm;

import care.nearkin.access.Group;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.kernel.Changed;
import care.nearkin.notification.Notice;
import care.nearkin.notification.Notice.Channel;
import care.nearkin.notification.Notices;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Rings and tells: the operator's screen sounds anew, the timeline says why, everybody concerned has a notice. */
@Component
class AlarmBell {

    static final Set<Group> SEATS = Set.of(Group.OPERATOR, Group.SUPERVISOR);
    static final Set<Group> SUPERVISORS = Set.of(Group.SUPERVISOR);

    private static final String NOT_TAKEN = "alarm.not-acknowledged";

    private final Alarms alarms;
    private final CaseFiles caseFiles;
    private final StormRules rules;
    private final StormRows storms;
    private final Notices notices;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    AlarmBell(
            Alarms alarms,
            CaseFiles caseFiles,
            StormRules rules,
            StormRows storms,
            Notices notices,
            Clock clock,
            ApplicationEventPublisher events) {
        this.rules = rules;
        this.storms = storms;
        this.alarms = alarms;
        this.caseFiles = caseFiles;
        this.notices = notices;
        this.clock = clock;
        this.events = events;
    }

    void ring(String caseNumber, String kind, Set<Group> groups, boolean mail) {
        alarms.get(caseNumber).ring(now());
        note(caseNumber, kind);
        tell(caseNumber, kind, groups, mail);
    }

    /**
     * A1. Of many at once that may be taken together everybody has one notice a minute, not one for each: all of them ring on
     * the screen, and what is told when nobody takes it (A2) goes out for each.
     */
    void ringAgain(String caseNumber) {
        Alarm alarm = alarms.get(caseNumber);
        Optional<Long> storm = rules.of(alarm).take() ? storms.openOf(caseNumber) : Optional.empty();
        if (storm.isEmpty()) {
            ring(caseNumber, NOT_TAKEN, SEATS, false);
            return;
        }
        alarm.ring(now());
        note(caseNumber, NOT_TAKEN);
        notices.tell(new Notice(
                "alarm.storm.not-taken",
                matter(storm.get()) + ":" + alarm.area() + ":" + now().truncatedTo(ChronoUnit.MINUTES),
                SEATS,
                Set.of(),
                alarm.area(),
                Map.of(),
                "/storms/" + storm.get(),
                true,
                Set.of(Channel.IN_APP)));
        changed();
    }

    /** Beginning of the keys of what is told about a storm. */
    static String matter(long storm) {
        return "alarm-storm:" + storm;
    }

    void note(String caseNumber, String kind, String... arguments) {
        caseFiles.note(caseNumber, CaseFiles.Entry.of(kind, now(), arguments));
    }

    void tell(String caseNumber, String kind, Set<Group> groups, boolean mail) {
        tell(caseNumber, kind, groups, Set.of(), mail);
    }

    /** What rings every minute stands once in everybody's list: its last ring takes the place of the one before. */
    void tell(String caseNumber, String kind, Set<Group> groups, Set<String> staff, boolean mail) {
        Alarm alarm = alarms.get(caseNumber);
        String matter = caseNumber + ":" + kind;
        notices.over(matter);
        notices.tell(new Notice(
                kind,
                matter + ":" + now().toEpochMilli(),
                groups,
                staff,
                alarm.area(),
                Map.of("case", caseNumber, "kind", "alarm.kind." + alarm.kind()),
                "/cases/" + caseNumber,
                true,
                mail ? Set.of(Channel.IN_APP, Channel.EMAIL) : Set.of(Channel.IN_APP)));
        changed();
    }

    void over(String caseNumber) {
        notices.over(caseNumber);
    }

    void changed() {
        events.publishEvent(new Changed(Changed.ALARMS));
    }

    Instant now() {
        return clock.instant();
    }
}
