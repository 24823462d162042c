package care.nearkin.signal.format;

import care.nearkin.signal.SignalKind;
import org.jspecify.annotations.Nullable;

/** One field of a report, understood. {@code cached}: told again from the device's last known state. */
public record Reading(SignalKind kind, String field, Sense sense, String value, boolean cached) {

    /** What was measured; null when the value is no number that can be measured. */
    public @Nullable Double number() {
        try {
            double number = Double.parseDouble(value.strip());
            return Double.isFinite(number) ? number : null;
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    /** UNCLEAR: the field is known, its value is not. */
    public enum Sense {
        ON,
        OFF,
        EVENT,
        NUMBER,
        UNCLEAR;

        /** Something is so now, or was done. */
        public boolean happens() {
            return this == ON || this == EVENT;
        }
    }
}
