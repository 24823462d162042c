package care.nearkin.people;

import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an entry has to look like, for form and API alike; refuses by naming the field. */
final class Checks {

    private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._:@-]{0,63}");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 ()*#,.\\-]{2,29}");
    private static final Pattern MAIL = Pattern.compile("[^@\\s,;<>]{1,64}@[^@\\s,;<>]{1,255}");
    private static final int FARTHEST = 50_000;
    static final int OLDEST = 130;

    private Checks() {}

    static String key(String key) {
        if (!KEY.matcher(key).matches()) {
            throw Refusal.invalid("key", "people.bad-key");
        }
        return key;
    }

    static String needed(String field, @Nullable String value, int most) {
        String text = text(field, value, most);
        if (text == null) {
            throw Refusal.invalid(field, "people.needed");
        }
        return text;
    }

    /** Without the blanks around it; nothing but blanks is nothing. */
    static @Nullable String text(String field, @Nullable String value, int most) {
        if (value == null || value.isBlank()) {
            return null;
        }
        String text = value.strip();
        if (text.length() > most) {
            throw Refusal.invalid(field, "people.too-long", most);
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
            throw Refusal.invalid(field, "people.bad-characters");
        }
        return text;
    }

    static @Nullable String phone(String field, @Nullable String value) {
        String number = text(field, value, 30);
        if (number != null && !PHONE.matcher(number).matches()) {
            throw Refusal.invalid(field, "people.bad-phone");
        }
        return number;
    }

    static int metres(String field, @Nullable String value) {
        String metres = needed(field, value, 30);
        if (!metres.matches("\\d{1,5}") || Integer.parseInt(metres) > FARTHEST) {
            throw Refusal.invalid(field, "people.bad-metres", FARTHEST);
        }
        return Integer.parseInt(metres);
    }

    static @Nullable String mail(String field, @Nullable String value) {
        String address = text(field, value, 320);
        if (address != null && !MAIL.matcher(address).matches()) {
            throw Refusal.invalid(field, "people.bad-mail");
        }
        return address;
    }

    /** The house's own language where none is said. */
    static Locale language(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return Words.LANGUAGES.get(0);
        }
        String wanted = Locale.forLanguageTag(value.strip()).getLanguage();
        return Words.LANGUAGES.stream()
                .filter(language -> language.getLanguage().equals(wanted))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(
                        field,
                        "people.bad-choice",
                        Words.LANGUAGES.stream().map(Locale::toLanguageTag).collect(Collectors.joining(", "))));
    }

    static @Nullable LocalDate date(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return LocalDate.parse(value.strip());
        } catch (DateTimeParseException e) {
            throw Refusal.invalid(field, "people.bad-date");
        }
    }

    static @Nullable LocalDate birthDate(String field, @Nullable String value, LocalDate today) {
        LocalDate date = date(field, value);
        if (date != null && (date.isAfter(today) || date.isBefore(today.minusYears(OLDEST)))) {
            throw Refusal.invalid(field, "people.bad-birth-date");
        }
        return date;
    }

    /** No number, or the known one masked, leaves the known one as it is; no kind and no number is no document. */
    static @Nullable Identity identity(
            @Nullable String kind, @Nullable String number, @Nullable Identity known, LocalDate today) {
        Identity.Kind wanted = choice("identity.kind", kind, Identity.Kind.class);
        String typed = text(Identity.NUMBER, number, 40);
        if (wanted == null && typed == null) {
            return null;
        }
        boolean kept = typed == null || known != null && typed.equals(known.masked());
        if (known != null && kept && (wanted == null || wanted == known.kind())) {
            return known;
        }
        return Identity.read(
                Identity.NUMBER,
                wanted == null ? Identity.Kind.ID_CARD : wanted,
                needed(Identity.NUMBER, typed, 40),
                today);
    }

    static <E extends Enum<E>> @Nullable E choice(String field, @Nullable String value, Class<E> kind) {
        if (value == null || value.isBlank()) {
            return null;
        }
        return Arrays.stream(kind.getEnumConstants())
                .filter(constant -> constant.name().equals(value.strip().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(field, "people.bad-choice", names(kind)));
    }

    private static <E extends Enum<E>> String names(Class<E> kind) {
        return Arrays.stream(kind.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
    }
}
