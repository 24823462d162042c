package care.nearkin.duty;

import care.nearkin.kernel.Refusal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A limit as a decision table writes it: {@code PT8H} passes day and night; {@code PT8H working} only while somebody
 * works; {@code P3D working} ends when the third working day after closes. Days and hours of work are not mixed: nobody
 * could say what half of such a day is.
 */
public record Within(Duration length, Kind kind) {

    /** By which clock it passes. */
    public enum Kind {
        ELAPSED,
        WORKING_HOURS,
        WORKING_DAYS
    }

    private static final Pattern WORKING = Pattern.compile("(\\S+)\\s+working");
    private static final Pattern DAYS = Pattern.compile("P\\d{1,4}D");
    private static final Pattern HOURS = Pattern.compile("PT(?=\\d)(\\d{1,5}H)?(\\d{1,6}M)?");

    public static Within parse(String text) {
        String plain = text.strip();
        Matcher working = WORKING.matcher(plain);
        try {
            if (!working.matches()) {
                return new Within(Duration.parse(plain), Kind.ELAPSED);
            }
            String length = working.group(1);
            if (DAYS.matcher(length).matches()) {
                return new Within(Duration.parse(length), Kind.WORKING_DAYS);
            }
            if (HOURS.matcher(length).matches()) {
                return new Within(Duration.parse(length), Kind.WORKING_HOURS);
            }
        } catch (DateTimeException noLength) {
            throw (Refusal) Refusal.invalid("within", "duty.within.form", text).initCause(noLength);
        }
        throw Refusal.invalid("within", "duty.within.form", text);
    }

    public Instant after(Instant from, WorkingTime working) {
        return switch (kind) {
            case ELAPSED -> from.plus(length);
            case WORKING_HOURS -> working.afterHours(from, length);
            case WORKING_DAYS -> working.afterDays(from, (int) length.toDays());
        };
    }
}
