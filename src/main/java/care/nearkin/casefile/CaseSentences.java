package care.nearkin.casefile;

import care.nearkin.kernel.Words;
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

    private final Words words;
    private final MessageSource messages;

    CaseSentences(Words words, MessageSource messages) {
        this.words = words;
        this.messages = messages;
    }

    /** {@code entry.<kind>} with its arguments; answers of a form follow as "label: value". */
    public String say(TimelineEntry entry, Locale language) {
        List<Object> arguments = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        for (String argument : entry.arguments()) {
            if (argument.startsWith("@")) {
                arguments.add(words.say(language, argument.substring(1)));
            } else if (entry.kind().equals("task.answered") && argument.contains("=")) {
                answers.add(answer(argument, language));
            } else if (!argument.startsWith("form:")) {
                arguments.add(argument);
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

    /** {@code alarm-assess.finding=NEEDS_EMERGENCY} in words. */
    private String answer(String argument, Locale language) {
        int equals = argument.indexOf('=');
        String field = argument.substring(0, equals);
        String value = argument.substring(equals + 1);
        String label = message("form." + field + ".label", field, language);
        return label + " " + message("form." + field + ".option." + value, value, language);
    }

    private String message(String key, String otherwise, Locale language) {
        String found = messages.getMessage(key, null, otherwise, language);
        return found == null ? otherwise : found;
    }
}
