package care.nearkin.duty;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The calendar as it was read last: asked for every due time and changed a few times a year. A change counts at once where
 * it was made, and on other nodes within a minute.
 */
@Component
class StoredWorkingTimes implements WorkingTimes {

    private static final long FRESH_NANOS = Duration.ofMinutes(1).toNanos();

    private record Remembered(
            long since, Map<LocalDate, DayKind> days, Map<String, WeeklyHours> hours, Map<String, WorkingTime> times) {

        boolean fresh() {
            return System.nanoTime() - since < FRESH_NANOS;
        }
    }

    private final CalendarRows rows;
    private final Clock clock;
    private volatile @Nullable Remembered remembered;

    StoredWorkingTimes(CalendarRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    @Override
    public WorkingTime office() {
        return of(CalendarRows.OFFICE);
    }

    @Override
    public WorkingTime of(String team) {
        Remembered now = remembered();
        WeeklyHours office = now.hours().getOrDefault(CalendarRows.OFFICE, WeeklyHours.ALWAYS);
        String whose = now.hours().containsKey(team) ? team : CalendarRows.OFFICE;
        return now.times()
                .computeIfAbsent(
                        whose,
                        key -> new WorkingTime(
                                clock.getZone(), now.days(), now.hours().getOrDefault(key, office)));
    }

    private Remembered remembered() {
        Remembered now = remembered;
        if (now == null || !now.fresh()) {
            now = new Remembered(System.nanoTime(), rows.kinds(), rows.hours(), new ConcurrentHashMap<>());
            remembered = now;
        }
        return now;
    }

    void forget() {
        remembered = null;
    }
}
