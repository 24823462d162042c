package care.nearkin.signal;

import care.nearkin.signal.format.Reading;
import care.nearkin.signal.format.Reading.Sense;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who gave a sign of life, as one worker heard it and has not written down yet. A device that talks all the time is
 * written down at most every {@link #SELDOM}; what is news to the watch at once. Not for two threads.
 */
final class Life {

    /** The watch reckons with it: nothing is called silent before what was heard must have been written. */
    static final Duration SELDOM = Duration.ofSeconds(20);

    private static final int MOST = 200_000;

    /** {@code heard} is null when somebody else told that the device is gone. */
    record Sign(@Nullable Instant heard, @Nullable Boolean connected, Instant at) {

        Sign and(Sign later) {
            return new Sign(
                    later.heard == null ? heard : later.heard,
                    later.connected == null ? connected : later.connected,
                    later.at);
        }
    }

    /** Somebody moved, or touched something. */
    record Stir(Instant at, String device, boolean passage, boolean door) {

        Stir and(Stir other) {
            Stir later = other.at.isBefore(at) ? this : other;
            return new Stir(later.at, later.device, passage || other.passage, later.door);
        }
    }

    private final Map<String, Sign> signs = new HashMap<>();
    private final Map<Long, Stir> stirs = new HashMap<>();
    private final Map<String, Instant> written = new HashMap<>();
    private final Map<Long, Instant> stirWritten = new HashMap<>();

    void add(Life.Draft draft) {
        draft.signs.forEach((device, sign) -> signs.merge(device, sign, Sign::and));
        draft.stirs.forEach((resident, stir) -> stirs.merge(resident, stir, Stir::and));
    }

    /** What has to be written now. */
    Due due(Instant now) {
        Map<String, Sign> devices = new HashMap<>();
        signs.forEach((device, sign) -> {
            if (sign.connected() != null || old(written.get(device), now)) {
                devices.put(device, sign);
            }
        });
        Map<Long, Stir> people = new HashMap<>();
        stirs.forEach((resident, stir) -> {
            if (old(stirWritten.get(resident), now)) {
                people.put(resident, stir);
            }
        });
        return new Due(devices, people);
    }

    private static boolean old(@Nullable Instant then, Instant now) {
        return then == null || !then.plus(SELDOM).isAfter(now);
    }

    void written(Due due, Instant now) {
        if (written.size() > MOST) {
            written.clear();
        }
        due.devices().forEach((device, sign) -> {
            signs.remove(device, sign);
            written.put(device, now);
        });
        due.people().forEach((resident, stir) -> {
            stirs.remove(resident, stir);
            stirWritten.put(resident, now);
        });
    }

    record Due(Map<String, Sign> devices, Map<Long, Stir> people) {

        boolean none() {
            return devices.isEmpty() && people.isEmpty();
        }
    }

    /** What a batch heard. */
    static final class Draft {

        private final Map<String, Sign> signs = new HashMap<>();
        private final Map<Long, Stir> stirs = new HashMap<>();

        /** A message of a device in use; {@code happened}: long before, as its clock says; null for what is of now. */
        void heard(Told told, Iterable<Plan.Step> steps, @Nullable Instant happened) {
            Device device = told.device();
            if (device == null || !device.heeded()) {
                return;
            }
            boolean gone = true;
            Boolean connected = null;
            for (Plan.Step step : steps) {
                Reading reading = step.reading();
                if (reading == null || reading.kind() != SignalKind.ONLINE) {
                    gone = false;
                } else if (reading.sense() == Sense.ON || reading.sense() == Sense.OFF) {
                    connected = reading.sense() == Sense.ON;
                    gone = gone && !connected;
                }
                if (!told.retained() && reading != null) {
                    stir(told, device, reading, step, happened);
                }
            }
            boolean life = !gone && !told.retained();
            if (life || connected != null) {
                signs.merge(device.key(), new Sign(life ? told.at() : null, connected, told.at()), Sign::and);
            }
        }

        /** Back-filled history is no news, but it tells when somebody moved. */
        private void stir(Told told, Device device, Reading reading, Plan.Step step, @Nullable Instant happened) {
            Long resident = device.resident();
            boolean moved = step instanceof Plan.Ask || happened != null;
            if (resident == null
                    || !moved
                    || !ofPeople(reading)
                    || device.inTestWindow(told.at())
                    || told.report().simulated()) {
                return;
            }
            Instant at = happened != null ? happened : told.at();
            boolean door = reading.kind() == SignalKind.DOOR;
            stirs.merge(resident, new Stir(at, device.key(), Passage.is(device.room()), door), Stir::and);
        }

        private static boolean ofPeople(Reading reading) {
            boolean on = reading.sense() == Sense.ON || reading.sense() == Sense.EVENT;
            return switch (reading.kind()) {
                case DOOR -> on || reading.sense() == Sense.OFF;
                case MOTION, BUTTON, SOS -> on;
                default -> false;
            };
        }
    }
}
