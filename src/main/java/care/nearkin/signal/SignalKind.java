package care.nearkin.signal;

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
}
