package care.nearkin.casetype.alarm;

import care.nearkin.access.Group;
import care.nearkin.casetype.alarm.AlarmCase.Finding;
import care.nearkin.casetype.alarm.AlarmCase.Level;
import care.nearkin.casetype.alarm.AlarmCase.Mobility;
import care.nearkin.casetype.alarm.AlarmCase.Moment;
import care.nearkin.casetype.alarm.AlarmCase.PersonRisk;
import care.nearkin.casetype.alarm.AlarmCase.SceneState;
import care.nearkin.casetype.alarm.AlarmCase.Severity;
import care.nearkin.people.Residents;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the service tasks of levels two and three do: who is asked, told, rung. Each may run twice and acts once. */
@Component
public class AlarmHelpSteps {

    private static final String POLICE = "110";
    private static final Duration AGAIN_WITHIN = Duration.ofMinutes(30);
    private static final Set<Group> LEADERS = Set.of(Group.SUPERVISOR, Group.MANAGER);

    private final Alarms alarms;
    private final AlarmRows rows;
    private final AlarmHelp help;
    private final AskAnswers answers;
    private final AlarmAtHome atHome;
    private final Residents residents;
    private final AlarmBell bell;

    AlarmHelpSteps(
            Alarms alarms,
            AlarmRows rows,
            AlarmHelp help,
            AskAnswers answers,
            AlarmAtHome atHome,
            Residents residents,
            AlarmBell bell) {
        this.alarms = alarms;
        this.rows = rows;
        this.help = help;
        this.answers = answers;
        this.atHome = atHome;
        this.residents = residents;
        this.bell = bell;
    }

    public String personRisk(String caseNumber) {
        return PersonRisk.of(
                        situation(caseNumber).map(Residents.Situation::risk).orElse(null))
                .name();
    }

    public String mobility(String caseNumber) {
        return Mobility.of(situation(caseNumber).map(Residents.Situation::moves).orElse(null))
                .name();
    }

    public boolean contactsReachable(String caseNumber) {
        return help.contactsReachable(alarms.get(caseNumber));
    }

    public boolean keyAvailable(String caseNumber) {
        return help.keyAvailable(alarms.get(caseNumber));
    }

    /** D2: pressed again, or another alarm of the same person, within half an hour. */
    public boolean repeated(String caseNumber) {
        Alarm alarm = alarms.get(caseNumber);
        Long resident = alarm.resident();
        return alarm.repeats() > 0
                || resident != null
                        && rows.countOthers(resident, caseNumber, bell.now().minus(AGAIN_WITHIN)) > 0;
    }

    public String levelOf(@Nullable String finding) {
        if (finding == null) {
            return Level.THREE.name();
        }
        return switch (Finding.valueOf(finding)) {
            case NEEDS_EMERGENCY, DECEASED -> Level.THREE.name();
            case NEEDS_PEOPLE -> Level.TWO.name();
            default -> Level.ONE.name();
        };
    }

    /** D2: no volunteer goes where the police is needed, nor to the dead. */
    public boolean peopleToo(@Nullable String finding, @Nullable String serviceNumber) {
        return !POLICE.equals(serviceNumber) && !Finding.DECEASED.name().equals(finding);
    }

    /** Answers whether people had been asked before. */
    public boolean reachTwo(String caseNumber) {
        Alarm alarm = alarms.get(caseNumber);
        if (alarm.reach(Level.TWO)) {
            bell.note(caseNumber, "alarm.level-TWO");
        }
        return alarm.askForHelp(bell.now());
    }

    /** A4 and A5. Answers that nobody is there yet. */
    public boolean askForHelp(String caseNumber, int atOnce, String linkValidFor) {
        Alarm alarm = alarms.get(caseNumber);
        help.tellContacts(alarm, Duration.parse(linkValidFor));
        askNext(caseNumber, atOnce, linkValidFor);
        atHome.tell(alarm, Moment.ASKED);
        return false;
    }

    /** A5: nobody has accepted; whoever is next is asked, and when nobody is left the desk hears that. */
    public void askNext(String caseNumber, int atOnce, String linkValidFor) {
        if (!help.askNext(alarms.get(caseNumber), atOnce, Duration.parse(linkValidFor))) {
            bell.ring(caseNumber, "alarm.nobody-left", AlarmBell.SEATS, false);
        }
    }

    /** A4: told and silent: somebody telephones. */
    public void ringForContacts(String caseNumber) {
        boolean silent = help.of(caseNumber).stream()
                .noneMatch(ask -> ask.kind() == Ask.Kind.CONTACT && ask.answeredAt() != null);
        if (silent) {
            bell.ring(caseNumber, "alarm.contacts-silent", AlarmBell.SEATS, false);
        }
    }

    /** A6: nobody there in the time that was aimed at; true when it is too grave to wait on. */
    public boolean arrivalLate(String caseNumber) {
        Alarm alarm = alarms.get(caseNumber);
        alarm.late(bell.now());
        bell.ring(caseNumber, "alarm.arrival-late", AlarmBell.SUPERVISORS, true);
        return alarm.severity() == Severity.CRITICAL && alarm.level() != Level.THREE;
    }

    public void ringForThree(String caseNumber) {
        bell.ring(caseNumber, "alarm.three-late", AlarmBell.SUPERVISORS, false);
    }

    /** A6: ninety of a hundred have somebody there by now. */
    public void arrivalOverLimit(String caseNumber) {
        bell.ring(caseNumber, "alarm.arrival-limit", AlarmBell.SEATS, true);
    }

    /** A6: everybody has somebody there by now; the miss is looked into. */
    public void arrivalMissed(String caseNumber) {
        bell.ring(caseNumber, "alarm.arrival-missed", LEADERS, true);
    }

    public void ringToHear(String caseNumber) {
        bell.ring(caseNumber, "alarm.hear-late", AlarmBell.SEATS, false);
    }

    public void ringForEntryWish(String caseNumber) {
        bell.ring(caseNumber, "alarm.entry-wish-late", AlarmBell.SEATS, false);
    }

    public void ringForEntry(String caseNumber) {
        bell.ring(caseNumber, "alarm.entry-late", AlarmBell.SUPERVISORS, true);
    }

    public void standDown(String caseNumber) {
        Alarm alarm = alarms.get(caseNumber);
        answers.standDown(alarm);
        atHome.quiet(alarm);
    }

    /** Answers whether this service had been asked for before. */
    public boolean reachThree(String caseNumber, String serviceNumber) {
        Alarm alarm = alarms.get(caseNumber);
        if (alarm.reach(Level.THREE)) {
            bell.note(caseNumber, "alarm.level-THREE");
        }
        return alarm.serviceAsked(serviceNumber);
    }

    /** Level three: the duty leader knows, and the contacts, unless somebody has died: nobody reads that on a phone. */
    public void tellLeader(String caseNumber, String linkValidFor) {
        bell.tell(caseNumber, "alarm.level-three", LEADERS, true);
        Alarm alarm = alarms.get(caseNumber);
        if (!alarm.foundDead()) {
            help.tellContacts(alarm, Duration.parse(linkValidFor));
        }
    }

    public void ringForHandOver(String caseNumber) {
        bell.ring(caseNumber, "alarm.hand-over-late", AlarmBell.SEATS, false);
    }

    /** An emergency service at the door is somebody at the door. */
    public boolean serviceThere(String sceneState) {
        return SceneState.ON_SCENE.name().equals(sceneState);
    }

    private Optional<Residents.Situation> situation(String caseNumber) {
        return Optional.ofNullable(alarms.get(caseNumber).resident()).flatMap(residents::situation);
    }
}
