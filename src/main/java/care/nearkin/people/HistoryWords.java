package care.nearkin.people;

import care.nearkin.kernel.Words;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is kept of a change as a word of ours, in its reader's language. */
@Component
class HistoryWords {

    private final Words words;

    HistoryWords(Words words) {
        this.words = words;
    }

    /** Whose contact or which consent; null for the record itself. */
    @Nullable
    String name(History.Entry entry, Locale language) {
        return entry.part() == Spot.Part.CONSENT && entry.name() != null
                ? words.say(language, "people.matter." + entry.name())
                : entry.name();
    }

    @Nullable
    String value(String field, @Nullable String value, Locale language) {
        if (value == null) {
            return null;
        }
        return switch (field) {
            case "sex", "risk", "moves", "kind" -> words.say(language, "people." + field + "." + value);
            case "organisation" -> words.say(language, "people.organisation.kind." + value);
            case "status" -> words.say(language, "people.organisation.status." + value);
            case "livesAlone", "hasKey" -> words.say(language, "people.history." + value);
            case "language" ->
                words.say(
                        language, "web.language." + Locale.forLanguageTag(value).getLanguage());
            default -> value;
        };
    }
}
