package care.nearkin.casefile;

import care.nearkin.access.AccessLog;
import care.nearkin.access.Group;
import care.nearkin.access.Viewers;
import care.nearkin.engine.Flows;
import care.nearkin.kernel.Changed;
import care.nearkin.kernel.Refusal;
import care.nearkin.notification.Notice;
import care.nearkin.notification.Notices;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Seals a case so that only who is named reads it, says who is, and opens it to somebody for a short while who needs it in an
 * emergency. All of it stands on the case's timeline with why, and those who are named are told.
 */
@Component
class CaseSealing {

    /** What the log of readings calls the opening of a sealed case. */
    static final String LOGGED = "sealed-case";

    /** How long an emergency opens it. Source: the facts on the protection of minors (domain.md). */
    static final Duration EMERGENCY = Duration.ofMinutes(30);

    private final SeenCases seen;
    private final CaseFiles caseFiles;
    private final CasesByNumber byNumber;
    private final CaseReaders readers;
    private final CaseAudience audience;
    private final Flows flows;
    private final Notices notices;
    private final AccessLog log;
    private final ApplicationEventPublisher events;
    private final Viewers viewers;
    private final List<CaseType> types;
    private final Clock clock;

    CaseSealing(
            SeenCases seen,
            CaseFiles caseFiles,
            CasesByNumber byNumber,
            CaseReaders readers,
            CaseAudience audience,
            Flows flows,
            Notices notices,
            AccessLog log,
            ApplicationEventPublisher events,
            Viewers viewers,
            List<CaseType> types,
            Clock clock) {
        this.seen = seen;
        this.caseFiles = caseFiles;
        this.byNumber = byNumber;
        this.readers = readers;
        this.audience = audience;
        this.flows = flows;
        this.notices = notices;
        this.log = log;
        this.events = events;
        this.viewers = viewers;
        this.types = types;
        this.clock = clock;
    }

    /** Words key of why it cannot be sealed now; null if it can. */
    @Nullable
    String keptOpen(CaseFile file) {
        return types.stream()
                .filter(type -> type.key().equals(file.type()))
                .map(type -> type.keptOpen(file.number()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Whether the viewer may seal it or change who reads it. */
    boolean offered(CaseFile file) {
        return viewers.current().in(Group.SUPERVISOR) && (file.isSealed() || keptOpen(file) == null);
    }

    /** Who holds a step of it: without being named she could not go on. */
    Set<String> holders(CaseFile file) {
        return file.status() == CaseFile.Status.CLOSED
                ? Set.of()
                : flows.waiting(file.number()).stream()
                        .flatMap(step -> Stream.of(step.assignee(), step.owner()))
                        .filter(Objects::nonNull)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Who seals it is named herself; who holds a step of it has to be. */
    @Transactional
    void seal(String number, Collection<String> named, String why) {
        CaseFile file = seen.get(number);
        String because = CaseLinks.because(why);
        if (file.isSealed()) {
            throw Refusal.conflict("case.seal.twice");
        }
        String kept = keptOpen(file);
        if (kept != null) {
            throw Refusal.conflict(kept);
        }
        Map<String, String> possible = audience.unsealed(file);
        if (!possible.keySet().containsAll(named)) {
            throw Refusal.invalid("reader", "case.seal.whom");
        }
        if (!Stream.concat(named.stream(), Stream.of(me()))
                .collect(Collectors.toSet())
                .containsAll(holders(file))) {
            throw Refusal.invalid("reader", "case.seal.holders");
        }
        byNumber.hold(number).seal(clock.instant());
        readers.clear(number);
        readers.add(number, me(), me(), null);
        named.forEach(one -> readers.add(number, one, me(), null));
        note(
                number,
                "case.sealed",
                because,
                readers.of(number).stream()
                        .map(one -> possible.getOrDefault(one, one))
                        .collect(Collectors.joining("、")));
        tell(file, "case.named", others(named), false);
        changed(number);
    }

    /** As the one that it reopens is. */
    @Transactional
    void passOn(String number, String anew) {
        CaseFile file = caseFiles.find(number).orElseThrow();
        if (file.isSealed()) {
            byNumber.get(anew).seal(clock.instant());
            readers.rows(number).stream()
                    .filter(reader -> reader.until() == null)
                    .forEach(reader -> readers.add(anew, reader.account(), me(), null));
            changed(anew);
        }
    }

    /** From now on this colleague may read it too. */
    @Transactional
    void name(String number, String reader, String why) {
        CaseFile file = sealed(number);
        String because = CaseLinks.because(why);
        String name = audience.unsealed(file).get(reader);
        if (name == null) {
            throw Refusal.invalid("reader", "case.seal.whom");
        }
        readers.add(number, reader, me(), null);
        note(number, "case.reader.added", because, name);
        tell(file, "case.named", others(Set.of(reader)), false);
    }

    /** Not the last one, and not who holds a step of it. */
    @Transactional
    void strike(String number, String reader, String why) {
        CaseFile file = sealed(number);
        String because = CaseLinks.because(why);
        byNumber.hold(number);
        if (readers.rows(number).stream()
                .noneMatch(one -> one.until() == null && !one.account().equals(reader))) {
            throw Refusal.conflict("case.seal.last");
        }
        if (holders(file).contains(reader)) {
            throw Refusal.conflict("case.seal.holds");
        }
        if (!readers.remove(number, reader)) {
            throw Refusal.notFound("case.seal.not-named");
        }
        note(number, "case.reader.removed", because, audience.unsealed(file).getOrDefault(reader, reader));
    }

    /** Opens it again to all whom role and area let in. */
    @Transactional
    void unseal(String number, String why) {
        CaseFile file = sealed(number);
        String because = CaseLinks.because(why);
        Set<String> named = readers.of(number);
        byNumber.hold(number).seal(null);
        readers.clear(number);
        note(number, "case.unsealed", because);
        tell(file, "case.unsealed", others(named), false);
        changed(number);
    }

    /** For who is not named and cannot wait for who is: for half an hour, and all who are named are told at once. */
    @Transactional
    void openInEmergency(String number, String why) {
        CaseFile file = seen.closed(number).orElseThrow(() -> Refusal.notFound("case.not-found", number));
        String because = CaseLinks.because(why);
        Instant until = clock.instant().plus(EMERGENCY);
        Set<String> named = readers.of(number);
        readers.add(number, me(), me(), until);
        log.read(LOGGED, number, because);
        note(number, "case.seal.broken", because);
        tell(file, "case.seal.broken", others(named), true);
    }

    private CaseFile sealed(String number) {
        CaseFile file = seen.get(number);
        if (!file.isSealed()) {
            throw Refusal.conflict("case.seal.open");
        }
        return file;
    }

    private Set<String> others(Collection<String> people) {
        return people.stream().filter(one -> !one.equals(me())).collect(Collectors.toSet());
    }

    private void note(String number, String kind, String why, String... arguments) {
        caseFiles.note(number, new CaseFiles.Entry(kind, clock.instant(), me(), List.of(arguments), why));
    }

    private void tell(CaseFile file, String kind, Set<String> people, boolean urgent) {
        if (people.isEmpty()) {
            return;
        }
        notices.tell(new Notice(
                kind,
                kind + ":" + file.number() + ":" + clock.instant().toEpochMilli(),
                Set.of(),
                people,
                file.area(),
                Map.of("case", file.number()),
                "/cases/" + file.number(),
                urgent,
                urgent ? Set.of(Notice.Channel.values()) : Set.of(Notice.Channel.IN_APP)));
    }

    private void changed(String number) {
        CaseFile file = caseFiles.find(number).orElseThrow();
        events.publishEvent(new CaseSealed(file));
        events.publishEvent(new Changed(Changed.TASKS, file.area()));
    }

    private String me() {
        return viewers.current().name();
    }
}
