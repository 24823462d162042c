package care.nearkin.worklist;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An open task as a list shows it: {@code due} is the target, {@code fatal} the limit behind it at which the process calls
 * somebody else; {@code takenAt} is when who holds it took it; {@code delegatedBy} gets it back from her; {@code firstDue}
 * was the target before anybody was given more time; until {@code pausedUntil} nothing can be done.
 */
public record WorkItem(
        String id,
        String key,
        String type,
        String caseNumber,
        @Nullable Long resident,
        @Nullable String area,
        String urgency,
        String subject,
        Set<String> groups,
        @Nullable String assignee,
        Instant createdAt,
        @Nullable Instant takenAt,
        @Nullable Instant due,
        @Nullable Instant fatal,
        @Nullable String delegatedBy,
        @Nullable Instant firstDue,
        @Nullable Instant pausedUntil) {

    /** Words key of the task's name. */
    public String name() {
        return type + "." + key;
    }
}
