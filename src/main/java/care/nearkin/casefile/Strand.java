package care.nearkin.casefile;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Of what sort a line of the timeline is, to look at some of them only; {@code EVENTS} is whatever is none of the others. */
public enum Strand {
    EVENTS,
    STEPS("task.%", "step.%"),
    DECISIONS("%.decided", "%.level-%"),
    MESSAGES,
    DOCUMENTS("document.%"),
    NOTES("case.note%");

    /** As SQL's {@code like} has it. */
    private final List<String> kinds;

    Strand(String... kinds) {
        this.kinds = List.of(kinds);
    }

    /** What a timeline is narrowed to: lines of these kinds, or, {@code others}, of any but these. */
    record Kinds(boolean others, String[] like) {}

    /** {@code messages}: the kinds that the case types say tell of messages; null is any line. */
    static Kinds kinds(@Nullable Strand strand, Collection<String> messages) {
        if (strand == null) {
            return new Kinds(true, new String[0]);
        }
        Stream<String> like =
                strand == EVENTS ? Arrays.stream(values()).flatMap(one -> one.kinds(messages)) : strand.kinds(messages);
        return new Kinds(strand == EVENTS, like.toArray(String[]::new));
    }

    private Stream<String> kinds(Collection<String> messages) {
        return this == MESSAGES ? messages.stream() : kinds.stream();
    }
}
