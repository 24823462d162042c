package care.nearkin.signal;

import care.nearkin.signal.News.Edge;
import care.nearkin.signal.format.Reading;
import care.nearkin.signal.format.Reading.Sense;
import java.time.Duration;
import java.util.Optional;

/** The inbox's rules for what is measured: beyond its limits for long enough is news, and so is being back within them. */
record MeasuredValues(Limits limits) {

    /** How long a measured value has to last before it is news; empty when it is as it should be. */
    interface Limits {
        Optional<Duration> lasting(SignalKind kind, double value, Device device);
    }

    static boolean mind(Told told, Reading reading) {
        return reading.kind() == SignalKind.TEMPERATURE && reading.sense() == Sense.NUMBER && told.known();
    }

    /** Both turns of a value that does not last are kept, so that a restart does not forget since when it is so. */
    Plan.Step step(Told told, Reading reading, Span before) {
        if (reading.number() == null) {
            return new Plan.Settled(reading, Outcome.UNREADABLE, "signal.why.unclear");
        }
        return switch (before.to(span(told, reading, before))) {
            case LASTED -> told.ask(reading, Edge.ON);
            case OVER -> told.ask(reading, Edge.OFF);
            case BEYOND -> new Plan.Settled(reading, Outcome.ACTIVITY, "signal.why.beyondLimits");
            case BACK -> new Plan.Settled(reading, Outcome.ACTIVITY, "signal.why.withinLimits");
            case NOTHING -> Plan.nothingNew(reading);
        };
    }

    /** What is old, or no number, says nothing about now. */
    Span span(Told told, Reading reading, Span before) {
        Double value = reading.number();
        Device device = told.device();
        return told.retained() || value == null || device == null
                ? before
                : before.next(limits.lasting(reading.kind(), value, device), told.at());
    }
}
