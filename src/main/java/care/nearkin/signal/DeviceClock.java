package care.nearkin.signal;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a report with a time of its own is of now or is history, told by how the device's clock has run so far. A clock
 * that is hours wrong but goes on as ours does is a wrong clock, and what it tells at its present is of now; history comes
 * faster than it happened. What is remembered for it stands among the device's fields as {@link #FIELD}.
 */
final class DeviceClock {

    /** No device has a field of this name; never shown. */
    static final String FIELD = "#clock";

    /** Two reports closer than this say nothing about how a clock runs. */
    private static final Duration APART = Duration.ofMinutes(1);

    private static final Duration UNEVEN = Duration.ofSeconds(30);
    private static final int UNEVEN_SHARE = 100;

    /** UNSURE: old by a clock of which nothing is known yet. */
    enum Age {
        NOW,
        UNSURE,
        HISTORY
    }

    /** When a report came and what the clock then said. */
    private record Moment(Instant received, Instant clock) {

        Duration behind() {
            return Duration.between(clock, received);
        }

        boolean steadySince(Moment before) {
            Duration ours = Duration.between(before.received, received);
            Duration its = Duration.between(before.clock, clock);
            return ours.compareTo(APART) >= 0
                    && ours.minus(its).abs().compareTo(UNEVEN.plus(ours.dividedBy(UNEVEN_SHARE))) <= 0;
        }
    }

    /** {@code wrongBy}: how far behind ours the clock is known to be. */
    record Verdict(Age age, @Nullable Duration wrongBy) {

        /** When by our clock it happened that a report told late; null for what is of now. */
        @Nullable
        Instant happened(@Nullable Instant itsTime) {
            return age == Age.NOW || itsTime == null ? null : itsTime.plus(wrongBy == null ? Duration.ZERO : wrongBy);
        }
    }

    private final Duration tolerance;

    DeviceClock(Duration tolerance) {
        this.tolerance = tolerance;
    }

    /** {@code proven}: another report of the same moment shows that the clock tells the present. */
    Verdict judge(Instant clock, Instant received, Map<String, FieldState> states, boolean proven) {
        Moment told = new Moment(received, clock);
        if (near(told.behind())) {
            return new Verdict(Age.NOW, null);
        }
        Duration wrongBy = wrongBy(states.get(FIELD));
        if (wrongBy != null && !proven) {
            Duration age = told.behind().minus(wrongBy);
            if (near(age)) {
                return new Verdict(Age.NOW, wrongBy);
            }
            if (!age.isNegative()) {
                return new Verdict(Age.HISTORY, wrongBy);
            }
        }
        Moment before = newest(states);
        if (!proven && before != null && told.steadySince(before)) {
            return new Verdict(Age.NOW, told.behind());
        }
        if (told.behind().isNegative()) {
            return new Verdict(Age.NOW, null);
        }
        boolean right = proven || before != null && near(before.behind());
        return new Verdict(right ? Age.HISTORY : Age.UNSURE, null);
    }

    boolean present(Instant clock, Instant received) {
        return near(Duration.between(clock, received));
    }

    private boolean near(Duration difference) {
        return difference.abs().compareTo(tolerance) <= 0;
    }

    /** What the device last told with a time, in whichever field. */
    private static @Nullable Moment newest(Map<String, FieldState> states) {
        return states.values().stream()
                .filter(state -> state.deviceTime() != null)
                .map(state -> new Moment(state.message().receivedAt(), Objects.requireNonNull(state.deviceTime())))
                .max((one, other) -> one.received().equals(other.received())
                        ? one.clock().compareTo(other.clock())
                        : one.received().compareTo(other.received()))
                .orElse(null);
    }

    private static @Nullable Duration wrongBy(@Nullable FieldState state) {
        return state == null || state.value().isEmpty() ? null : Duration.parse(state.value());
    }

    /** What to remember of a clock that is not right, or was not. */
    static FieldState remembered(Told told, Instant clock, @Nullable Duration wrongBy, @Nullable FieldState before) {
        return new FieldState(
                SignalKind.OTHER,
                null,
                wrongBy == null ? "" : wrongBy.toString(),
                Outcome.STALE,
                told.item().message(),
                told.item().sourceName(),
                clock,
                before == null ? 1 : before.told() + 1,
                null);
    }
}
