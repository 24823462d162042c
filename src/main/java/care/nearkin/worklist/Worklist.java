package care.nearkin.worklist;

import care.nearkin.access.Viewer;
import care.nearkin.kernel.Slice;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Open tasks, from the read model; never a live query over the engine. */
public interface Worklist {

    Slice<WorkItem> list(Viewer viewer, Query query);

    /** As {@link #list}, by due time; its cursors are of its own kind. {@code late} leaves out what is in time. */
    Slice<WorkItem> byDue(Viewer viewer, Query query, boolean late);

    Optional<WorkItem> find(String taskId);

    /** All open tasks of these cases, oldest first; not filtered by viewer. */
    Map<String, List<WorkItem>> of(Collection<String> caseNumbers);

    /** What to list; null means any. {@code mine} narrows to what the viewer holds. */
    record Query(
            @Nullable String caseNumber,
            @Nullable String group,
            @Nullable String assignee,
            boolean mine,
            @Nullable String after,
            int limit) {}
}
