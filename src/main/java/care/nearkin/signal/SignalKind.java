package care.nearkin.signal;

import java.util.Locale;
import java.util.Optional;

/** What a reading is about. The first block can open an alarm, the second is about the device itself. */
public enum SignalKind {
    SOS,
    FALL,
    SMOKE,
    GAS,
    CO,
    LEAK,
    INTRUSION,
    MOTION,
    DOOR,
    TEMPERATURE,
    BUTTON,
    INACTIVITY,

    TAMPER,
    BATTERY,
    BATTERY_LOW,
    FAULT,
    TEST,
    ONLINE,
    OTHER;

    /** Signals after which minutes count; a first retained ON of these is verified, never dropped. */
    public boolean lifeSafety() {
        return switch (this) {
            case SOS, FALL, SMOKE, GAS, CO -> true;
            default -> false;
        };
    }

    /** Signals with which somebody may call for help; OTHER and BUTTON are what a device's own map makes of them. */
    boolean mayCall() {
        return switch (this) {
            case MOTION, DOOR, TEMPERATURE -> false;
            default -> !aboutTheDevice();
        };
    }

    /** Signals about the device itself; they are kept as its health unless a case type answers them. */
    public boolean aboutTheDevice() {
        return switch (this) {
            case TAMPER, BATTERY, BATTERY_LOW, FAULT, TEST, ONLINE -> true;
            default -> false;
        };
    }

    /** As it is written in topics, field maps and the API. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<SignalKind> of(String key) {
        for (SignalKind kind : values()) {
            if (kind.key().equals(key.strip().toLowerCase(Locale.ROOT))) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
