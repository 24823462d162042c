package care.nearkin.duty;

import java.time.Instant;

/** Whose weekly hours somebody changed and why. */
record HoursChange(String team, String reason, String who, Instant at) {}
