package care.nearkin.signal;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the watch knows about a device. */
public interface DeviceHealth {

    Optional<Health> of(String device);

    /** Its matter is closed: what is silent still, or behind it, is missed anew when its time is over again. */
    void watchAnew(String device);

    /**
     * Heard of now, silent since when, with which gateway, tried out when.
     *
     * @param heardBehind the newest of the devices behind a gateway
     * @param under the gateway that is dead, so that nothing of this device can be heard
     */
    record Health(
            @Nullable Instant heard,
            @Nullable Instant silentSince,
            @Nullable String under,
            @Nullable Instant tested,
            boolean testMissed,
            @Nullable Instant heardBehind) {

        /** For a gateway: when it or anything behind it was heard. */
        public @Nullable Instant heardWithAll() {
            Instant own = heard;
            Instant behind = heardBehind;
            return own == null || (behind != null && behind.isAfter(own)) ? behind : own;
        }
    }
}
