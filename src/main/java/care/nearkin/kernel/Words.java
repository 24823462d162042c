package care.nearkin.kernel;

import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Says a words key in the language of whoever reads: the person of this request, or one who is written to. */
@Component
public class Words {

    /** The languages that every sentence exists in; the first is the house's own. */
    public static final List<Locale> LANGUAGES = List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);

    private final MessageSource messages;

    Words(MessageSource messages) {
        this.messages = messages;
    }

    public String say(String key, Object... arguments) {
        return say(LocaleContextHolder.getLocale(), key, arguments);
    }

    public String say(Locale language, String key, Object... arguments) {
        return messages.getMessage(key, arguments, language);
    }

    public boolean know(String key) {
        return messages.getMessage(key, null, null, Locale.ENGLISH) != null;
    }

    /** The language we have for a tag such as {@code zh}, {@code zh-Hans-CN} or {@code en-GB}; Chinese for any other. */
    public static Locale language(@org.jspecify.annotations.Nullable String tag) {
        if (tag == null) {
            return LANGUAGES.get(0);
        }
        String wanted = Locale.forLanguageTag(tag).getLanguage();
        return LANGUAGES.stream()
                .filter(language -> language.getLanguage().equals(wanted))
                .findFirst()
                .orElse(LANGUAGES.get(0));
    }
}
