package care.nearkin.people;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The digits of a telephone number, however it was written, as it is looked for: whole, and its last four. */
final class PhoneDigits {

    private static final int LAST = 4;
    private static final int SHORTEST_WHOLE = 5;
    private static final int SHORTEST_IN_GROUPS = 7;
    private static final int LONGEST = 20;

    private PhoneDigits() {}

    /** Without +86 or 0086, spaces and dashes. */
    static String plain(String number) {
        String digits = number.replaceAll("[^0-9+]", "").replaceFirst("^(\\+|00)86", "");
        return digits.replace("+", "");
    }

    /** What a number is found by. */
    static List<String> of(@Nullable String number) {
        String digits = number == null ? "" : plain(number);
        if (digits.length() < LAST || digits.length() > LONGEST) {
            return List.of();
        }
        return Stream.of(digits, last(digits)).distinct().toList();
    }

    /** Whether somebody may be looking for a number with this word. */
    static boolean may(String word) {
        return word.matches("[+0-9()\\-]+")
                && (plain(word).length() == LAST || plain(word).length() >= SHORTEST_WHOLE)
                && plain(word).length() <= LONGEST;
    }

    /** More digits than a door or a key has. */
    static boolean wholeNumber(String word) {
        return may(word) && plain(word).length() >= SHORTEST_IN_GROUPS;
    }

    private static String last(String digits) {
        return digits.substring(digits.length() - LAST);
    }
}
