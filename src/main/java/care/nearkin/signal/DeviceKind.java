package care.nearkin.signal;

import java.util.Locale;
import java.util.Optional;

/** What a device is, as people register it; says what a reading without a name of its own is about. */
public enum DeviceKind {
    SOS(SignalKind.SOS),
    SMOKE(SignalKind.SMOKE),
    GAS(SignalKind.GAS),
    CO(SignalKind.CO),
    LEAK(SignalKind.LEAK),
    FALL(SignalKind.FALL),
    MOTION(SignalKind.MOTION),
    DOOR(SignalKind.DOOR),
    TEMPERATURE(SignalKind.TEMPERATURE),
    INTRUSION(SignalKind.INTRUSION),
    BUTTON(SignalKind.BUTTON),
    GATEWAY(SignalKind.OTHER),
    /** Reports nothing of its own: it is asked to sound or to speak. */
    SIREN(SignalKind.OTHER);

    private final SignalKind signal;

    DeviceKind(SignalKind signal) {
        this.signal = signal;
    }

    public SignalKind signal() {
        return signal;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DeviceKind> of(String key) {
        for (DeviceKind kind : values()) {
            if (kind.key().equals(key.strip().toLowerCase(Locale.ROOT))) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
