package care.nearkin.casefile;

import org.jspecify.annotations.Nullable;

/**
 * What somebody has of a case's number: its beginning ({@code AL-2026-0001}) or, as one says it on the telephone, its
 * running number, with or without zeros and year ({@code 123}, {@code 2026-000123}). Both are answered by an index.
 */
record NumberSearch(String like, @Nullable Long running) {

    private static final long NO_SUCH = -1;

    static @Nullable NumberSearch of(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        return Character.isDigit(text.charAt(0))
                ? new NumberSearch("%" + text, running(text.substring(text.lastIndexOf('-') + 1)))
                : new NumberSearch(text + "%", null);
    }

    private static long running(String digits) {
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : NO_SUCH;
    }
}
