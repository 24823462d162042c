package care.nearkin.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of an attempt to carry a letter. */
sealed interface Fate {

    Fate TAKEN = new Taken();

    Fate RECALLED = new Recalled();

    record Taken() implements Fate {}

    /** It no longer concerns whom it was for, and is never sent. */
    record Recalled() implements Fate {}

    /** Tried again after a gap, until the gaps are used up. */
    record Failed(Snag why, @Nullable String detail) implements Fate {}

    /** Trying again would change nothing: waits for a person. */
    record Held(Snag why, @Nullable String detail) implements Fate {}

    /** Not an attempt: it is not yet time, or the server asked to wait. */
    record Later(Instant at, @Nullable Snag why) implements Fate {}

    static Fate failed(Snag why) {
        return new Failed(why, null);
    }

    static Fate held(Snag why) {
        return new Held(why, null);
    }
}
