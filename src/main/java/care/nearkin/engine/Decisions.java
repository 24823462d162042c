package care.nearkin.engine;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks a decision table outside a process. */
public interface Decisions {

    /**
     * Evaluates the newest version of {@code table}; null inputs are allowed. Throws when no row fits: every table of ours
     * ends in a row that leads to a human.
     */
    Decided decide(String table, Map<String, @Nullable Object> inputs);

    /**
     * The newest version of {@code table} as it is now, to be asked again and again about what hardly ever becomes
     * anybody's matter: it leaves no trace in the history. What then does become one is decided.
     */
    Weighing newest(String table);

    /** One version of a table, as {@link #newest} gave it. */
    @FunctionalInterface
    interface Weighing {

        /** As {@link #decide}; where no row fits the result is empty. */
        Decided weigh(Map<String, @Nullable Object> inputs);
    }

    /** The single row that fired. */
    record Decided(String table, int version, List<String> rules, Map<String, Object> result) {

        public String text(String output) {
            Object value = result.get(output);
            if (value == null) {
                throw new IllegalStateException(table + " gave no " + output);
            }
            return value.toString();
        }
    }
}
