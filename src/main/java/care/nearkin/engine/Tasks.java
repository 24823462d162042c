package care.nearkin.engine;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people do with user tasks; the same guard stands behind this face and behind Camunda Tasklist. */
public interface Tasks {

    Optional<OpenTask> find(String taskId);

    /** Refuses politely ({@code task.taken}) when somebody else holds it; claiming one's own again changes nothing. */
    void claim(String taskId, Worker worker);

    /** Takes what somebody else holds: supervisors always, the others of the task's groups once it is late. */
    void takeOver(String taskId, Worker worker);

    void release(String taskId, Worker worker);

    /** Gives a step to a member of its groups: by who holds it, or by a supervisor. */
    void handOver(String taskId, Worker worker, String to);

    /** By the program itself: back into the hands that had it. */
    void giveTo(String taskId, String to);

    /** Has it prepared by a member of its groups, who gives it back: by who holds it, or by a supervisor. */
    void delegate(String taskId, Worker worker, String to);

    /** Back to whom it belongs: by who prepares it, by the owner, or by a supervisor. */
    void giveBack(String taskId, Worker worker);

    /** More time: by who holds it, or by a supervisor. A null {@code fatal} leaves it without that limit. */
    void extend(String taskId, Worker worker, Instant due, @Nullable Instant fatal);

    /** A remark that Camunda Tasklist shows beside the task; it stays in the engine, so it names no resident. */
    void remark(String taskId, Worker worker, String text);

    /**
     * Completes with the form's fields; refuses an unknown field, a missing or inadmissible answer, a worker who may not.
     * Private fields go to {@link PrivateAnswers} and never reach the engine.
     */
    void complete(String taskId, Worker worker, Map<String, Object> answers);

    /** Refuses what {@link #complete} would refuse of these answers whatever the task is about: its form's fields. */
    void check(String taskId, Map<String, Object> answers);

    /** What of this the task's form has a place for as it stands now, complete or not. */
    Map<String, @Nullable Object> fitting(String taskId, Map<String, @Nullable Object> typed);

    /** The task's form as form-js JSON in {@code locale}, and the values of its own fields that are known already. */
    Form form(String taskId, Locale locale);

    /** Who works: name and group keys, as the engine knows them. */
    record Worker(String name, Set<String> groups) {}

    /** Schema as JSON text, with the present values of the form's own fields. */
    record Form(String schema, Map<String, Object> values) {}
}
