package care.nearkin.signal.format;

import care.nearkin.signal.SignalKind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a field says. Without a kind it says what the device is registered as (a bare switch, a bare button). */
public record Meaning(@Nullable SignalKind kind, Shape shape, boolean invert, Set<String> on) {

    /** LEVEL is on or off until it changes, EVENT is momentary, NUMBER is measured. */
    public enum Shape {
        LEVEL,
        EVENT,
        NUMBER
    }

    static Meaning level(@Nullable SignalKind kind) {
        return new Meaning(kind, Shape.LEVEL, false, Set.of());
    }

    static Meaning onWhen(SignalKind kind, String... words) {
        return new Meaning(kind, Shape.LEVEL, false, Set.of(words));
    }

    static Meaning event(@Nullable SignalKind kind) {
        return new Meaning(kind, Shape.EVENT, false, Set.of());
    }

    static Meaning number(SignalKind kind) {
        return new Meaning(kind, Shape.NUMBER, false, Set.of());
    }
}
