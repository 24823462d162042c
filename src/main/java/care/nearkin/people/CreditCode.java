package care.nearkin.people;

import care.nearkin.kernel.Refusal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The unified social credit code (统一社会信用代码) that every organisation in China has one of, by GB 32100-2015: eighteen
 * digits and letters without I, O, S, V and Z; the last one checks the others, weighted by powers of three modulo 31.
 */
final class CreditCode {

    private static final String DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int LENGTH = 18;
    private static final int MODULUS = 31;

    private CreditCode() {}

    /** In capitals without blanks; null for nothing; refuses ({@code creditCode}) what is none. */
    static @Nullable String read(@Nullable String typed) {
        String code = typed == null ? "" : typed.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        if (code.isEmpty()) {
            return null;
        }
        if (code.length() != LENGTH || code.chars().anyMatch(digit -> DIGITS.indexOf(digit) < 0)) {
            throw Refusal.invalid("creditCode", "people.organisation.code.form");
        }
        if (code.charAt(LENGTH - 1) != check(code)) {
            throw Refusal.invalid("creditCode", "people.organisation.code.check");
        }
        return code;
    }

    private static char check(String code) {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < LENGTH - 1; i++) {
            sum += DIGITS.indexOf(code.charAt(i)) * weight;
            weight = weight * 3 % MODULUS;
        }
        return DIGITS.charAt((MODULUS - sum % MODULUS) % MODULUS);
    }
}
