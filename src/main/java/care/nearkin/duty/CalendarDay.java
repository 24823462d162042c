package care.nearkin.duty;

import java.time.LocalDate;

/** A date that differs from its weekday, and who published that. */
record CalendarDay(LocalDate day, DayKind kind, Occasion occasion, String source, String note) {}
