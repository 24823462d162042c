package care.nearkin.worklist;

import care.nearkin.access.Group;
import care.nearkin.access.Viewer;
import care.nearkin.kernel.Slice;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Open tasks, from the read model; never a live query over the engine. */
public interface Worklist {

    /** Those that concern the viewer: of her areas, and of her groups or in her hands. */
    Slice<WorkItem> list(Viewer viewer, Ask ask);

    Optional<WorkItem> find(String taskId);

    /** Those of these that are open, in no order; not filtered by viewer. */
    List<WorkItem> open(Collection<String> taskIds);

    /** All open tasks of these cases, oldest first; not filtered by viewer. */
    Map<String, List<WorkItem>> of(Collection<String> caseNumbers);

    /** Whose, and how urgent. MINE has with it what those hold whom she stands in for today. WAITING rests until its time, is prepared by somebody else, or waits for somebody's word; MINE and GROUPS leave out what rests. ALL is for supervisors, managers and administrators; for others it is GROUPS. */
    enum View {
        GROUPS,
        MINE,
        UNASSIGNED,
        LATE,
        TODAY,
        WAITING,
        ALL
    }

    /** DUE: what hurts first. */
    enum Order {
        DUE,
        NEWEST
    }

    /**
     * What to list; null means any. {@code search}: words as people are found by, or a case's number. {@code after} is a
     * cursor of the same order.
     */
    record Ask(
            View view,
            Order order,
            @Nullable Group group,
            @Nullable String type,
            @Nullable String caseNumber,
            @Nullable String assignee,
            @Nullable String search,
            @Nullable String after,
            int limit) {
        public static Ask of(View view, int limit) {
            return new Ask(view, Order.DUE, null, null, null, null, null, null, limit);
        }

        public Ask after(@Nullable String cursor) {
            return new Ask(view, order, group, type, caseNumber, assignee, search, cursor, limit);
        }
    }
}
