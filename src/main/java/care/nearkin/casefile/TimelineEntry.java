package care.nearkin.casefile;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a case's timeline. {@code at} is when it happened, {@code recordedAt} when it was written down; {@code
 * answers} are a form's private answers by field; {@code text} is as last corrected, after the {@code earlier} ones.
 */
public record TimelineEntry(
        long id,
        String kind,
        Instant at,
        Instant recordedAt,
        @Nullable String by,
        List<String> arguments,
        @Nullable String text,
        Map<String, String> answers,
        List<Earlier> earlier) {

    /** What a note said before it was corrected, and until when. */
    public record Earlier(String text, Instant until) {}

    /** Written down much later than it happened, as from paper. */
    public boolean late() {
        return Duration.between(at, recordedAt).toMinutes() >= 5;
    }

    /** Written by somebody of her own accord. */
    public boolean note() {
        return kind.equals("case.note") || kind.equals("case.note.for");
    }

    public boolean noteOf(String person) {
        return note() && person.equals(by);
    }

    TimelineEntry corrected(String now, List<Earlier> before) {
        return new TimelineEntry(id, kind, at, recordedAt, by, arguments, now, answers, List.copyOf(before));
    }
}
