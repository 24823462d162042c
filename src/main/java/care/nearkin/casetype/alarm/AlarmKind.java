package care.nearkin.casetype.alarm;

/** What rang: a sensor's kind, or how a person told us. */
public enum AlarmKind {
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
    PHONE,
    WALK_IN,
    PAPER,
    OTHER
}
