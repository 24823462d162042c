package care.nearkin.casetype.alarm;

import care.nearkin.casefile.CaseFiles;
import care.nearkin.casetype.alarm.AlarmCase.Severity;
import care.nearkin.casetype.alarm.Ask.Kind;
import care.nearkin.casetype.alarm.Ask.State;
import care.nearkin.engine.Decisions;
import care.nearkin.people.Consents;
import care.nearkin.people.Consents.Matter;
import care.nearkin.people.Contacts;
import care.nearkin.people.Responders;
import care.nearkin.people.Responders.Candidate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Whom to ask for an alarm: all contacts at once (A4), and the nearest suitable responders some at a time (A5), volunteers
 * before the property guard before the community worker.
 */
@Component
class AlarmHelp {

    private final Contacts contacts;
    private final Responders responders;
    private final Consents consents;
    private final Decisions decisions;
    private final AskRows asks;
    private final AskLetters letters;
    private final CaseFiles caseFiles;
    private final AlarmBell bell;

    AlarmHelp(
            Contacts contacts,
            Responders responders,
            Consents consents,
            Decisions decisions,
            AskRows asks,
            AskLetters letters,
            CaseFiles caseFiles,
            AlarmBell bell) {
        this.contacts = contacts;
        this.responders = responders;
        this.consents = consents;
        this.decisions = decisions;
        this.asks = asks;
        this.letters = letters;
        this.caseFiles = caseFiles;
        this.bell = bell;
    }

    boolean contactsReachable(Alarm alarm) {
        return contacts(alarm).stream().anyMatch(somebody -> somebody.phone() != null || somebody.mail() != null);
    }

    boolean keyAvailable(Alarm alarm) {
        Long resident = alarm.resident();
        return resident != null
                && (contacts.of(resident).stream().anyMatch(contact -> contact.hasKey() && contact.reachable())
                        || near(alarm).stream().anyMatch(Candidate::hasKey));
    }

    /** A4: everybody at once; who was told before is not told again. */
    void tellContacts(Alarm alarm, Duration valid) {
        List<Somebody> people = contacts(alarm);
        List<Ask> before = asks.findByCaseNumberOrderById(alarm.caseNumber());
        ask(
                alarm,
                people.stream().filter(contact -> !isAskedToGo(contact, before)).toList(),
                0,
                valid);
        Long resident = alarm.resident();
        if (people.isEmpty() && resident != null && !contacts.of(resident).isEmpty()) {
            bell.note(alarm.caseNumber(), "alarm.contacts-no-consent");
        }
    }

    /** A neighbour may be a contact and a responder at once: she has one telephone and is asked once. */
    private static boolean isAskedToGo(Somebody contact, List<Ask> before) {
        return before.stream()
                .filter(ask -> ask.kind() != Kind.CONTACT)
                .filter(ask -> ask.state() != State.STOOD_DOWN && ask.state() != State.CANNOT)
                .anyMatch(ask -> Somebody.sameNumber(ask.phone(), contact.phone()));
    }

    private static boolean isAskedAsContact(Candidate candidate, List<Ask> before) {
        return before.stream()
                .filter(ask -> ask.kind() == Kind.CONTACT && ask.state() != State.STOOD_DOWN)
                .anyMatch(ask -> Somebody.sameNumber(ask.phone(), candidate.phone()));
    }

    /**
     * A5: asks the next responders unless somebody is coming.
     *
     * @return false when nobody is left who could be asked
     */
    boolean askNext(Alarm alarm, int atOnce, Duration valid) {
        if (alarm.comingAt() != null || alarm.arrivedAt() != null) {
            return true;
        }
        List<Ask> before = asks.findByCaseNumberOrderById(alarm.caseNumber());
        List<Somebody> next = next(alarm, before, atOnce);
        int ring = 1 + before.stream().mapToInt(Ask::ring).max().orElse(0);
        ask(alarm, next, ring, valid);
        return !next.isEmpty();
    }

    /** The first kind in order of which somebody is left: volunteers some at a time, guards and community workers all. */
    private List<Somebody> next(Alarm alarm, List<Ask> before, int atOnce) {
        Set<Long> asked = before.stream()
                .filter(ask -> ask.kind() != Kind.CONTACT && ask.state() != State.STOOD_DOWN)
                .map(Ask::person)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        List<Candidate> left = new ArrayList<>(near(alarm));
        left.removeIf(candidate -> asked.contains(candidate.id()) || isAskedAsContact(candidate, before));
        left.removeIf(busy(left)::contains);
        for (Kind kind : EnumSet.of(Kind.RESPONDER, Kind.GUARD, Kind.COMMUNITY)) {
            List<Somebody> some = left.stream()
                    .map(Somebody::of)
                    .filter(somebody -> somebody.kind() == kind)
                    .limit(kind == Kind.RESPONDER ? atOnce : left.size())
                    .toList();
            if (!some.isEmpty()) {
                return some;
            }
        }
        return List.of();
    }

    private Set<Candidate> busy(List<Candidate> candidates) {
        if (candidates.isEmpty()) {
            return Set.of();
        }
        Set<Long> busy = asks.busy(
                candidates.stream().map(Candidate::id).toList(), Kind.CONTACT, Set.of(State.COMING, State.THERE));
        return candidates.stream()
                .filter(candidate -> busy.contains(candidate.id()))
                .collect(Collectors.toSet());
    }

    /** Who has a key comes first, then who can do what helps, then who is nearer. */
    private List<Candidate> near(Alarm alarm) {
        Long resident = alarm.resident();
        if (resident == null || !may(alarm, Matter.TELL_RESPONDERS)) {
            return List.of();
        }
        String skill = skill(alarm);
        return responders.near(resident, bell.now()).stream()
                .sorted(Comparator.comparing(Candidate::hasKey, Comparator.reverseOrder())
                        .thenComparing(candidate -> candidate.skills().stream()
                                .noneMatch(has -> has.name().equals(skill)))
                        .thenComparing(Candidate::metres, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    private String skill(Alarm alarm) {
        return decisions
                .decide("alarm-skill", Map.of("signal", alarm.kind().name()))
                .text("skill");
    }

    private List<Somebody> contacts(Alarm alarm) {
        Long resident = alarm.resident();
        return resident == null || !may(alarm, Matter.TELL_CONTACTS)
                ? List.of()
                : contacts.of(resident).stream().map(Somebody::of).toList();
    }

    /** Without consent only where a life may depend on it: 个人信息保护法 13 (4). */
    private boolean may(Alarm alarm, Matter matter) {
        Long resident = alarm.resident();
        return alarm.severity() == Severity.CRITICAL || resident != null && consents.stands(resident, matter);
    }

    private void ask(Alarm alarm, List<Somebody> people, int ring, Duration valid) {
        Set<Long> told = ring > 0
                ? Set.of()
                : asks.findByCaseNumberOrderById(alarm.caseNumber()).stream()
                        .filter(ask -> ask.kind() == Kind.CONTACT)
                        .map(Ask::person)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
        List<Somebody> anew = people.stream()
                .filter(somebody -> ring > 0 || !told.contains(somebody.person()))
                .toList();
        if (anew.isEmpty()) {
            return;
        }
        Instant now = bell.now();
        List<AskLetters.Letter> written = anew.stream()
                .map(somebody -> letters.letter(alarm, somebody, ring, now, now.plus(valid)))
                .toList();
        letters.send(alarm, written);
        note(alarm, anew, now);
    }

    private void note(Alarm alarm, List<Somebody> asked, Instant now) {
        caseFiles.note(
                alarm.caseNumber(),
                CaseFiles.Entry.of(
                        "alarm.asked-" + asked.get(0).kind(),
                        now,
                        asked.stream().map(Somebody::name).collect(Collectors.joining(", "))));
    }

    /** For the page: who was asked, in order. */
    List<Ask> of(String caseNumber) {
        return asks.findByCaseNumberOrderById(caseNumber);
    }
}
