package care.nearkin.worklist;

import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.Viewer;
import care.nearkin.worklist.BulkRows.Line;
import care.nearkin.worklist.BulkWork.Item;
import care.nearkin.worklist.BulkWork.Out;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which of many steps something can be done with, and whose each becomes where they are distributed: of those chosen who do
 * such steps and serve the area, who has least to do gets the next.
 */
@Component
class BulkPlan {

    private final JdbcClient jdbc;
    private final TaskDesk desk;
    private final StaffAccounts staff;

    BulkPlan(JdbcClient jdbc, TaskDesk desk, StaffAccounts staff) {
        this.jdbc = jdbc;
        this.desk = desk;
        this.staff = staff;
    }

    List<Line> of(BulkWork work, List<Item> items, Viewer viewer) {
        Map<String, WorkItem> open = desk
                .seen(viewer, items.stream().map(Item::task).toList())
                .stream()
                .collect(Collectors.toMap(WorkItem::id, Function.identity()));
        Map<String, Long> load = load(work.people());
        Members members = new Members();
        List<Line> lines = new ArrayList<>();
        for (Item item : items) {
            WorkItem task = open.get(item.task());
            lines.add(task == null ? left(item, Out.of("task.gone")) : line(work, item, task, viewer, load, members));
        }
        return lines;
    }

    private static Line left(Item item, Out out) {
        return new Line(item.task(), null, out);
    }

    private Line line(BulkWork work, Item item, WorkItem task, Viewer viewer, Map<String, Long> load, Members members) {
        String holder = task.assignee();
        return switch (work.kind()) {
            case RELEASE -> holder == null ? left(item, Out.of("task.bulk.free")) : new Line(item.task(), null, null);
            case NUDGE ->
                viewer.name().equals(holder)
                        ? left(item, Out.of("task.nudge.yourself"))
                        : new Line(item.task(), null, null);
            case DISTRIBUTE -> {
                if (holder != null && work.people().contains(holder)) {
                    yield left(item, Out.of("task.bulk.has-it", "=" + holder));
                }
                if (work.people().isEmpty()) {
                    yield new Line(item.task(), null, null);
                }
                yield members.of(task).stream()
                        .filter(work.people()::contains)
                        .min(Comparator.comparing((String person) -> load.getOrDefault(person, 0L))
                                .thenComparing(Comparator.naturalOrder()))
                        .map(person -> {
                            load.merge(person, 1L, Long::sum);
                            return new Line(item.task(), person, null);
                        })
                        .orElseGet(() -> left(item, Out.of("task.bulk.nobody")));
            }
        };
    }

    /** Whoever does any of these steps and serves its area, with how many she holds now. */
    Map<String, Long> candidates(Viewer viewer, List<Item> items) {
        Members members = new Members();
        Set<String> all = new TreeSet<>();
        desk.seen(viewer, items.stream().map(Item::task).toList()).forEach(task -> all.addAll(members.of(task)));
        Map<String, Long> load = load(all);
        all.forEach(person -> load.putIfAbsent(person, 0L));
        return load;
    }

    private Map<String, Long> load(java.util.Collection<String> people) {
        Map<String, Long> load = new HashMap<>();
        jdbc.sql("select assignee, count(*) many from open_task where assignee = any(:people) group by assignee")
                .param("people", people.toArray(String[]::new))
                .query(row -> {
                    load.put(row.getString("assignee"), row.getLong("many"));
                });
        return load;
    }

    /** Asked once for steps of the same groups and area. */
    private class Members {

        private record Key(Set<String> groups, @Nullable String area) {}

        private final Map<Key, Set<String>> known = new HashMap<>();

        Set<String> of(WorkItem task) {
            return known.computeIfAbsent(
                    new Key(task.groups(), task.area()),
                    key -> staff.members(key.groups().stream().map(Group::of).collect(Collectors.toSet()), key.area()));
        }
    }
}
