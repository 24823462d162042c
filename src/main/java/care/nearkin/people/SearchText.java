package care.nearkin.people;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Text as it is looked for: the same letters however they were typed, cut into pieces of two characters, so that any part
 * of a word is found by an index, two Chinese characters too; one Chinese character is a piece as well.
 */
final class SearchText {

    private static final int MOST_WORDS = 6;

    private SearchText() {}

    /** Full-width as plain, small letters, no spaces at the ends. */
    static String plain(String text) {
        return Normalizer.normalize(text.replace("\u0000", ""), Normalizer.Form.NFKC)
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** The words of what somebody typed, at most six; a number in groups of digits is one. */
    static List<String> words(String search) {
        String number = plain(search).replaceAll("\\s", "");
        if (PhoneDigits.wholeNumber(number) || IdentityPrint.whole(number)) {
            return List.of(number);
        }
        return Stream.of(plain(search).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .toList();
    }

    /** All pieces of {@link #plain plain} words; none of them crosses a space. */
    static Set<String> pieces(String plain) {
        Set<String> pieces = new TreeSet<>();
        for (String word : plain.split("\\s+")) {
            int[] characters = word.codePoints().toArray();
            for (int i = 0; i < characters.length; i++) {
                if (Character.isIdeographic(characters[i])) {
                    pieces.add(Character.toString(characters[i]));
                }
                if (i + 1 < characters.length) {
                    pieces.add(new String(characters, i, 2));
                }
            }
        }
        return pieces;
    }

    /** Pieces that every text with this word in it has; empty for a single letter or digit, which is no word to look for. */
    static Set<String> wanted(String word) {
        int[] characters = word.codePoints().toArray();
        if (characters.length == 1) {
            return Character.isIdeographic(characters[0]) ? Set.of(word) : Set.of();
        }
        Set<String> pieces = new TreeSet<>();
        for (int i = 0; i + 1 < characters.length; i++) {
            pieces.add(new String(characters, i, 2));
        }
        return pieces;
    }
}
