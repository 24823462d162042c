package care.nearkin.people;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What residents agreed to; what nobody agreed to, or was withdrawn or has run out, does not stand. */
public interface Consents {

    boolean stands(long resident, Matter matter);

    /** {@code from} and {@code until} are both included; {@code recordedBy} is the account that wrote it down. */
    long record(Given consent, String recordedBy);

    void withdraw(long consent, String withdrawnBy);

    /** What somebody agreed to, with whom, from when until when, and how she said so. */
    record Given(
            long resident,
            Matter matter,
            String toWhom,
            LocalDate from,
            @Nullable LocalDate until,
            How how) {}

    /** What can be agreed to. */
    enum Matter {
        DEVICES,
        TELL_CONTACTS,
        TELL_RESPONDERS,
        SHARE_HEALTH,
        KEEP_KEY
    }

    /** How consent was given. */
    enum How {
        SIGNED,
        SPOKEN,
        GUARDIAN
    }
}
