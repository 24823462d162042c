package care.nearkin.signal;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Implemented by a case type that minds measured values. Asked for each of them, so it has to answer from memory. */
public interface MindsValues {

    /** How long {@code value} has to last before it is news; empty when it is as it should be. */
    Optional<Duration> lasting(SignalKind kind, double value, @Nullable Long resident);
}
