package care.nearkin.signal;

import care.nearkin.signal.format.FieldRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A device as registered: what it is, whose, where, and how its messages are to be read. */
public record Device(
        long id,
        String key,
        DeviceKind kind,
        @Nullable Long resident,
        @Nullable String room,
        @Nullable String gateway,
        @Nullable Power power,
        boolean sleeping,
        @Nullable Duration reportInterval,
        Map<String, FieldRule> map,
        @Nullable Instant testFrom,
        @Nullable Instant testUntil,
        @Nullable String area,
        State state,
        @Nullable String replacedBy,
        Set<Can> commands) {

    /** What keeps a device running; a battery device sleeps between reports. */
    public enum Power {
        BATTERY,
        MAINS
    }

    /** What a device can be asked to do. */
    public enum Can {
        SIREN,
        VOICE
    }

    /** Whether the device is in use; one that was replaced knows by which. */
    public enum State {
        /** Being put up: what it says is heeded, but nobody waits for it yet. */
        INSTALLING,
        LIVE,
        REPLACED,
        RETIRED
    }

    public boolean can(Can command) {
        return live() && commands.contains(command);
    }

    /** In use, or about to be: what it says counts. */
    public boolean heeded() {
        return state == State.LIVE || state == State.INSTALLING;
    }

    public boolean live() {
        return state == State.LIVE;
    }

    /** Whether somebody announced a test for this moment. */
    public boolean inTestWindow(Instant now) {
        return testFrom != null && testUntil != null && !now.isBefore(testFrom) && now.isBefore(testUntil);
    }
}
