package care.nearkin.casefile;

import care.nearkin.kernel.Words;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says a case's timeline in the reader's language. */
@Component
public class CaseSentences {

    private static final String ANSWERED = "task.answered";

    private final Words words;
    private final MessageSource messages;
    private final Clock clock;

    CaseSentences(Words words, MessageSource messages, Clock clock) {
        this.words = words;
        this.messages = messages;
        this.clock = clock;
    }

    /** {@code entry.<kind>} with its arguments; of a task what was done, followed by what was answered. */
    public String say(TimelineEntry entry, Locale language) {
        boolean answered = entry.kind().equals(ANSWERED);
        List<Object> arguments = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        for (String argument : entry.arguments()) {
            if (argument.startsWith("@")) {
                String key = argument.substring(1);
                String name = words.say(language, key);
                arguments.add(answered ? message(key + ".did", name, language) : name);
            } else if (answered && argument.contains("=")) {
                answers.add(answer(argument, language));
            } else if (!argument.startsWith("form:")) {
                arguments.add(written(argument, language));
            }
        }
        String sentence = words.say(language, "entry." + entry.kind(), arguments.toArray());
        return answers.isEmpty() ? sentence : sentence + " · " + String.join(" · ", answers);
    }

    /** A form's private answers with the labels that the form gave them. */
    public Map<String, String> answers(TimelineEntry entry, Locale language) {
        Map<String, String> labelled = new LinkedHashMap<>();
        entry.answers().forEach((field, value) -> labelled.put(label(entry, field, language), value));
        return labelled;
    }

    private String label(TimelineEntry entry, String field, Locale language) {
        String form = entry.arguments().stream()
                .filter(argument -> argument.startsWith("form:"))
                .findFirst()
                .map(argument -> argument.substring(5))
                .orElse("");
        return message("form." + form + "." + field + ".label", field, language);
    }

    /** {@code alarm-assess.finding=NEEDS_EMERGENCY} in words that need no question before them. */
    private String answer(String argument, Locale language) {
        int equals = argument.indexOf('=');
        String field = "form." + argument.substring(0, equals);
        String value = argument.substring(equals + 1);
        String option = message(field + ".option." + value, "", language);
        if (!option.isEmpty()) {
            return message(field + ".told." + value, option, language);
        }
        String written = written(value, language);
        String told = messages.getMessage(field + ".told", new Object[] {written}, null, language);
        return told == null ? message(field + ".label", field, language) + " " + written : told;
    }

    private String written(String value, Locale language) {
        try {
            return DateTimeFormatter.ofPattern(words.say(language, "web.time.exact"), language)
                    .withZone(clock.getZone())
                    .format(OffsetDateTime.parse(value));
        } catch (DateTimeParseException notATime) {
            return value;
        }
    }

    private String message(String key, String otherwise, Locale language) {
        String found = messages.getMessage(key, null, otherwise, language);
        return found == null ? otherwise : found;
    }
}
