package care.nearkin.people;

import jakarta.persistence.Embeddable;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@link Hours} as the table has them: days as bits from Monday on, times in minutes, so that a query can ask for now. */
@Embeddable
record Span(short days, short opens, short closes) {

    /** Spans of a whole responder in one column of a list: {@code 31:540:1020;96:600:720}. */
    static final String COLUMN =
            "(select string_agg(t.days || ':' || t.opens || ':' || t.closes, ';' order by t.position)"
                    + " from responder_hours t where t.responder_id = r.id)";

    Hours hours() {
        Set<DayOfWeek> on = Arrays.stream(DayOfWeek.values())
                .filter(day -> (days & Hours.bit(day)) != 0)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(DayOfWeek.class)));
        return new Hours(on, time(opens), time(closes));
    }

    static List<Hours> read(@Nullable String column) {
        return column == null
                ? List.of()
                : Arrays.stream(column.split(";")).map(Span::one).toList();
    }

    private static Hours one(String text) {
        String[] parts = text.split(":");
        return new Span(Short.parseShort(parts[0]), Short.parseShort(parts[1]), Short.parseShort(parts[2])).hours();
    }

    private static LocalTime time(short minute) {
        return LocalTime.MIDNIGHT.plusMinutes(minute);
    }
}
