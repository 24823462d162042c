package care.nearkin.notification;

import care.nearkin.kernel.Words;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Puts words to a notice or a message, in the language of whoever it is for. */
@Component
class Said {

    private static final String NOTICE = "notice.";
    private static final String MESSAGE = "message.";
    private static final String UNKNOWN = "unknown";

    private final Words words;

    Said(Words words) {
        this.words = words;
    }

    String title(Locale language, String kind, Map<String, String> arguments) {
        return say(language, NOTICE, kind, ".title", arguments);
    }

    String body(Locale language, String kind, Map<String, String> arguments) {
        return say(language, NOTICE, kind, ".body", arguments);
    }

    /** The subject of a mail to somebody outside. */
    String subject(Locale language, String kind, Map<String, String> arguments) {
        return say(language, MESSAGE, kind, ".title", arguments);
    }

    String text(Locale language, String kind, Map<String, String> arguments) {
        return say(language, MESSAGE, kind, ".text", arguments);
    }

    private String say(Locale language, String what, String kind, String part, Map<String, String> arguments) {
        String key = what + (words.know(what + kind + part) ? kind : UNKNOWN) + part;
        String said = words.say(language, key);
        for (Map.Entry<String, String> argument : arguments.entrySet()) {
            said = said.replace("{" + argument.getKey() + "}", value(language, argument.getValue()));
        }
        return said;
    }

    private String value(Locale language, String value) {
        return words.know(value) ? words.say(language, value) : value;
    }
}
