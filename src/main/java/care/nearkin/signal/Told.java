package care.nearkin.signal;

import care.nearkin.signal.News.Edge;
import care.nearkin.signal.format.Reading;
import care.nearkin.signal.format.Understood.Report;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A report and whose it is. */
record Told(Item item, Report report, String key, @Nullable Device device) {

    Instant at() {
        return item.message().receivedAt();
    }

    boolean retained() {
        return item.message().retained();
    }

    boolean known() {
        return device != null && device.heeded();
    }

    /** Its line is down between reports, as is usual for a device that sleeps. */
    boolean asleep(Reading reading) {
        return device != null
                && device.sleeping()
                && reading.kind() == SignalKind.ONLINE
                && reading.sense() == Reading.Sense.OFF;
    }

    Plan.Settled notRegistered(Reading reading) {
        return device == null
                ? new Plan.Settled(reading, Outcome.UNKNOWN_DEVICE, "signal.why.unknownDevice")
                : new Plan.Settled(reading, Outcome.IGNORED, "signal.why.outOfUse");
    }

    /** What case types are asked about one reading of it. */
    Plan.Ask ask(Reading reading, Edge edge) {
        News.DeviceView view = device == null || !device.heeded()
                ? new News.DeviceView(key, false, null, null, null, null, null, false)
                : new News.DeviceView(
                        key,
                        true,
                        device.kind().key(),
                        device.resident(),
                        device.room(),
                        device.gateway(),
                        device.area(),
                        device.inTestWindow(at()));
        return new Plan.Ask(
                reading,
                new News(
                        view,
                        reading.kind(),
                        edge,
                        reading.value(),
                        report.time(),
                        at(),
                        retained(),
                        report.simulated()));
    }
}
