package care.nearkin.casetype.alarm;

import care.nearkin.access.Group;
import care.nearkin.access.Viewer;
import care.nearkin.casefile.CaseFile;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casefile.Merging;
import care.nearkin.casetype.alarm.AlarmCase.Outcome;
import care.nearkin.casetype.alarm.AlarmCase.Severity;
import care.nearkin.casetype.alarm.AlarmCase.VoiceResult;
import care.nearkin.engine.Flows;
import care.nearkin.kernel.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Two alarms that are one matter: the graver of the two counts from here on, and nobody's call, no watch for fire and
 * nobody on the way is lost.
 */
@Component
class AlarmMerging implements Merging {

    private static final String FIRE_WATCH = "Sub_FireWatch";

    private final CaseFiles caseFiles;
    private final Alarms alarms;
    private final AskRows asks;
    private final AttemptRows attempts;
    private final Flows flows;
    private final Clock clock;

    AlarmMerging(CaseFiles caseFiles, Alarms alarms, AskRows asks, AttemptRows attempts, Flows flows, Clock clock) {
        this.caseFiles = caseFiles;
        this.alarms = alarms;
        this.asks = asks;
        this.attempts = attempts;
        this.flows = flows;
        this.clock = clock;
    }

    @Override
    public String type() {
        return AlarmCase.KEY;
    }

    /** At night there may be nobody but the desk. */
    @Override
    public boolean mayBeDoneBy(Viewer viewer) {
        return viewer.in(Group.OPERATOR, Group.SUPERVISOR);
    }

    @Override
    public void check(CaseFile ending, CaseFile leading) {
        Alarm ends = alarms.get(ending.number());
        Alarm leads = alarms.get(leading.number());
        if (watchedForFire(ending.number()) && !watchedForFire(leading.number())) {
            throw Refusal.conflict("alarm.merge.fire", ending.number());
        }
        if (flows.waiting(ending.number()).stream().anyMatch(step -> step.step().equals("Task_KeysBack"))) {
            throw Refusal.conflict("alarm.merge.keys", ending.number());
        }
        if (ends.resolvedAt() != null) {
            return;
        }
        if (leads.resolvedAt() != null) {
            throw Refusal.conflict("alarm.merge.over", leading.number(), ending.number());
        }
        boolean furtherOn = ends.level().compareTo(leads.level()) > 0;
        if (furtherOn || ends.anyServiceAsked() || somebodyAsked(ending.number())) {
            throw Refusal.conflict("alarm.merge.help", ending.number());
        }
        boolean rangSince =
                heard(leads).filter(heard -> ends.lastRingAt().isAfter(heard)).isPresent();
        if (ends.acknowledgedAt() == null && rangSince) {
            throw Refusal.conflict("alarm.merge.rings", ending.number(), leading.number());
        }
    }

    private boolean watchedForFire(String number) {
        return flows.position(number)
                .filter(position -> position.present().contains(FIRE_WATCH))
                .isPresent();
    }

    private boolean somebodyAsked(String number) {
        return asks.findByCaseNumberOrderById(number).stream()
                .anyMatch(ask -> ask.state().toBeCalled());
    }

    /** When somebody there was last spoken with, on the telephone or at the door. */
    private Optional<Instant> heard(Alarm alarm) {
        return Stream.concat(
                        Optional.ofNullable(alarm.heardAt()).stream(),
                        attempts.findByCaseNumberOrderByPosition(alarm.caseNumber()).stream()
                                .filter(attempt ->
                                        !AlarmSteps.NOT_HEARD.contains(VoiceResult.valueOf(attempt.result())))
                                .map(Attempt::endedAt))
                .max(Comparator.naturalOrder());
    }

    @Override
    public void end(CaseFile ending, CaseFile leading) {
        Severity severity = alarms.get(ending.number()).severity();
        Alarm leads = alarms.get(leading.number());
        if (severity.compareTo(leads.severity()) < 0) {
            raise(leads, severity);
        }
        alarms.end(ending.number(), Outcome.MERGED);
    }

    private void raise(Alarm leads, Severity graver) {
        leads.raise(graver);
        caseFiles.urgency(leads.caseNumber(), graver.name());
        caseFiles.note(
                leads.caseNumber(), CaseFiles.Entry.of("alarm.graver", clock.instant(), "@alarm.severity." + graver));
    }
}
