package care.nearkin.duty;

/** What makes a date differ from what its weekday says. */
public enum DayKind {
    /** Nobody works but those who are there round the clock. */
    HOLIDAY,
    /** Worked instead of another day (调休上班), mostly on a Saturday or Sunday. */
    WORKED
}
