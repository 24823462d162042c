package care.nearkin.signal;

import care.nearkin.signal.format.Reading;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is to be done about one message, found from memory alone: settled readings, and news that case types are asked. */
record Plan(Item item, @Nullable Device device, List<Step> steps) {

    /** {@code reading} is null where the message as a whole was settled. */
    sealed interface Step {

        @Nullable
        Reading reading();
    }

    record Settled(@Nullable Reading reading, Outcome outcome, String why) implements Step {}

    record Ask(Reading reading, News news) implements Step {}

    static Plan settled(Item item, @Nullable Device device, Outcome outcome, String why) {
        return new Plan(item, device, List.of(new Settled(null, outcome, why)));
    }

    static Settled nothingNew(Reading reading) {
        return reading.kind().aboutTheDevice()
                ? new Settled(reading, Outcome.HEALTH, "signal.why.health")
                : new Settled(reading, Outcome.NORMAL, "signal.why.normal");
    }

    boolean asks() {
        return steps.stream().anyMatch(Ask.class::isInstance);
    }

    Stream<News> news() {
        return steps.stream().filter(Ask.class::isInstance).map(step -> ((Ask) step).news());
    }

    /** Nothing for the database now: it is counted. */
    boolean countedOnly() {
        return steps.stream()
                .allMatch(s -> s instanceof Settled settled && settled.outcome().countedOnly());
    }

    boolean ofUnknownDevice() {
        return device == null && item.device() != null;
    }
}
