package care.nearkin.duty;

import care.nearkin.access.AccessLog;
import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.StaffView;
import care.nearkin.access.Viewer;
import care.nearkin.kernel.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who is absent and who stands in; entered by herself or a supervisor, cancelled but never deleted. */
@Service
@Transactional
class Absences implements Deputies {

    private static final int LONGEST_DAYS = 366;

    private final AbsenceRows rows;
    private final StaffAccounts staff;
    private final AccessLog log;
    private final Clock clock;

    Absences(AbsenceRows rows, StaffAccounts staff, AccessLog log, Clock clock) {
        this.rows = rows;
        this.staff = staff;
        this.log = log;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Set<String> standsInFor(String deputy) {
        return new LinkedHashSet<>(rows.namedDeputy(deputy, today()));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<String> deputyOf(String person) {
        return rows.ofOn(person, today()).stream().findFirst().map(Absence::deputy);
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, @Nullable String> absent() {
        Map<String, @Nullable String> absent = new LinkedHashMap<>();
        rows.on(today()).forEach(absence -> absent.put(absence.person(), absence.deputy()));
        return absent;
    }

    @Override
    @Transactional(readOnly = true)
    public boolean isAbsent(String person) {
        return !rows.ofOn(person, today()).isEmpty();
    }

    @Transactional(readOnly = true)
    Map<String, Absence> today(LocalDate day) {
        return rows.on(day).stream().collect(Collectors.toMap(Absence::person, Function.identity(), (a, b) -> a));
    }

    @Transactional(readOnly = true)
    List<Absence> list(@Nullable String person, long before, int most) {
        return rows.list(person, before, most);
    }

    void enter(Viewer who, String person, @Nullable String deputy, LocalDate first, LocalDate last) {
        mayFor(who, person);
        StaffView absent = staff.find(person).orElseThrow(() -> Refusal.invalid("person", "duty.person.unknown"));
        if (last.isBefore(first)
                || last.isBefore(today())
                || first.plusDays(LONGEST_DAYS).isBefore(last)) {
            throw Refusal.invalid("last", "duty.absence.dates");
        }
        rows.oneAfterTheOther();
        if (rows.overlaps(person, first, last)) {
            throw Refusal.invalid("first", "duty.absence.twice");
        }
        if (deputy != null) {
            standIn(absent, deputy, first, last);
        }
        rows.add(person, deputy, first, last, who.name(), clock.instant());
        log.wrote("absence", person, "entered");
    }

    private void standIn(StaffView absent, String deputy, LocalDate first, LocalDate last) {
        StaffView other = staff.find(deputy)
                .filter(one -> !one.locked() && !one.name().equals(absent.name()))
                .orElseThrow(() -> Refusal.invalid("deputy", "duty.deputy.unknown"));
        if (Collections.disjoint(absent.groups(), other.groups())) {
            throw Refusal.invalid("deputy", "duty.deputy.group");
        }
        if (rows.overlaps(deputy, first, last)) {
            throw Refusal.invalid("deputy", "duty.deputy.absent");
        }
    }

    void cancel(Viewer who, long id) {
        Absence absence = rows.find(id).orElseThrow(() -> Refusal.notFound("duty.absence.unknown"));
        mayFor(who, absence.person());
        if (!rows.cancel(id, who.name(), clock.instant())) {
            throw Refusal.conflict("duty.absence.cancelled");
        }
        log.wrote("absence", absence.person(), "cancelled");
    }

    private static void mayFor(Viewer who, String person) {
        if (!who.name().equals(person) && !who.in(Group.SUPERVISOR, Group.ADMIN)) {
            throw Refusal.forbidden("duty.absence.others");
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), clock.getZone());
    }
}
