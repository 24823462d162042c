package care.nearkin.signal.format;

import care.nearkin.signal.SignalKind;

/** One field of a report, understood. {@code cached}: told again from the device's last known state. */
public record Reading(SignalKind kind, String field, Sense sense, String value, boolean cached) {

    /** UNCLEAR: the field is known, its value is not. */
    public enum Sense {
        ON,
        OFF,
        EVENT,
        NUMBER,
        UNCLEAR
    }
}
