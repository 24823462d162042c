package care.nearkin.casetype.alarm;

import care.nearkin.access.Group;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casetype.alarm.AlarmCase.Finding;
import care.nearkin.casetype.alarm.AlarmCase.Level;
import care.nearkin.casetype.alarm.AlarmCase.Severity;
import care.nearkin.casetype.alarm.AlarmCase.VisitResult;
import care.nearkin.casetype.alarm.AlarmCase.VoiceResult;
import care.nearkin.people.Residents;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the service tasks of {@code alarm.bpmn} do. Each may run twice and acts once: notices carry a key. */
@Component
public class AlarmSteps {

    static final Set<Group> FOLLOWERS = Set.of(Group.CASEWORKER, Group.SUPERVISOR);
    private static final Set<Group> KEY_MINDERS = Set.of(Group.OPERATOR, Group.CASEWORKER);
    private static final Set<VisitResult> ALARM_AGAIN = Set.of(VisitResult.IN_DANGER, VisitResult.NOT_FOUND);
    static final Set<VoiceResult> NOT_HEARD =
            Set.of(VoiceResult.NO_ANSWER, VoiceResult.LINE_DROPPED, VoiceResult.WRONG_PERSON);
    private static final Set<Finding> HARMLESS = Set.of(Finding.FALSE_PERSON, Finding.FALSE_DEVICE, Finding.TEST_CALL);
    private static final Set<Finding> EMERGENCY = Set.of(Finding.NEEDS_EMERGENCY, Finding.DECEASED);
    private static final Set<Finding> HELP_GOES =
            Set.of(Finding.NEEDS_PEOPLE, Finding.NEEDS_EMERGENCY, Finding.DECEASED);

    private final Alarms alarms;
    private final AlarmByHand byHand;
    private final CaseFiles caseFiles;
    private final AttemptRows attempts;
    private final Residents residents;
    private final AlarmAtHome atHome;
    private final AlarmBell bell;

    AlarmSteps(
            Alarms alarms,
            AlarmByHand byHand,
            CaseFiles caseFiles,
            AttemptRows attempts,
            Residents residents,
            AlarmAtHome atHome,
            AlarmBell bell) {
        this.alarms = alarms;
        this.byHand = byHand;
        this.caseFiles = caseFiles;
        this.attempts = attempts;
        this.residents = residents;
        this.atHome = atHome;
        this.bell = bell;
    }

    /** A1: nobody has taken it within a minute; all seats and the supervisors are rung. */
    public void ringAgain(String caseNumber) {
        bell.ringAgain(caseNumber);
    }

    /**
     * A2: three minutes are over; a supervisor must take it, and the miss is investigated.
     *
     * @return true when the alarm is so grave that people are sent there before anybody has taken it
     */
    public boolean supervisorMustTake(String caseNumber) {
        Alarm alarm = alarms.get(caseNumber);
        alarm.mustTake(bell.now());
        bell.note(caseNumber, "alarm.supervisor-must-take");
        bell.tell(caseNumber, "alarm.supervisor-must-take", AlarmBell.SUPERVISORS, true);
        return alarm.severity() == Severity.CRITICAL;
    }

    public void acknowledged(String caseNumber) {
        alarms.get(caseNumber).acknowledge(bell.now());
        bell.over(caseNumber);
        bell.changed();
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
        attempts.save(new Attempt(
                caseNumber, position, started, bell.now(), numberKind, voiceResult, alarm.acknowledgedBy()));
        bell.changed();
        return NOT_HEARD.contains(VoiceResult.valueOf(voiceResult)) && position < tries;
    }

    /** A3: the time for calling back is over without a voice. */
    public void noAnswer(String caseNumber) {
        bell.ring(caseNumber, "alarm.no-answer", AlarmBell.SEATS, false);
    }

    /** A3: who is in the middle of the call keeps the case, and nobody else is rung; the engine says nobody as "". */
    public void noAnswer(String caseNumber, String heldBy) {
        if (heldBy.isEmpty()) {
            noAnswer(caseNumber);
            return;
        }
        bell.note(caseNumber, "alarm.no-answer");
        bell.tell(caseNumber, "alarm.no-answer", Set.of(), Set.of(heldBy), false);
    }

    /** The decision would have ended the case although nobody has heard whoever is at the device. */
    public void notHeard(String caseNumber) {
        bell.note(caseNumber, "alarm.not-heard");
    }

    public void ringForDecision(String caseNumber) {
        bell.ring(caseNumber, "alarm.decision-late", AlarmBell.SEATS, false);
    }

    /** A7: smoke, gas or CO that nobody has verified: call 119 now, again and again until somebody confirms. */
    public void ringForFire(String caseNumber) {
        alarms.get(caseNumber).fireCallDue(bell.now());
        bell.note(caseNumber, "alarm.call-119");
        bell.tell(caseNumber, "alarm.call-119", AlarmBell.SEATS, true);
    }

    public void ringForCall(String caseNumber) {
        bell.ring(caseNumber, "alarm.call-late", AlarmBell.SEATS, false);
    }

    /** An emergency service is on its way to a place where it is not needed. */
    public void ringForCallOff(String caseNumber) {
        bell.ring(caseNumber, "alarm.call-off-late", AlarmBell.SEATS, false);
    }

    /** A8: tell the emergency service how it stands; the supervisor is told too. */
    public void updateDue(String caseNumber) {
        bell.ring(caseNumber, "alarm.update-due", AlarmBell.SEATS, false);
    }

    /** A9. */
    public void closeOutLate(String caseNumber) {
        bell.ring(caseNumber, "alarm.close-out-late", AlarmBell.SUPERVISORS, true);
    }

    public void remind(String caseNumber, String task) {
        bell.note(caseNumber, "alarm.reminded", "@alarm." + task);
        bell.tell(caseNumber, "alarm.reminder", remindedOf(task), false);
    }

    private static Set<Group> remindedOf(String task) {
        return switch (task) {
            case "Task_FollowUp" -> FOLLOWERS;
            case "Task_KeysBack" -> KEY_MINDERS;
            default -> AlarmBell.SUPERVISORS;
        };
    }

    /** A10: how often somebody has tried to ask by now. */
    public int countFollowUp(String caseNumber) {
        return alarms.get(caseNumber).followUp();
    }

    /** A10: nobody was there yet although it was promised. */
    public void visitLate(String caseNumber) {
        bell.note(caseNumber, "alarm.visit-late");
        bell.tell(caseNumber, "alarm.visit-late", AlarmBell.SUPERVISORS, true);
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

    /** Asked by cases that began with the model's first version; drop it when none of them is open. */
    public boolean emergencyNeeded(@Nullable String finding) {
        return finding == null || EMERGENCY.contains(Finding.valueOf(finding));
    }

    /** Sure is not enough where help goes: the watch for fire ends only when nobody has to go there. */
    public boolean verified(@Nullable String finding, boolean sure) {
        return sure && finding != null && !HELP_GOES.contains(Finding.valueOf(finding));
    }

    /** Nobody has anything left to do at the scene; true when somebody was sent there, who can say how it ended. */
    public boolean handled(String caseNumber, boolean harmless) {
        return !harmless && alarms.get(caseNumber).level() != Level.ONE;
    }

    /** The matter is over for the screen; a new signal opens a new case from here on. */
    public void resolve(String caseNumber, String outcome) {
        over(caseNumber);
        handOverChild(alarms.get(caseNumber));
        caseFiles.stage(caseNumber, "RESOLVED");
        bell.note(caseNumber, "alarm.resolved", "@alarm.outcome." + outcome);
    }

    /** 未成年人保护法 11: whoever learns of a child in trouble leaves it for those who protect children. */
    private void handOverChild(Alarm alarm) {
        Long resident = alarm.resident();
        boolean child = resident != null
                && residents
                        .situation(resident)
                        .filter(Residents.Situation::minor)
                        .isPresent();
        if (child && caseFiles.handOver(alarm.caseNumber(), "protection", "alarm.minor")) {
            bell.tell(alarm.caseNumber(), "alarm.minor", Set.of(Group.CHILDLEAD, Group.SUPERVISOR), true);
        }
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
        over(caseNumber);
    }

    private void over(String caseNumber) {
        Alarm alarm = alarms.get(caseNumber);
        alarms.release(alarm);
        atHome.quiet(alarm);
        bell.over(caseNumber);
    }
}
