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
     * As {@link #decide}, but leaves no trace in the history: for weighing again and again what hardly ever becomes
     * anybody's matter. What then does become one is decided.
     */
    Decided weigh(String table, Map<String, @Nullable Object> inputs);

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
