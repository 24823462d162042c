package care.nearkin.duty;

import care.nearkin.kernel.Refusal;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A week's working hours, Monday first, breaks left out. Round the clock knows neither weekends nor holidays.
 *
 * @param week seven days, each its spans in their order; a day without any is free
 */
public record WeeklyHours(boolean roundTheClock, List<List<Span>> week) {

    public static final WeeklyHours ALWAYS =
            new WeeklyHours(true, Collections.nCopies(7, List.of(new Span(0, Span.DAY))));

    private static final int DAYS = 7;
    private static final Pattern SPAN =
            Pattern.compile("([01]?\\d|2[0-4]):([0-5]\\d)[-–—~]([01]?\\d|2[0-4]):([0-5]\\d)");

    /** From one minute of a day until another; midnight at its end is 24:00. */
    public record Span(int from, int until) {

        static final int DAY = 24 * 60;

        @Override
        public String toString() {
            return "%02d:%02d-%02d:%02d".formatted(from / 60, from % 60, until / 60, until % 60);
        }
    }

    public WeeklyHours {
        week = week.stream().map(List::copyOf).toList();
        if (week.size() != DAYS) {
            throw new IllegalArgumentException("a week of " + week.size() + " days");
        }
    }

    /** As they are typed, a line for each weekday: {@code 09:00-12:00 13:30-17:30}; an empty line is a free day. */
    public static WeeklyHours parse(List<String> lines) {
        List<List<Span>> week = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            week.add(day(day < lines.size() ? lines.get(day) : "", "day" + (day + 1)));
        }
        if (week.stream().allMatch(List::isEmpty)) {
            throw Refusal.invalid("day1", "duty.hours.empty");
        }
        return new WeeklyHours(false, week);
    }

    private static List<Span> day(String line, String field) {
        String plain = line.replace('：', ':').replaceAll("\\s*[-–—~]\\s*", "-").strip();
        List<Span> spans = Arrays.stream(plain.split("[\\s,;，；、]+"))
                .filter(part -> !part.isEmpty())
                .map(part -> span(part, line, field))
                .toList();
        int before = -1;
        for (Span span : spans) {
            if (span.from() <= before || span.until() <= span.from() || span.until() > Span.DAY) {
                throw Refusal.invalid(field, "duty.hours.order", line);
            }
            before = span.until();
        }
        return spans;
    }

    private static Span span(String part, String line, String field) {
        Matcher said = SPAN.matcher(part);
        if (!said.matches()) {
            throw Refusal.invalid(field, "duty.hours.form", line);
        }
        return new Span(minute(said.group(1), said.group(2)), minute(said.group(3), said.group(4)));
    }

    private static int minute(String hour, String minute) {
        return Integer.parseInt(hour) * 60 + Integer.parseInt(minute);
    }

    List<Span> on(DayOfWeek day) {
        return week.get(day.getValue() - 1);
    }

    /** A free weekday that is worked all the same is worked as the first working day of the week is. */
    List<Span> madeUpOn(DayOfWeek day) {
        List<Span> own = on(day);
        return own.isEmpty()
                ? week.stream().filter(spans -> !spans.isEmpty()).findFirst().orElse(List.of())
                : own;
    }

    /** As {@link #parse} reads them. */
    public List<String> lines() {
        return week.stream()
                .map(spans -> spans.stream().map(Span::toString).collect(Collectors.joining(" ")))
                .toList();
    }
}
