package care.nearkin.people;

import care.nearkin.kernel.Refusal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One line of hours as somebody typed it: days by their names, times as {@code 09:00}. */
record HoursLine(
        @Nullable List<String> days,
        @Nullable String from,
        @Nullable String until) {

    static final HoursLine EMPTY = new HoursLine(List.of(), null, null);

    static HoursLine of(Hours hours) {
        return new HoursLine(
                hours.days().stream().map(DayOfWeek::name).toList(),
                hours.from().toString(),
                hours.until().toString());
    }

    boolean isEmpty() {
        return chosen().isEmpty() && blank(from) && blank(until);
    }

    public boolean has(String day) {
        return chosen().contains(day);
    }

    /** Days without times are whole days; times without days count every day. */
    Hours read(String field) {
        if (blank(from) != blank(until)) {
            throw Refusal.invalid(field, "people.hours.half");
        }
        Set<DayOfWeek> on = chosen().isEmpty()
                ? EnumSet.allOf(DayOfWeek.class)
                : chosen().stream()
                        .map(day -> day(field, day))
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(DayOfWeek.class)));
        return new Hours(on, time(field, from), time(field, until));
    }

    private List<String> chosen() {
        return days == null ? List.of() : days;
    }

    private static DayOfWeek day(String field, String name) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> day.name().equals(name.strip().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(field, "people.hours.day", name));
    }

    private static LocalTime time(String field, @Nullable String text) {
        if (text == null || text.isBlank() || text.strip().equals("24:00")) {
            return LocalTime.MIDNIGHT;
        }
        try {
            return LocalTime.parse(text.strip());
        } catch (DateTimeException e) {
            throw Refusal.invalid(field, "people.hours.time");
        }
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
