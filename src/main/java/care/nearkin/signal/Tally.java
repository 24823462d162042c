package care.nearkin.signal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** How many messages became what since the start; a message of several parts counts once, as the gravest of them. */
@Component
class Tally {

    private final Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);
    private final Counter received;

    Tally(MeterRegistry meters) {
        received = Counter.builder("nearkin.signals.received").register(meters);
        for (Outcome outcome : Outcome.values()) {
            counters.put(
                    outcome,
                    Counter.builder("nearkin.signals.messages")
                            .tag("outcome", outcome.name())
                            .register(meters));
        }
    }

    /** The broker handed one over. */
    void received() {
        received.increment();
    }

    long all() {
        return (long) received.count();
    }

    void count(Outcome outcome) {
        Counter counter = counters.get(outcome);
        if (counter != null) {
            counter.increment();
        }
    }

    long of(Outcome outcome) {
        Counter counter = counters.get(outcome);
        return counter == null ? 0 : (long) counter.count();
    }

    long accounted() {
        return Stream.of(Outcome.values()).mapToLong(this::of).sum();
    }
}
