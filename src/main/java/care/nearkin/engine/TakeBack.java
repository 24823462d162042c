package care.nearkin.engine;

import care.nearkin.engine.Tasks.Worker;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a step back that was just done (撤回): only while nothing but the opening of next steps has come of it, no step of
 * the program, nobody else's, no clock.
 */
public interface TakeBack {

    /** The tasks that wait since this one was done, of which nobody may have seen anything; nothing when it is too late. */
    Optional<Set<String>> openedBy(String caseNumber, String doneTaskId);

    /** Closes what it had opened and opens it again; answers the new task. Refuses ({@code task.take-back.late}) when too late. */
    String takeBack(String caseNumber, String doneTaskId, Worker worker);
}
