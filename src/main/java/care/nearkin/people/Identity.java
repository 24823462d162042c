package care.nearkin.people;

import care.nearkin.kernel.Refusal;
import care.nearkin.people.Residents.Sex;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** By which document somebody is who she says; the number is sealed in the table and masked on every page. */
public record Identity(Kind kind, String number) {

    /** How entries name the field. */
    static final String NUMBER = "identity.number";

    /** The first two digits: in which province it was given (GB/T 2260). */
    private static final Set<String> PROVINCES = Set.of(
            "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43",
            "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71");

    private static final Set<String> PERMITS = Set.of("810000", "820000", "830000");
    private static final Pattern EIGHTEEN = Pattern.compile("[1-9][0-9]{16}[0-9X]");
    private static final Pattern PASSPORT = Pattern.compile("[A-Z0-9]{5,20}");
    private static final String CHECK_DIGITS = "10X98765432";
    private static final int SHOWN = 4;

    /** Of which sort a document is. */
    public enum Kind {
        /** 居民身份证. */
        ID_CARD,
        /** 港澳台居民居住证: the same eighteen characters, beginning with 81, 82 or 83. */
        RESIDENCE_PERMIT,
        /** A passport or another document, whose number nobody can check. */
        PASSPORT
    }

    /** As it was typed, with blanks, full-width digits or a small x; refuses at {@code field} what cannot be. */
    public static Identity read(String field, Kind kind, String typed, LocalDate today) {
        Identity identity = new Identity(kind, plain(typed));
        identity.check(field, today);
        return identity;
    }

    /** How numbers are compared. */
    static String plain(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .replaceAll("[\\s-]", "")
                .toUpperCase(Locale.ROOT);
    }

    private void check(String field, LocalDate today) {
        if (kind == Kind.PASSPORT) {
            refuseUnless(PASSPORT.matcher(number).matches(), field, "people.bad-passport");
            return;
        }
        refuseUnless(EIGHTEEN.matcher(number).matches(), field, "people.bad-identity");
        boolean permit = PERMITS.contains(number.substring(0, 6));
        refuseUnless(
                kind == Kind.RESIDENCE_PERMIT ? permit : PROVINCES.contains(number.substring(0, 2)),
                field,
                permit ? "people.identity-is-permit" : "people.bad-identity-place");
        LocalDate born = birthDate();
        refuseUnless(
                born != null && !born.isAfter(today) && born.isAfter(today.minusYears(Checks.OLDEST)),
                field,
                "people.bad-identity-date");
        refuseUnless(number.charAt(17) == checkDigit(number), field, "people.bad-identity-digit");
    }

    private static void refuseUnless(boolean good, String field, String words) {
        if (!good) {
            throw Refusal.invalid(field, words);
        }
    }

    /** GB 11643, which is ISO 7064 MOD 11-2: the weight of each place is a power of two. */
    static char checkDigit(String number) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum = (sum + Character.digit(number.charAt(i), 10)) * 2 % 11;
        }
        return CHECK_DIGITS.charAt(sum);
    }

    /** What the number says; null where it says nothing or no day there is. */
    @Nullable
    LocalDate birthDate() {
        if (kind == Kind.PASSPORT) {
            return null;
        }
        try {
            return LocalDate.of(part(6, 10), part(10, 12), part(12, 14));
        } catch (DateTimeException e) {
            return null;
        }
    }

    @Nullable
    Sex sex() {
        return kind == Kind.PASSPORT ? null : part(14, 17) % 2 == 1 ? Sex.MALE : Sex.FEMALE;
    }

    /** Old registers hold wrong and lunar dates, so this is said and not refused. */
    boolean differsFrom(@Nullable LocalDate born, @Nullable Sex sex) {
        return differ(birthDate(), born) || differ(sex(), sex);
    }

    private static boolean differ(@Nullable Object said, @Nullable Object known) {
        return said != null && known != null && !said.equals(known);
    }

    /** All but the last four characters. */
    String masked() {
        int hidden = Math.max(number.length() - SHOWN, 0);
        return "*".repeat(hidden) + number.substring(hidden);
    }

    String last() {
        return number.substring(Math.max(number.length() - SHOWN, 0));
    }

    private int part(int from, int to) {
        return Integer.parseInt(number.substring(from, to));
    }

    /** Numbers never reach a log. */
    @Override
    public String toString() {
        return kind + " " + masked();
    }
}
