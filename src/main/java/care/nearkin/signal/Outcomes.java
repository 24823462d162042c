package care.nearkin.signal;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of what a device sent, for those who wait for it. */
public interface Outcomes {

    /** The newest kept message on the topic since then. */
    Optional<Became> of(String topic, Instant since);

    /** {@code why} is a words key. */
    record Became(Outcome outcome, String why, @Nullable String caseNumber) {}
}
