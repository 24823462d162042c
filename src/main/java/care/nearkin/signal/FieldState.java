package care.nearkin.signal;

import care.nearkin.signal.format.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The newest that a device told in one field, and the level that the next edge is told from; no level: not known. */
record FieldState(
        SignalKind kind,
        @Nullable Boolean level,
        String value,
        Outcome outcome,
        Message message,
        String source,
        @Nullable Instant deviceTime,
        long told) {

    boolean isOn() {
        return Boolean.TRUE.equals(level);
    }

    FieldState because(Outcome became) {
        return new FieldState(kind, level, value, became, message, source, deviceTime, told);
    }

    FieldState levelUnknown() {
        return new FieldState(kind, null, value, outcome, message, source, deviceTime, told);
    }
}
