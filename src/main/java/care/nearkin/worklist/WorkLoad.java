package care.nearkin.worklist;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How much lies with one person: open steps and of them late, past their limit, due today; and done in the last seven
 * days. {@code person} null is nobody: what waits to be taken.
 */
public record WorkLoad(
        @Nullable String person,
        String name,
        long open,
        long late,
        long fatal,
        long today,
        long done,
        boolean absent,
        @Nullable String deputy) {

    /** What the page may be sorted by; figures from the highest on, names from the first. */
    enum By {
        OPEN(WorkLoad::open),
        LATE(WorkLoad::late),
        FATAL(WorkLoad::fatal),
        TODAY(WorkLoad::today),
        DONE(WorkLoad::done),
        NAME(load -> 0);

        private final Comparator<WorkLoad> order;

        By(ToLongFunction<WorkLoad> figure) {
            order = Comparator.comparingLong(figure).reversed();
        }

        /** What nobody has taken stands first. */
        Comparator<WorkLoad> order() {
            return Comparator.<WorkLoad, Boolean>comparing(load -> load.person() != null)
                    .thenComparing(order)
                    .thenComparing(WorkLoad::name);
        }

        static By of(String word) {
            return Map.of("late", LATE, "fatal", FATAL, "today", TODAY, "done", DONE, "name", NAME)
                    .getOrDefault(word.toLowerCase(Locale.ROOT), OPEN);
        }
    }
}
