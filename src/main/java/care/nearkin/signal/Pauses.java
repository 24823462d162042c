package care.nearkin.signal;

import java.time.Instant;
import java.util.List;

/** Times in which a person's silence means nothing: she is away, in hospital, or her devices are known to be off. */
public interface Pauses {

    enum Reason {
        AWAY,
        HOSPITAL,
        DEVICE_OFFLINE
    }

    /** From now on until then; one that stands already is replaced. Logged. */
    void set(long resident, Reason reason, Instant until, String by);

    /** She is back; her clock begins anew. */
    void end(long resident, String by);

    /** Those that stand now. */
    List<Pause> now(long resident);

    record Pause(Reason reason, Instant from, Instant until, String by) {}
}
