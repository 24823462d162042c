package care.nearkin.casetype.alarm;

import java.util.List;

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
    OTHER;

    /** What a person can tell us that it is about. */
    static final List<AlarmKind> OF_PEOPLE = List.of(SOS, FALL, SMOKE, GAS, CO, LEAK, INTRUSION, INACTIVITY, OTHER);
}
