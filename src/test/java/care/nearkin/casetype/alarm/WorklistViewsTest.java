package care.nearkin.casetype.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.NearkinTest;
import care.nearkin.access.Group;
import care.nearkin.access.Viewer;
import care.nearkin.kernel.Slice;
import care.nearkin.worklist.WorkItem;
import care.nearkin.worklist.Worklist;
import care.nearkin.worklist.Worklist.Ask;
import care.nearkin.worklist.Worklist.Order;
import care.nearkin.worklist.Worklist.View;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whatever somebody asks the worklist for, she gets page by page exactly what a plain look through all open tasks would
 * give her: none of another group or area, none twice, none left out.
 */
@NearkinTest
class WorklistViewsTest {

    private static final int TASKS = 400;
    private static final int ASKS = 150;
    private static final String MARK = "views-";
    private static final List<List<Group>> LANES = List.of(
            List.of(Group.OPERATOR, Group.SUPERVISOR),
            List.of(Group.CASEWORKER, Group.SUPERVISOR),
            List.of(Group.CASEWORKER),
            List.of(Group.MAINTAINER),
            List.of(Group.KEEPER, Group.CASEWORKER),
            List.of(Group.CHILDLEAD));

    @Autowired
    Worklist worklist;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate inTransaction;

    @Autowired
    Clock clock;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    private record Row(
            String id,
            List<Group> groups,
            @Nullable String area,
            String flow,
            @Nullable String assignee,
            @Nullable Instant due,
            boolean rests,
            long position) {}

    @Test
    void everyListIsWhatAPlainLookWouldGive() {
        inTransaction.executeWithoutResult(tx -> {
            tx.setRollbackOnly();
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < TASKS; i++) {
                rows.add(row(i));
            }
            rows.forEach(this::insert);
            for (int i = 0; i < ASKS; i++) {
                Viewer viewer = viewer();
                Ask ask = ask();
                assertThat(pages(viewer, ask))
                        .as("seed %d: %s asks %s", seed, viewer, ask)
                        .isEqualTo(plainly(rows, viewer, ask));
            }
        });
    }

    private Row row(int i) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Row(
                MARK + i,
                one(LANES),
                random.nextInt(6) == 0 ? null : MARK + "area" + random.nextInt(5),
                random.nextBoolean() ? "alarm" : "device",
                one(List.of("", "", "me", "other")),
                random.nextInt(8) == 0 ? null : now.plusSeconds(60L * random.nextInt(-2_000, 4_000)),
                random.nextInt(5) == 0,
                9_000_000_000L + i);
    }

    private void insert(Row row) {
        jdbc.update(
                """
                insert into open_task (id, task_key, flow, case_number, resident, area, urgency, subject, groups, lane, assignee,
                  created_at, due, paused_until, position)
                values (?, 'Task_X', ?, ?, null, ?, 'MAJOR', 'x', ?, ?, ?, now(), ?, ?, ?)
                """,
                row.id,
                row.flow,
                "VW-" + row.id,
                row.area,
                row.groups.stream().map(Group::key).toArray(String[]::new),
                String.join(
                        " ", new TreeSet<>(row.groups.stream().map(Group::key).toList())),
                held(row),
                row.due == null ? null : Timestamp.from(row.due),
                row.rests ? Timestamp.from(clock.instant().plusSeconds(3600)) : null,
                row.position);
    }

    private static @Nullable String held(Row row) {
        return "".equals(row.assignee) ? null : row.assignee;
    }

    private Viewer viewer() {
        Set<Group> groups = EnumSet.of(one(List.of(Group.values())), one(List.of(Group.values())));
        Set<String> areas = Set.of(MARK + "area" + (1 + random.nextInt(4)), MARK + "area0");
        return new Viewer("me", groups, areas, random.nextInt(3) == 0);
    }

    private Ask ask() {
        return new Ask(
                one(List.of(View.values())),
                one(List.of(Order.values())),
                random.nextInt(4) == 0 ? one(List.of(Group.values())) : null,
                random.nextInt(4) == 0 ? "alarm" : null,
                null,
                null,
                null,
                null,
                1 + random.nextInt(40));
    }

    private List<String> pages(Viewer viewer, Ask ask) {
        List<String> seen = new ArrayList<>();
        Ask next = ask;
        while (true) {
            Slice<WorkItem> page = worklist.list(viewer, next);
            page.items().stream()
                    .map(WorkItem::id)
                    .filter(id -> id.startsWith(MARK))
                    .forEach(seen::add);
            if (page.next() == null) {
                return seen;
            }
            next = ask.after(page.next());
        }
    }

    private List<String> plainly(List<Row> rows, Viewer viewer, Ask ask) {
        boolean all = viewer.in(Group.SUPERVISOR, Group.MANAGER, Group.ADMIN) && ask.view() != View.GROUPS;
        Set<Group> groups = all ? EnumSet.allOf(Group.class) : viewer.groups();
        Instant tomorrow =
                LocalDate.now(clock).plusDays(1).atStartOfDay(clock.getZone()).toInstant();
        Comparator<Row> order = ask.order() == Order.DUE
                ? Comparator.comparing((Row row) -> row.due == null ? Instant.MAX : row.due)
                        .thenComparing(Row::position)
                : Comparator.comparing(Row::position).reversed();
        return rows.stream()
                .filter(row -> viewer.everywhere()
                        || row.area == null
                        || viewer.areas().contains(row.area))
                .filter(row -> row.groups.stream()
                                .filter(group -> ask.group() == null || group == ask.group())
                                .anyMatch(groups::contains)
                        || (ask.view() == View.MINE || ask.view() == View.WAITING)
                                && ask.group() == null
                                && "me".equals(row.assignee))
                .filter(row -> ask.type() == null || ask.type().equals(row.flow))
                .filter(row -> switch (ask.view()) {
                    case MINE -> "me".equals(row.assignee) && !row.rests;
                    case UNASSIGNED -> held(row) == null;
                    case LATE -> row.due != null && row.due.isBefore(clock.instant());
                    case TODAY -> row.due != null && row.due.isBefore(tomorrow);
                    case WAITING -> row.rests;
                    case GROUPS -> !row.rests;
                    case ALL -> true;
                })
                .sorted(order)
                .map(Row::id)
                .toList();
    }

    private <T> T one(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    /** However many tasks are open: a page reads the first of each lane by its index, and sorts only those. */
    @Test
    void noListLooksThroughAllThatIsOpen() {
        String plan = inTransaction.execute(tx -> {
            jdbc.execute("set local enable_seqscan = off");
            return String.join(
                    "\n",
                    jdbc.queryForList(
                            "explain select * from open_task t where t.lane = 'a b' and t.place = 'x'"
                                    + " order by t.due_by, t.position limit 51",
                            String.class));
        });
        assertThat(plan).contains("open_task_lane_here").doesNotContain("Sort");
    }
}
