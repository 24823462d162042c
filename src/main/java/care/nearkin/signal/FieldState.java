package care.nearkin.signal;

import care.nearkin.signal.format.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The newest that a device told in one field, and the level that the next edge is told from; no level: not known. Of a
 * measured value {@code since} says since when it has been beyond its limits, and ON that this has lasted too long.
 */
record FieldState(
        SignalKind kind,
        @Nullable Boolean level,
        String value,
        Outcome outcome,
        Message message,
        String source,
        @Nullable Instant deviceTime,
        long told,
        @Nullable Instant since) {

    boolean isOn() {
        return Boolean.TRUE.equals(level);
    }

    FieldState because(Outcome became) {
        return new FieldState(kind, level, value, became, message, source, deviceTime, told, since);
    }

    FieldState levelUnknown() {
        return new FieldState(kind, null, value, outcome, message, source, deviceTime, told, since);
    }
}
