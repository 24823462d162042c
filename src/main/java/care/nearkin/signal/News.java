package care.nearkin.signal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One reading that is news after edge detection, as a case type sees it: what happened, at which device, of whom. {@code
 * device} is null-resident for an unassigned or unknown device.
 */
public record News(
        DeviceView device,
        SignalKind kind,
        Edge edge,
        @Nullable String value,
        @Nullable Instant deviceTime,
        Instant receivedAt,
        boolean retained,
        boolean simulated) {

    /** ON and OFF are changes of a level; EVENT is momentary (a press); AGAIN is a level reported ON while already on. */
    public enum Edge {
        ON,
        OFF,
        EVENT,
        AGAIN
    }

    /** The device as registered; {@code known} is false for one nobody registered. */
    public record DeviceView(
            String key,
            boolean known,
            @Nullable String kind,
            @Nullable Long resident,
            @Nullable String room,
            @Nullable String gateway,
            @Nullable String area,
            boolean inTestWindow) {}
}
