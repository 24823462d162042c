package care.nearkin.notification;

import care.nearkin.kernel.Words;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import org.springframework.stereotype.Component;

/** Puts words to a notice or a message, in the language of whoever it is for: the office's own, else the original. */
@Component
class Said {

    private static final String NOTICE = "notice.";
    private static final String MESSAGE = "message.";
    private static final String UNKNOWN = "unknown";
    private static final String TITLE = ".title";

    private final Words words;
    private final Wordings wordings;

    Said(Words words, Wordings wordings) {
        this.words = words;
        this.wordings = wordings;
    }

    String title(Locale language, String kind, Map<String, String> arguments) {
        return say(language, NOTICE, kind, TITLE, arguments);
    }

    String body(Locale language, String kind, Map<String, String> arguments) {
        return say(language, NOTICE, kind, ".body", arguments);
    }

    /** The subject of a mail to somebody outside. */
    String subject(Locale language, String kind, Map<String, String> arguments) {
        return say(language, MESSAGE, kind, TITLE, arguments);
    }

    String text(Locale language, String kind, Map<String, String> arguments) {
        return say(language, MESSAGE, kind, ".text", arguments);
    }

    /** In one pass: what is filled in is never taken for a place again. */
    private String say(Locale language, String what, String kind, String part, Map<String, String> arguments) {
        String template = what + (words.know(what + kind + part) ? kind : UNKNOWN);
        Template.Text office = wordings.text(template, language);
        String said = office == null
                ? words.say(language, template + part)
                : part.equals(TITLE) ? office.title() : office.body();
        return Templates.PLACE.matcher(said).replaceAll(place -> {
            String value = arguments.get(place.group(1));
            return Matcher.quoteReplacement(value == null ? place.group() : value(language, value));
        });
    }

    private String value(Locale language, String value) {
        return words.know(value) ? words.say(language, value) : value;
    }
}
