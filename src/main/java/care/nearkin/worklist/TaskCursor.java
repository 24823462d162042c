package care.nearkin.worklist;

import care.nearkin.kernel.Refusal;
import care.nearkin.worklist.Worklist.Order;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Where a page of tasks ended: when the last one is due, and its place in the order of arrival. */
record TaskCursor(String dueBy, long position) {

    private static final String NEVER = "infinity";

    static String of(@Nullable Instant due, long position) {
        return (due == null ? NEVER : due.toString()) + "_" + position;
    }

    /** Refuses what is no cursor. */
    static TaskCursor read(String after) {
        int cut = after.indexOf('_');
        try {
            String due = after.substring(0, Math.max(cut, 0));
            if (!due.equals(NEVER)) {
                Instant.parse(due);
            }
            return new TaskCursor(due, Long.parseLong(after.substring(cut + 1)));
        } catch (DateTimeParseException | NumberFormatException e) {
            throw Refusal.invalid("after", "task.cursor");
        }
    }

    /** What comes behind it. */
    static String condition(Order order) {
        return order == Order.DUE
                ? "(t.due_by, t.position) > (cast(:afterDue as timestamptz), :afterPosition)"
                : "t.position < :afterPosition";
    }
}
