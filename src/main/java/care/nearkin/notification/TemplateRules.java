package care.nearkin.notification;

import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import care.nearkin.notification.Template.Text;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import org.springframework.stereotype.Component;

/** What an office may write into a template, and how that will read. */
@Component
class TemplateRules {

    static final int LONGEST_TITLE = 100;
    static final int LONGEST_BODY = 1000;

    /** About three text messages: 67 Chinese characters or 153 Latin ones each. */
    static final int LONGEST_CHINESE_TEXT = 200;

    static final int LONGEST_LATIN_TEXT = 450;

    /** Never in what leaves the building, whoever asks for it; said in so many words, so that nobody tries others. */
    static final Set<String> PRIVATE = Set.of(
            "health",
            "diagnosis",
            "illness",
            "medication",
            "note",
            "notes",
            "story",
            "address",
            "home",
            "room",
            "phone",
            "telephone",
            "mobile",
            "birthday",
            "id-number",
            "idNumber",
            "name",
            "resident");

    /** What somebody waits for: without it the message is of no use to her. */
    private static final Set<String> NEEDED = Set.of("code");

    private static final String EXAMPLE_LINK = "https://nearkin.example/a/7Q2F4M";

    private final Words words;

    TemplateRules(Words words) {
        this.words = words;
    }

    /** As it will be kept; refuses with the field at fault. */
    Text checked(Template template, Locale language, String title, String body) {
        Text text =
                new Text(template.titled() ? title.strip() : "", body.strip().replace("\r\n", "\n"));
        if (template.titled()) {
            check(template, "title", text.title(), LONGEST_TITLE);
            if (text.title().contains("\n")) {
                throw Refusal.invalid("title", "notification.template.line");
            }
        }
        check(template, "body", text.body(), LONGEST_BODY);
        for (String needed : NEEDED) {
            if (template.places().contains(needed) && !text.body().contains("{" + needed + "}")) {
                throw Refusal.invalid("body", "notification.template.needed", "{" + needed + "}");
            }
        }
        int most = language.equals(Locale.ENGLISH) ? LONGEST_LATIN_TEXT : LONGEST_CHINESE_TEXT;
        if (template.spoken() && example(language, text.body()).length() > most) {
            throw Refusal.invalid("body", "notification.template.longText", most);
        }
        return text;
    }

    private static void check(Template template, String field, String text, int most) {
        if (text.isEmpty()) {
            throw Refusal.invalid(field, "notification.template.empty");
        }
        if (text.length() > most) {
            throw Refusal.invalid(field, "notification.template.long", most);
        }
        if (text.chars().anyMatch(TemplateRules::hidden)) {
            throw Refusal.invalid(field, "notification.template.hidden");
        }
        Matcher place = Templates.PLACE.matcher(text);
        while (place.find()) {
            String name = place.group(1);
            if (!template.places().contains(name)) {
                throw Refusal.invalid(
                        field,
                        PRIVATE.contains(name) ? "notification.template.private" : "notification.template.unknown",
                        name);
            }
        }
        String rest = place.replaceAll("");
        if (rest.contains("{") || rest.contains("}")) {
            throw Refusal.invalid(field, "notification.template.brace");
        }
    }

    /** Ends a line where none may end, such as a subject's, or shows something else than is written. */
    private static boolean hidden(int character) {
        int type = Character.getType(character);
        return character != '\n'
                && (type == Character.CONTROL
                        || type == Character.FORMAT
                        || type == Character.LINE_SEPARATOR
                        || type == Character.PARAGRAPH_SEPARATOR);
    }

    Text example(Locale language, Text text) {
        return new Text(example(language, text.title()), example(language, text.body()));
    }

    /** Filled in with what was invented for it. */
    private String example(Locale language, String text) {
        return Templates.PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(example(language, place)));
    }

    private String example(Locale language, MatchResult place) {
        if (place.group(1).equals("link")) {
            return EXAMPLE_LINK;
        }
        String key = "notification.template.example." + place.group(1);
        return words.know(key) ? words.say(language, key) : "…";
    }
}
