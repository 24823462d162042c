package care.nearkin.duty;

import care.nearkin.duty.WeeklyHours.Span;
import care.nearkin.kernel.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reckons in somebody's working time: a value that never changes, made anew when the calendar does.
 *
 * <p>A holiday is free and a make-up day is worked, else the week's hours say it; round the clock every day is worked. What
 * comes while it is closed counts as come at the next opening. <b>n working days</b> end when the n-th working day
 * <i>after</i> the day on which it counts as come closes; none, when that day itself closes. <b>Working hours</b> run only
 * while it is open; those that are over exactly at closing time end then, not at the next opening. A span is open from its
 * first minute on and closed from its end on.
 */
public final class WorkingTime {

    /** Nobody is given longer, and a calendar without any open day is noticed. */
    private static final int MOST_DAYS = 3_660;

    private final ZoneId zone;
    private final Map<LocalDate, DayKind> days;
    private final WeeklyHours hours;
    private final Set<Integer> years;

    public WorkingTime(ZoneId zone, Map<LocalDate, DayKind> days, WeeklyHours hours) {
        this.zone = zone;
        this.days = Map.copyOf(days);
        this.hours = hours;
        this.years = days.keySet().stream().map(LocalDate::getYear).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether holidays of this year are written down; without, it is reckoned by weekends only. */
    public boolean knows(int year) {
        return years.contains(year);
    }

    public boolean isWorkingDay(LocalDate day) {
        return !spans(day).isEmpty();
    }

    public boolean isOpen(Instant at) {
        return nextOpening(at).equals(at);
    }

    /** That very moment while it is open. */
    public Instant nextOpening(Instant at) {
        return afterHours(at, Duration.ZERO);
    }

    public Instant afterDays(Instant from, int workingDays) {
        if (workingDays < 0 || workingDays > MOST_DAYS) {
            throw Refusal.invalid("within", "duty.within.form", "P" + workingDays + "D working");
        }
        LocalDate day = local(nextOpening(from)).toLocalDate();
        LocalDate last = day.plusDays(2L * MOST_DAYS);
        for (int left = workingDays; left > 0; ) {
            day = day.plusDays(1);
            if (day.isAfter(last)) {
                throw Refusal.conflict("duty.never-open");
            }
            left -= isWorkingDay(day) ? 1 : 0;
        }
        List<Span> spans = spans(day);
        return instant(day, spans.get(spans.size() - 1).until());
    }

    public Instant afterHours(Instant from, Duration working) {
        if (working.isNegative()) {
            throw Refusal.invalid("within", "duty.within.form", working + " working");
        }
        Duration left = working;
        LocalDate first = local(from).toLocalDate();
        for (LocalDate day = first; !day.isAfter(first.plusDays(MOST_DAYS)); day = day.plusDays(1)) {
            for (Span span : spans(day)) {
                Instant begins = later(from, instant(day, span.from()));
                Duration room = Duration.between(begins, instant(day, span.until()));
                if (room.compareTo(Duration.ZERO) > 0 && left.compareTo(room) <= 0) {
                    return begins.plus(left);
                }
                left = room.isNegative() ? left : left.minus(room);
            }
        }
        throw Refusal.conflict("duty.never-open");
    }

    /** How much of the time between the two was working time; negative when the second comes first. */
    public Duration between(Instant from, Instant until) {
        if (until.isBefore(from)) {
            return between(until, from).negated();
        }
        Duration worked = Duration.ZERO;
        LocalDate last = local(until).toLocalDate();
        for (LocalDate day = local(from).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            for (Span span : spans(day)) {
                Instant ends = instant(day, span.until());
                Duration part =
                        Duration.between(later(from, instant(day, span.from())), ends.isBefore(until) ? ends : until);
                worked = part.isNegative() ? worked : worked.plus(part);
            }
        }
        return worked;
    }

    private List<Span> spans(LocalDate day) {
        if (hours.roundTheClock()) {
            return hours.on(day.getDayOfWeek());
        }
        DayKind kind = days.get(day);
        if (kind == null) {
            return hours.on(day.getDayOfWeek());
        }
        return switch (kind) {
            case HOLIDAY -> List.of();
            case WORKED -> hours.madeUpOn(day.getDayOfWeek());
        };
    }

    private LocalDateTime local(Instant at) {
        return LocalDateTime.ofInstant(at, zone);
    }

    private Instant instant(LocalDate day, int minute) {
        LocalDateTime there =
                minute == Span.DAY ? day.plusDays(1).atStartOfDay() : day.atTime(LocalTime.ofSecondOfDay(minute * 60L));
        return there.atZone(zone).toInstant();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
