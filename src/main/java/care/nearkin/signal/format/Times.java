package care.nearkin.signal.format;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Times as devices write them. A clock that is wrong, or counts from switching on, gives no time rather than a false one. */
final class Times {

    private static final Duration OLDEST = Duration.ofDays(30);
    private static final Duration AHEAD = Duration.ofHours(24);
    private static final double MILLIS_FROM = 1e11;

    private Times() {}

    /** ISO-8601 with an offset, or seconds or milliseconds since 1970. */
    static @Nullable Instant exact(@Nullable String text, Instant now) {
        if (text == null) {
            return null;
        }
        try {
            return plausible(OffsetDateTime.parse(text).toInstant(), now);
        } catch (DateTimeException e) {
            return epoch(text, now);
        }
    }

    static @Nullable Instant local(@Nullable String text, @Nullable ZoneId zone, Instant now) {
        if (text == null || zone == null) {
            return exact(text, now);
        }
        try {
            return plausible(LocalDateTime.parse(text).atZone(zone).toInstant(), now);
        } catch (DateTimeException e) {
            return exact(text, now);
        }
    }

    private static @Nullable Instant epoch(String text, Instant now) {
        try {
            double number = Double.parseDouble(text);
            if (!(Math.abs(number) < 1e15)) {
                return null;
            }
            double millis = number < MILLIS_FROM ? number * 1000 : number;
            return plausible(Instant.ofEpochMilli((long) millis), now);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Instant plausible(Instant time, Instant now) {
        boolean fits = time.isAfter(now.minus(OLDEST)) && time.isBefore(now.plus(AHEAD));
        return fits ? time : null;
    }
}
