package care.nearkin.signal.format;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a format makes of a message. {@code why} is a words key. */
public sealed interface Understood {

    /**
     * One device reported these fields. {@code clock} is a time the device wrote with its zone: only such a time can tell
     * old news from new. {@code id} is the format's own and the same when a message is sent twice.
     */
    record Report(
            String device,
            List<Field> fields,
            @Nullable Instant time,
            boolean clock,
            @Nullable String id,
            boolean simulated,
            boolean omitsFalse)
            implements Understood {

        static final int LONGEST_ID = 200;

        public Report {
            device = Plain.text(device);
            id = id == null ? null : Plain.text(id, LONGEST_ID);
            fields = List.copyOf(fields);
        }

        static Report of(String device, List<Field> fields) {
            return new Report(device, fields, null, false, null, false, false);
        }

        Report at(@Nullable Instant when, boolean withZone) {
            return new Report(device, fields, when, withZone && when != null, id, simulated, omitsFalse);
        }

        Report id(@Nullable String own) {
            return new Report(device, fields, time, clock, own, simulated, omitsFalse);
        }

        Report simulated(boolean test) {
            return new Report(device, fields, time, clock, id, test, omitsFalse);
        }

        /** A field that is not there may be false: what was ON is not known to be on any longer. */
        Report omittingFalse() {
            return new Report(device, fields, time, clock, id, simulated, true);
        }
    }

    /** {@code device}: which one sent it, where the topic alone tells. */
    record Unreadable(String why, @Nullable String device) implements Understood {

        public Unreadable {
            device = device == null ? null : Plain.text(device);
        }

        public Unreadable(String why) {
            this(why, null);
        }
    }

    record Ignored(String why) implements Understood {}

    /** One value that is neither null nor empty. {@code cached}: the device's last known state, told again. */
    record Field(String name, String value, boolean cached) {

        static final int LONGEST = 200;

        public Field {
            name = Plain.text(name, LONGEST);
            value = Plain.text(value, LONGEST);
        }
    }

    /** One message with reports of several devices or of several moments, the older first; each is handled by itself. */
    record Several(List<Part> parts) implements Understood {

        static final int MOST = 10_000;

        public Several {
            parts = List.copyOf(parts);
        }
    }

    /** A part of a message, as text of its own: what one device said is not shown with another's. */
    record Part(String raw, Understood understood) {}

    /** A device is proposed, or withdrawn where the list is empty; nothing was reported. */
    record Proposed(List<Proposal> proposals) implements Understood {

        public Proposed {
            proposals = List.copyOf(proposals);
        }
    }
}
