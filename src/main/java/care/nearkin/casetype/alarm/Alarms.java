package care.nearkin.casetype.alarm;

import care.nearkin.casefile.CaseFiles;
import care.nearkin.casefile.OpenCase;
import care.nearkin.casetype.alarm.AlarmCase.Outcome;
import care.nearkin.engine.Flows;
import care.nearkin.engine.Var;
import care.nearkin.kernel.Changed;
import care.nearkin.kernel.Refusal;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Raises alarms, joins repeats to the open one, and withdraws. */
@Component
class Alarms {

    /** The case that an alarm belongs to; {@code opened} is false when it joined one that was open. */
    record Raised(String caseNumber, boolean opened) {}

    private final CaseFiles caseFiles;
    private final AlarmRows alarms;
    private final LiveAlarms live;
    private final SamePerson samePerson;
    private final Flows flows;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Alarms(
            CaseFiles caseFiles,
            AlarmRows alarms,
            LiveAlarms live,
            SamePerson samePerson,
            Flows flows,
            Clock clock,
            ApplicationEventPublisher events) {
        this.caseFiles = caseFiles;
        this.alarms = alarms;
        this.live = live;
        this.samePerson = samePerson;
        this.flows = flows;
        this.clock = clock;
        this.events = events;
    }

    @Transactional
    Raised raise(RaiseAlarm command) {
        String liveKey = command.liveKey();
        Long resident = command.resident();
        return raise(
                command,
                liveKey == null ? new HashMap<>() : open(Set.of(liveKey)),
                samePerson.open(resident == null ? Set.of() : Set.of(resident)));
    }

    /** The open alarms among these places, by place. */
    @Transactional(readOnly = true)
    Map<String, String> open(Collection<String> liveKeys) {
        Map<String, String> open = new HashMap<>();
        live.findByLiveKeyIn(liveKeys).forEach(alarm -> open.put(alarm.getId(), alarm.caseNumber()));
        return open;
    }

    /**
     * {@code open} is what {@link #open} gave for this command's place at least, {@code around} what is open of its person;
     * what is raised here joins both.
     */
    @Transactional
    Raised raise(RaiseAlarm command, Map<String, String> open, Map<Long, List<SamePerson.Rang>> around) {
        events.publishEvent(new Changed(Changed.ALARMS));
        String liveKey = command.liveKey();
        String holder = liveKey == null ? null : open.get(liveKey);
        if (holder != null) {
            return new Raised(repeat(holder, command), false);
        }
        String number = caseFiles.open(new OpenCase(
                AlarmCase.KEY,
                command.resident(),
                command.area(),
                command.severity().name(),
                "alarm.kind." + command.kind(),
                command.happenedAt(),
                command.openedBy(),
                variables(command)));
        alarms.save(new Alarm(number, command, clock.instant()));
        if (liveKey != null) {
            live.save(new LiveAlarm(liveKey, number));
            open.put(liveKey, number);
        }
        caseFiles.note(
                number,
                new CaseFiles.Entry(
                        "alarm.decided", clock.instant(), null, List.of("@" + command.because()), command.story()));
        samePerson.rang(number, command, around);
        return new Raised(number, true);
    }

    private String repeat(String number, RaiseAlarm command) {
        get(number).repeat(clock.instant());
        caseFiles.note(
                number,
                new CaseFiles.Entry(
                        "alarm.repeated", command.happenedAt(), command.openedBy(), List.of(), command.story()));
        return number;
    }

    private static List<Var.Value> variables(RaiseAlarm command) {
        return List.of(
                AlarmCase.SIGNAL.is(command.kind().name()),
                AlarmCase.SEVERITY.is(command.severity()),
                AlarmCase.LEVEL.is(AlarmCase.Level.ONE),
                AlarmCase.VERIFIED.is(false),
                AlarmCase.HARMLESS.is(false),
                AlarmCase.HELD_BY.is(null),
                AlarmCase.VOICE_RESULT.is(null),
                AlarmCase.FIRE_CALL.is(null),
                AlarmCase.CAUSE.is(null),
                AlarmCase.SERVICE_NUMBER.is(null),
                AlarmCase.SCENE_OUTCOME.is(null));
    }

    /** The sensor has gone quiet; the case goes on. */
    @Transactional
    void cleared(String number) {
        get(number).clear(clock.instant());
        caseFiles.note(number, CaseFiles.Entry.of("alarm.cleared", clock.instant()));
        events.publishEvent(new Changed(Changed.ALARMS));
    }

    /** Ends a case that should not have been. */
    @Transactional
    void withdraw(String number, Outcome how, String by, String reason) {
        needs(reason);
        caseFiles.note(
                number,
                new CaseFiles.Entry("alarm.withdrawn", clock.instant(), by, List.of("@alarm.outcome." + how), reason));
        end(number, how);
    }

    private static void needs(String reason) {
        if (reason.isBlank()) {
            throw Refusal.invalid("reason", "alarm.reason.missing");
        }
    }

    /** Over before its process would have ended by itself. */
    void end(String number, Outcome how) {
        if (!flows.tell(AlarmCase.WITHDRAWN_MESSAGE, number, List.of(AlarmCase.WITHDRAWAL.is(how)))) {
            throw Refusal.conflict("alarm.closed-already", number);
        }
    }

    void release(Alarm alarm) {
        String liveKey = alarm.liveKey();
        if (liveKey != null) {
            live.deleteById(liveKey);
        }
        alarm.resolve(clock.instant());
        events.publishEvent(new Changed(Changed.ALARMS));
    }

    Alarm get(String number) {
        return alarms.findById(number).orElseThrow(() -> Refusal.notFound("case.not-found", number));
    }
}
