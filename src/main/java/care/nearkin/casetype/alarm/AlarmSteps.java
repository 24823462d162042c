package care.nearkin.casetype.alarm;

import care.nearkin.access.Group;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casetype.alarm.AlarmCase.Finding;
import care.nearkin.casetype.alarm.AlarmCase.VisitResult;
import care.nearkin.casetype.alarm.AlarmCase.VoiceResult;
import care.nearkin.kernel.Changed;
import care.nearkin.notification.Notice;
import care.nearkin.notification.Notice.Channel;
import care.nearkin.notification.Notices;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What the service tasks of {@code alarm.bpmn} do. Each may run twice and acts once: notices carry a key. */
@Component
public class AlarmSteps {

    private static final Set<Group> SEATS = Set.of(Group.OPERATOR, Group.SUPERVISOR);
    private static final Set<Group> SUPERVISORS = Set.of(Group.SUPERVISOR);
    private static final Set<Group> FOLLOWERS = Set.of(Group.CASEWORKER, Group.SUPERVISOR);
    private static final Set<VisitResult> ALARM_AGAIN = Set.of(VisitResult.IN_DANGER, VisitResult.NOT_FOUND);
    private static final Set<VoiceResult> NOT_HEARD = Set.of(VoiceResult.NO_ANSWER, VoiceResult.WRONG_PERSON);
    private static final Set<Finding> HARMLESS = Set.of(Finding.FALSE_PERSON, Finding.FALSE_DEVICE, Finding.TEST_CALL);
    private static final Set<Finding> EMERGENCY = Set.of(Finding.NEEDS_EMERGENCY, Finding.DECEASED);

    private final Alarms alarms;
    private final AlarmByHand byHand;
    private final CaseFiles caseFiles;
    private final AttemptRows attempts;
    private final Notices notices;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    AlarmSteps(
            Alarms alarms,
            AlarmByHand byHand,
            CaseFiles caseFiles,
            AttemptRows attempts,
            Notices notices,
            Clock clock,
            ApplicationEventPublisher events) {
        this.alarms = alarms;
        this.byHand = byHand;
        this.caseFiles = caseFiles;
        this.attempts = attempts;
        this.notices = notices;
        this.clock = clock;
        this.events = events;
    }

    /** A1: nobody has taken it within a minute; all seats and the supervisors are rung. */
    public void ringAgain(String caseNumber) {
        ring(caseNumber, "alarm.not-acknowledged", SEATS, false);
    }

    /** A2: three minutes are over; a supervisor must take it, and the miss is investigated. */
    public void supervisorMustTake(String caseNumber) {
        alarms.get(caseNumber).mustTake(now());
        caseFiles.note(caseNumber, CaseFiles.Entry.of("alarm.supervisor-must-take", now()));
        tell(caseNumber, "alarm.supervisor-must-take", SUPERVISORS, true);
    }

    public void acknowledged(String caseNumber) {
        alarms.get(caseNumber).acknowledge(now());
        notices.over(caseNumber);
        changed();
    }

    /**
     * A3: writes the attempt down and says whether to try again.
     *
     * @param tries how many attempts the table allows
     * @return true when nobody answered, or somebody else did, and attempts are left
     */
    public boolean recordAttempt(String caseNumber, String numberKind, String voiceResult, int tries) {
        Alarm alarm = alarms.get(caseNumber);
        int position = alarm.attempt();
        Instant started = attempts.findByCaseNumberOrderByPosition(caseNumber).stream()
                .reduce((a, b) -> b)
                .map(Attempt::endedAt)
                .or(() -> java.util.Optional.ofNullable(alarm.acknowledgedAt()))
                .orElse(alarm.rungAt());
        attempts.save(
                new Attempt(caseNumber, position, started, now(), numberKind, voiceResult, alarm.acknowledgedBy()));
        changed();
        return NOT_HEARD.contains(VoiceResult.valueOf(voiceResult)) && position < tries;
    }

    /** A3: the time for calling back is over without a voice. */
    public void noAnswer(String caseNumber) {
        ring(caseNumber, "alarm.no-answer", SEATS, false);
    }

    /** A3: who is in the middle of the call keeps the case, and nobody else is rung; the engine says nobody as "". */
    public void noAnswer(String caseNumber, String heldBy) {
        if (heldBy.isEmpty()) {
            noAnswer(caseNumber);
            return;
        }
        caseFiles.note(caseNumber, CaseFiles.Entry.of("alarm.no-answer", now()));
        tell(caseNumber, "alarm.no-answer", Set.of(), Set.of(heldBy), false);
    }

    /** The decision would have ended the case although nobody has heard whoever is at the device. */
    public void notHeard(String caseNumber) {
        caseFiles.note(caseNumber, CaseFiles.Entry.of("alarm.not-heard", now()));
    }

    public void ringForDecision(String caseNumber) {
        ring(caseNumber, "alarm.decision-late", SEATS, false);
    }

    /** A7: smoke, gas or CO that nobody has verified: call 119 now, again and again until somebody confirms. */
    public void ringForFire(String caseNumber) {
        alarms.get(caseNumber).fireCallDue(now());
        caseFiles.note(caseNumber, CaseFiles.Entry.of("alarm.call-119", now()));
        tell(caseNumber, "alarm.call-119", SEATS, true);
    }

    public void ringForCall(String caseNumber) {
        ring(caseNumber, "alarm.call-late", SEATS, false);
    }

    /** 119 is on its way to a place where it is not needed. */
    public void ringForCallOff(String caseNumber) {
        ring(caseNumber, "alarm.call-off-late", SEATS, false);
    }

    /** A8: tell the emergency service how it stands; the supervisor is told too. */
    public void updateDue(String caseNumber) {
        ring(caseNumber, "alarm.update-due", SEATS, false);
    }

    /** A9. */
    public void closeOutLate(String caseNumber) {
        ring(caseNumber, "alarm.close-out-late", SUPERVISORS, true);
    }

    public void remind(String caseNumber, String task) {
        caseFiles.note(caseNumber, CaseFiles.Entry.of("alarm.reminded", now(), "@alarm." + task));
        tell(caseNumber, "alarm.reminder", "Task_FollowUp".equals(task) ? FOLLOWERS : SUPERVISORS, false);
    }

    /** A10: how often somebody has tried to ask by now. */
    public int countFollowUp(String caseNumber) {
        return alarms.get(caseNumber).followUp();
    }

    /** A10: nobody was there yet although it was promised. */
    public void visitLate(String caseNumber) {
        caseFiles.note(caseNumber, CaseFiles.Entry.of("alarm.visit-late", now()));
        tell(caseNumber, "alarm.visit-late", SUPERVISORS, true);
    }

    public boolean alarmAgain(@Nullable String visitResult) {
        return visitResult == null || ALARM_AGAIN.contains(VisitResult.valueOf(visitResult));
    }

    /** A10: found in danger, or not to be found: a new alarm with all that belongs to one. */
    public void raiseAgain(String caseNumber) {
        Alarms.Raised raised = byHand.again(alarms.get(caseNumber));
        caseFiles.link(caseNumber, raised.caseNumber(), "AGAIN");
    }

    public boolean harmless(@Nullable String finding) {
        return finding != null && HARMLESS.contains(Finding.valueOf(finding));
    }

    public boolean emergencyNeeded(@Nullable String finding) {
        return finding == null || EMERGENCY.contains(Finding.valueOf(finding));
    }

    /** The matter is over for the screen; a new signal opens a new case from here on. */
    public void resolve(String caseNumber, String outcome) {
        alarms.release(alarms.get(caseNumber));
        notices.over(caseNumber);
        caseFiles.stage(caseNumber, "RESOLVED");
        caseFiles.note(caseNumber, CaseFiles.Entry.of("alarm.resolved", now(), "@alarm.outcome." + outcome));
    }

    /** Says whether nobody took it in time and nobody has found out why: {@code cause} is "" until then. */
    public boolean withdrawn(String caseNumber, String cause) {
        withdrawn(caseNumber);
        boolean missOpen = alarms.get(caseNumber).mustTakeAt() != null && cause.isEmpty();
        if (missOpen) {
            caseFiles.stage(caseNumber, "RESOLVED");
        }
        return missOpen;
    }

    public void withdrawn(String caseNumber) {
        alarms.release(alarms.get(caseNumber));
        notices.over(caseNumber);
    }

    private void ring(String caseNumber, String kind, Set<Group> groups, boolean mail) {
        alarms.get(caseNumber).ring(now());
        caseFiles.note(caseNumber, CaseFiles.Entry.of(kind, now()));
        tell(caseNumber, kind, groups, mail);
    }

    /** What rings every minute stands once in everybody's list: its last ring takes the place of the one before. */
    private void tell(String caseNumber, String kind, Set<Group> groups, boolean mail) {
        tell(caseNumber, kind, groups, Set.of(), mail);
    }

    private void tell(String caseNumber, String kind, Set<Group> groups, Set<String> staff, boolean mail) {
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

    private void changed() {
        events.publishEvent(new Changed(Changed.ALARMS));
    }

    private Instant now() {
        return clock.instant();
    }
}
