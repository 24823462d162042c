package care.nearkin.engine;

import care.nearkin.engine.Tasks.Worker;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends a step back to one that was passed (驳回). What would end and what would be done again is said before anything happens. */
public interface SendBack {

    /** Steps of people that were done and that this one can be sent back to, the latest first; each once. */
    List<Passed> passed(String taskId);

    /** What sending it back to {@code step} means now; refuses ({@code task.send-back.step}) what was not passed on the way here. */
    Plan plan(String taskId, String step);

    /**
     * Ends what the plan says and opens the step anew; answers the new task, or several where the step is done by many.
     * Refuses ({@code task.send-back.changed}) when the case has moved since {@code shown} was looked at.
     */
    List<String> sendBack(String taskId, Plan shown, Worker worker);

    /** {@code step} is a model element id; {@code by} who did it last. */
    record Passed(String step, @Nullable String by, Instant at) {}

    /**
     * {@code ends}: other steps that wait now and end with it; {@code again}: what was done on the way, by
     * people or by the program, and will be done again; both as model element ids in the model's order. {@code state} tells one moment of the case from another.
     */
    record Plan(String step, List<String> ends, List<String> again, String state) {}
}
