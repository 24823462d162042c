package care.nearkin.signal;

import care.nearkin.signal.format.Reading;
import care.nearkin.signal.format.Understood;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a message: the gravest of its readings, and why. */
record Verdict(
        Outcome outcome,
        String why,
        @Nullable String caseNumber,
        @Nullable String kind,
        @Nullable String value,
        @Nullable Instant deviceTime,
        @Nullable String sourceId) {

    static Verdict of(Item item, @Nullable Reading reading, Outcome outcome, String why, @Nullable String caseNumber) {
        Understood.@Nullable Report report = item.understood() instanceof Understood.Report r ? r : null;
        return new Verdict(
                outcome,
                why,
                caseNumber,
                reading == null ? null : reading.kind().key(),
                reading == null ? null : reading.value(),
                report == null ? null : report.time(),
                report == null ? null : report.id());
    }
}
