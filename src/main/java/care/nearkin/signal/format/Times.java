package care.nearkin.signal.format;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Times as devices write them. A clock that is wrong, or counts from switching on, gives no time rather than a false one. */
final class Times {

    private static final Duration OLDEST = Duration.ofDays(30);
    private static final Duration PRESENT = Duration.ofHours(1);
    private static final Duration AHEAD = Duration.ofHours(24);
    private static final double MILLIS_FROM = 1e11;

    /** Nothing that speaks to us was built before. */
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

    private final Instant now;
    private final boolean right;

    private Times(Instant now, boolean right) {
        this.now = now;
        this.right = right;
    }

    /**
     * Of one message. A clock that tells the present in one place is right in the others too, and what it puts long ago is
     * history; otherwise a date of long ago is a clock that nobody has set.
     */
    static Times of(Instant now, List<String> all) {
        return new Times(now, all.stream().anyMatch(text -> isNow(exact(text, now), now)));
    }

    private static boolean isNow(@Nullable Instant time, Instant now) {
        return time != null && Duration.between(time, now).abs().compareTo(PRESENT) <= 0;
    }

    @Nullable
    Instant exact(@Nullable String text) {
        Instant time = exact(text, now);
        return time == null && right ? past(text) : time;
    }

    private @Nullable Instant past(@Nullable String text) {
        Instant time = exact(text, now, Duration.between(FIRST, now));
        return time != null && time.isBefore(now) ? time : null;
    }

    /** ISO-8601 with an offset, or seconds or milliseconds since 1970. */
    static @Nullable Instant exact(@Nullable String text, Instant now) {
        return exact(text, now, OLDEST);
    }

    private static @Nullable Instant exact(@Nullable String text, Instant now, Duration oldest) {
        if (text == null) {
            return null;
        }
        try {
            return plausible(OffsetDateTime.parse(text).toInstant(), now, oldest);
        } catch (DateTimeException e) {
            return epoch(text, now, oldest);
        }
    }

    static @Nullable Instant local(@Nullable String text, @Nullable ZoneId zone, Instant now) {
        if (text == null || zone == null) {
            return exact(text, now);
        }
        try {
            return plausible(LocalDateTime.parse(text).atZone(zone).toInstant(), now, OLDEST);
        } catch (DateTimeException e) {
            return exact(text, now);
        }
    }

    private static @Nullable Instant epoch(String text, Instant now, Duration oldest) {
        try {
            double number = Double.parseDouble(text);
            if (!(Math.abs(number) < 1e15)) {
                return null;
            }
            double millis = number < MILLIS_FROM ? number * 1000 : number;
            return plausible(Instant.ofEpochMilli((long) millis), now, oldest);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Instant plausible(Instant time, Instant now, Duration oldest) {
        boolean fits = time.isAfter(now.minus(oldest)) && time.isBefore(now.plus(AHEAD));
        return fits ? time : null;
    }
}
