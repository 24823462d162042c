package care.nearkin.access;

import care.nearkin.kernel.Refusal;
import java.security.SecureRandom;
import java.util.Locale;

/** What makes a password good enough, and good ones by chance. */
final class Passwords {

    static final int LEAST = 10;
    static final int MOST_BYTES = 72;

    /** Without the letters and digits that are mistaken for one another on paper. */
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private static final SecureRandom RANDOM = new SecureRandom();

    private Passwords() {}

    /** Eighty bits in four groups that can be read out over the telephone. */
    static String random() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            if (i > 0 && i % 4 == 0) {
                password.append('-');
            }
            password.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return password.toString();
    }

    static void check(String password, String name) {
        String plain = password.toLowerCase(Locale.ROOT);
        if (password.codePointCount(0, password.length()) < LEAST) {
            throw Refusal.invalid("password", "access.password.short", LEAST);
        }
        if (password.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw Refusal.invalid("password", "access.password.long");
        }
        if (plain.contains(name.toLowerCase(Locale.ROOT))
                || plain.chars().distinct().count() < 5) {
            throw Refusal.invalid("password", "access.password.guessable");
        }
    }
}
