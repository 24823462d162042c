package care.nearkin.engine;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to processes as a whole, published inside the engine's transaction. */
public sealed interface FlowNews {

    /** An end event whose id starts with {@code End_} was reached: the case has its outcome. */
    record OutcomeReached(String flow, String caseNumber, String endId) implements FlowNews {}

    /** The last token is gone. */
    record Ended(String flow, String caseNumber) implements FlowNews {}

    /**
     * A decision table was asked, by a process or by the program, in this transaction. {@code facts} are its inputs by the
     * names of its columns, {@code rules} the ids of the rows that fired, {@code result} is empty unless one did.
     */
    record Decided(
            @Nullable String caseNumber,
            String table,
            int version,
            List<String> rules,
            Map<String, Object> facts,
            Map<String, Object> result)
            implements FlowNews {}

    /** A step failed for the last time and waits for somebody; {@code step} is a model element id, {@code id} its job. */
    record StepFailed(String flow, String caseNumber, String step, String id) implements FlowNews {}

    /** What failed waits for nobody any longer: it is tried again, or the case has gone another way. */
    record StepFailureOver(String id) implements FlowNews {}
}
