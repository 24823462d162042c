package care.nearkin.worklist;

import care.nearkin.access.AccessLog;
import care.nearkin.access.Viewers;
import care.nearkin.engine.Tasks;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Seal;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What somebody is typing into the form of a step, before she is done: sealed for this step and this person, so that she
 * goes on where she was, on any computer, and nobody else reads what she has not said yet.
 */
@Component
class Drafts {

    /** Of a draft as JSON; a form's text ends at 4000 characters. */
    static final int LONGEST = 64_000;

    private static final Logger log = LoggerFactory.getLogger(Drafts.class);
    private static final TypeReference<LinkedHashMap<String, @Nullable Object>> ANSWERS = new TypeReference<>() {};

    /** Fields as they were typed; null where she emptied what the form suggested. */
    record Draft(Map<String, @Nullable Object> answers, Instant savedAt) {}

    private final DraftRows rows;
    private final TaskDesk desk;
    private final Tasks tasks;
    private final Viewers viewers;
    private final AccessLog accessLog;
    private final Seal seal;
    private final ObjectMapper json;
    private final Clock clock;

    Drafts(
            DraftRows rows,
            TaskDesk desk,
            Tasks tasks,
            Viewers viewers,
            AccessLog accessLog,
            Seal seal,
            ObjectMapper json,
            Clock clock) {
        this.rows = rows;
        this.desk = desk;
        this.tasks = tasks;
        this.viewers = viewers;
        this.accessLog = accessLog;
        this.seal = seal;
        this.json = json;
        this.clock = clock;
    }

    /** Replaces what was kept before; nothing typed is no draft. Refuses what the form has no place for, and too much. */
    @Transactional
    @Nullable
    Instant keep(String taskId, String typed) {
        desk.see(taskId);
        if (typed.length() > LONGEST) {
            throw Refusal.invalid(null, "task.draft.too-long");
        }
        Map<String, @Nullable Object> answers = read(typed);
        Map<String, @Nullable Object> fitting = tasks.fitting(taskId, answers);
        answers.keySet().stream()
                .filter(field -> !fitting.containsKey(field))
                .findFirst()
                .ifPresent(field -> {
                    throw Refusal.invalid(field, "task.draft.no-place", field);
                });
        String person = viewers.current().name();
        if (fitting.isEmpty()) {
            rows.discard(taskId, person);
            return null;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (!rows.keep(taskId, person, seal.seal(typed, boundTo(taskId, person)), now)) {
            throw Refusal.notFound("task.gone");
        }
        return now;
    }

    /** Her own, as far as the form of now has a place for it. */
    @Transactional
    Optional<Draft> mine(WorkItem task) {
        String person = viewers.current().name();
        return rows.find(task.id(), person).flatMap(row -> open(row, task, person));
    }

    /** Becomes the owner's who had the step prepared; her own, where she has begun one, stays as it is. */
    @Transactional
    void passOn(WorkItem task, String owner) {
        String person = viewers.current().name();
        rows.find(task.id(), person).flatMap(row -> open(row, task, person)).ifPresent(draft -> {
            if (rows.find(task.id(), owner).isEmpty()) {
                rows.keep(
                        task.id(),
                        owner,
                        seal.seal(write(draft.answers()), boundTo(task.id(), owner)),
                        draft.savedAt());
            }
            rows.discard(task.id(), person);
        });
    }

    private String write(Map<String, @Nullable Object> answers) {
        try {
            return json.writeValueAsString(answers);
        } catch (JsonProcessingException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }

    @Transactional
    void discard(String taskId) {
        rows.discard(taskId, viewers.current().name());
    }

    private Optional<Draft> open(DraftRows.Row row, WorkItem task, String person) {
        try {
            String typed = seal.open(row.sealed(), boundTo(task.id(), person));
            accessLog.read("draft", task.id(), task.caseNumber());
            Map<String, @Nullable Object> fitting = tasks.fitting(task.id(), read(typed));
            return fitting.isEmpty() ? Optional.empty() : Optional.of(new Draft(fitting, row.savedAt()));
        } catch (Seal.Broken broken) {
            log.warn("The draft of {} for {} cannot be opened: {}", person, task.id(), broken.getMessage());
            return Optional.empty();
        }
    }

    private Map<String, @Nullable Object> read(String typed) {
        try {
            Map<String, @Nullable Object> answers = json.readValue(typed, ANSWERS);
            if (answers != null) {
                return answers;
            }
        } catch (JsonProcessingException unreadable) {
            log.debug("A draft is not JSON");
        }
        throw Refusal.invalid(null, "task.draft.unreadable");
    }

    private static String boundTo(String taskId, String person) {
        return "draft " + taskId + " " + person;
    }
}
