package care.nearkin.people;

import care.nearkin.kernel.Words;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Hours as the reader's language says them: {@code Mon–Fri 09:00–17:00; Sat 18:00–06:00 the next day}. */
@Component
class HoursWords {

    private static final int DAYS = 7;

    private final Words words;

    HoursWords(Words words) {
        this.words = words;
    }

    /** With what was written down in words after it; null when neither is known. */
    @Nullable
    String say(List<Hours> hours, @Nullable String inWords) {
        String said = Stream.concat(hours.stream().map(this::say), Stream.ofNullable(inWords))
                .collect(Collectors.joining(words.say("people.hours.then")));
        return said.isEmpty() ? null : said;
    }

    String say(Hours hours) {
        boolean daily = hours.days().size() == DAYS;
        if (hours.isWholeDay()) {
            return daily ? words.say("people.hours.always") : words.say("people.hours.wholeDay", days(hours.days()));
        }
        String days = daily ? words.say("people.hours.daily") : days(hours.days());
        String until = hours.until().equals(LocalTime.MIDNIGHT)
                ? "24:00"
                : hours.until().toString();
        return words.say(
                hours.isOverMidnight() ? "people.hours.overnight" : "people.hours.span", days, hours.from(), until);
    }

    /** Days that follow each other are said by the first and the last. */
    private String days(Set<DayOfWeek> days) {
        List<String> said = new ArrayList<>();
        List<DayOfWeek> run = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            if (days.contains(day)) {
                run.add(day);
            }
            if (!run.isEmpty() && (!days.contains(day) || day == DayOfWeek.SUNDAY)) {
                said.add(run(run));
                run.clear();
            }
        }
        return String.join(words.say("web.comma"), said);
    }

    private String run(List<DayOfWeek> run) {
        String first = day(run.get(0));
        String last = day(run.get(run.size() - 1));
        return switch (run.size()) {
            case 1 -> first;
            case 2 -> first + words.say("web.comma") + last;
            default -> words.say("people.hours.days", first, last);
        };
    }

    String day(DayOfWeek day) {
        return words.say("people.day." + day.name());
    }
}
