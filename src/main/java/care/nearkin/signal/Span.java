package care.nearkin.signal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Since when a measured value has been beyond its limits, and whether that has lasted long enough to be news. Told from
 * readings only: silence neither ends it nor makes it last, the next reading does.
 */
record Span(@Nullable Instant since, boolean lasted) {

    /** What a reading makes of it. */
    enum Turn {
        NOTHING,
        BEYOND,
        LASTED,
        BACK,
        OVER
    }

    private static final Span NONE = new Span(null, false);

    static Span of(@Nullable FieldState state) {
        return state == null ? NONE : new Span(state.since(), state.isOn());
    }

    /** {@code lasting} is how long a value like this has to last; empty for one within its limits. */
    Span next(Optional<Duration> lasting, Instant at) {
        if (lasting.isEmpty()) {
            return NONE;
        }
        Instant began = since == null ? at : since;
        return new Span(began, lasted || !began.plus(lasting.get()).isAfter(at));
    }

    Turn to(Span next) {
        if (next.lasted != lasted) {
            return lasted ? Turn.OVER : Turn.LASTED;
        }
        if ((next.since == null) != (since == null)) {
            return since == null ? Turn.BEYOND : Turn.BACK;
        }
        return Turn.NOTHING;
    }
}
