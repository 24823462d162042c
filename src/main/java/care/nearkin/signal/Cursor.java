package care.nearkin.signal;

import care.nearkin.kernel.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Where the next page of a list begins: a time and what tells rows of the same time apart. */
record Cursor(Instant at, String tail) {

    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    static Cursor parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return new Cursor(NEVER, "");
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\|", 2);
            return new Cursor(Instant.parse(parts[0]), parts[1]);
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw Refusal.invalid("after", "signal.refusal.cursor");
        }
    }

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((at + "|" + tail).getBytes(StandardCharsets.UTF_8));
    }

    long number() {
        try {
            return tail.isEmpty() ? Long.MAX_VALUE : Long.parseLong(tail);
        } catch (NumberFormatException e) {
            throw Refusal.invalid("after", "signal.refusal.cursor");
        }
    }
}
