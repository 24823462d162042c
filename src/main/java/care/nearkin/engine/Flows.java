package care.nearkin.engine;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Starts processes and tells them what happened outside; a process is named by its case number. */
public interface Flows {

    /** Runs {@code work}; what it changes in the engine is written at its end, together, in the caller's transaction. */
    void together(Runnable work);

    /** As {@link #together}; refuses ({@code task.raced}) when somebody else changed the same meanwhile, and nothing is done. */
    void unraced(Runnable work);

    /** Starts the newest version of {@code flow} in the caller's transaction; refuses an unknown flow. */
    void start(String flow, String caseNumber, List<Var.Value> variables);

    /**
     * Hands {@code message} to the case's process. Returns false when nothing waits for it, which is an expected outcome
     * (the case may have moved on).
     */
    boolean tell(String message, String caseNumber, List<Var.Value> variables);

    /** Writes down what became known outside; conditions of the model that wait for it are met. Nothing for a case that is over. */
    void know(String caseNumber, List<Var.Value> variables);

    /** Where the case stands in its model; empty when no process ever ran under this number. */
    Optional<Position> position(String caseNumber);

    /** The steps of people that wait, oldest first. */
    List<Waiting> waiting(String caseNumber);

    /** What the clock alone will do, soonest first: what the case waits for, and what happens when a step is not done in time. */
    List<Coming> coming(String caseNumber);

    /** The BPMN model of the case's own version with its names in {@code locale}; empty for an unknown case. */
    Optional<String> model(String caseNumber, Locale locale);

    /** The case's steps that failed for the last time and wait for somebody, oldest first. */
    List<FailedStep> failedSteps(String caseNumber);

    /**
     * Gives a failed step one more try, at once, and says which it was. Empty when it no longer waits: somebody else was
     * faster, or the case has moved on.
     */
    Optional<FailedStep> tryAgain(String caseNumber, String failedStep);

    /** {@code id} is the task, {@code step} a model element id; {@code owner} gets it back from who prepares it for her. */
    record Waiting(
            String id,
            String step,
            @Nullable String assignee,
            @Nullable String owner,
            @Nullable Instant due) {}

    /**
     * Ids of model elements. {@code step} is the clock; {@code unless} is what it is the deadline of, null where the case
     * only waits; {@code then} is what comes next.
     */
    record Coming(String step, Instant at, @Nullable String unless, List<String> then) {}

    /** {@code step} is a model element id. */
    record FailedStep(String id, String step, Instant since) {}

    /**
     * Ids of model elements: where tokens are now; what was passed before and not cut short; what may still come from here,
     * going by the model alone; and of that the steps of people, in the model's order.
     */
    record Position(
            String flow, Set<String> present, Set<String> done, Set<String> possible, List<String> possibleSteps) {}
}
