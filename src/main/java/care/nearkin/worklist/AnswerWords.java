package care.nearkin.worklist;

import care.nearkin.kernel.Words;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers to a form in the words that the form has for its fields and options. */
@Component
class AnswerWords {

    private final Words words;

    AnswerWords(Words words) {
        this.words = words;
    }

    /** What was answered, by what the form calls the field. */
    Map<String, String> of(@Nullable String form, Map<String, Object> answers) {
        Map<String, String> said = new LinkedHashMap<>();
        answers.forEach((key, value) -> {
            String field = "form." + form + "." + key;
            String option = field + ".option." + value;
            said.put(
                    words.know(field + ".label") ? words.say(field + ".label") : key,
                    words.know(option) ? words.say(option) : String.valueOf(value));
        });
        return said;
    }
}
