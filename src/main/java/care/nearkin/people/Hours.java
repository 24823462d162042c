package care.nearkin.people;

import care.nearkin.kernel.Refusal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When somebody is there, by the office's clock: on these days from one time until another. An end that is not after the
 * beginning is midnight or lies on the next day; from midnight until midnight is the whole day.
 */
public record Hours(Set<DayOfWeek> days, LocalTime from, LocalTime until) {

    public static final Hours ALWAYS =
            new Hours(EnumSet.allOf(DayOfWeek.class), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    private static final Pattern SPAN =
            Pattern.compile("([A-Za-z, -]*?)\\s*(\\d\\d:\\d\\d)\\s*[-–]\\s*(\\d\\d:\\d\\d)");

    private static final int MINUTES = 60;

    public Hours {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("hours without a day");
        }
        days = Collections.unmodifiableSet(EnumSet.copyOf(days));
        from = from.truncatedTo(ChronoUnit.MINUTES);
        until = until.truncatedTo(ChronoUnit.MINUTES);
    }

    /**
     * As tables have them, several with semicolons between: {@code Mon-Fri 09:00-17:00; Sat Sun 10:00-12:00}; without days
     * every day, {@code 24h} always.
     */
    public static List<Hours> parse(String text) {
        return Arrays.stream(text.split("[;；]"))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(Hours::one)
                .toList();
    }

    private static Hours one(String text) {
        if (text.replace(" ", "").equalsIgnoreCase("24h")) {
            return ALWAYS;
        }
        Matcher said = SPAN.matcher(text);
        if (!said.matches()) {
            throw Refusal.invalid("hours", "people.hours.notation", text);
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : said.group(1).strip().split("[ ,]+")) {
            if (!part.isEmpty()) {
                days.addAll(days(part, text));
            }
        }
        return new Hours(days.isEmpty() ? ALWAYS.days() : days, time(said.group(2), text), time(said.group(3), text));
    }

    private static Set<DayOfWeek> days(String part, String text) {
        String[] ends = part.split("-", 2);
        DayOfWeek last = day(ends[ends.length - 1], text);
        Set<DayOfWeek> days = EnumSet.of(last);
        for (DayOfWeek day = day(ends[0], text); day != last; day = day.plus(1)) {
            days.add(day);
        }
        return days;
    }

    private static DayOfWeek day(String name, String text) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day ->
                        day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH).equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("hours", "people.hours.notation", text));
    }

    private static LocalTime time(String time, String text) {
        try {
            return time.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(time);
        } catch (DateTimeException e) {
            throw Refusal.invalid("hours", "people.hours.notation", text);
        }
    }

    public boolean covers(LocalDateTime at) {
        LocalTime time = at.toLocalTime();
        boolean onwards = !until.isAfter(from);
        boolean today = days.contains(at.getDayOfWeek()) && !time.isBefore(from) && (onwards || time.isBefore(until));
        return today || onwards && days.contains(at.getDayOfWeek().minus(1)) && time.isBefore(until);
    }

    boolean isWholeDay() {
        return from.equals(LocalTime.MIDNIGHT) && until.equals(LocalTime.MIDNIGHT);
    }

    boolean isOverMidnight() {
        return !until.isAfter(from) && !until.equals(LocalTime.MIDNIGHT);
    }

    Span span() {
        int bits = days.stream().mapToInt(Hours::bit).sum();
        return new Span((short) bits, (short) minute(from), (short) minute(until));
    }

    static int bit(DayOfWeek day) {
        return 1 << (day.getValue() - 1);
    }

    static int minute(LocalTime time) {
        return time.getHour() * MINUTES + time.getMinute();
    }
}
