package care.nearkin.signal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of what a device sent, for those who wait for it. */
public interface Outcomes {

    /** The newest kept message on the topic since then. */
    Optional<Became> of(String topic, Instant since);

    /** The devices whose signals opened this case. */
    List<String> devicesOf(String caseNumber);

    /** {@code why} is a words key. */
    record Became(Outcome outcome, String why, @Nullable String caseNumber) {}
}
