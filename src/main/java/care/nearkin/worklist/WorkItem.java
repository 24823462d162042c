package care.nearkin.worklist;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An open task as a list shows it: {@code due} is the target, {@code fatal} the limit behind it at which the process calls
 * somebody else; {@code takenAt} is when who holds it took it; {@code delegatedBy} gets it back from her; {@code firstDue}
 * was the target before anybody was given more time; until {@code pausedUntil} nothing can be done. Of a sealed case the resident is left out, until
 * {@link #of} says whom it is about to somebody who may know.
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
        @Nullable Instant pausedUntil,
        boolean isSealed) {

    private static final String VEILED = "case.sealed.subject";

    /** For who may read its sealed case. */
    WorkItem of(@Nullable Long person) {
        return with(person, subject);
    }

    /** For who may not: that there is something to do, by when, and no more. */
    WorkItem veiled() {
        return with(null, VEILED);
    }

    public boolean isVeiled() {
        return subject.equals(VEILED);
    }

    private WorkItem with(@Nullable Long person, String about) {
        return new WorkItem(
                id,
                key,
                type,
                caseNumber,
                person,
                area,
                urgency,
                about,
                groups,
                assignee,
                createdAt,
                takenAt,
                due,
                fatal,
                delegatedBy,
                firstDue,
                pausedUntil,
                isSealed);
    }

    /** Words key of the task's name. */
    public String name() {
        return type + "." + key;
    }
}
