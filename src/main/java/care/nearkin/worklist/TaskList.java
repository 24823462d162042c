package care.nearkin.worklist;

import care.nearkin.access.Group;
import care.nearkin.access.Viewer;
import care.nearkin.casefile.CaseReaders;
import care.nearkin.duty.Deputies;
import care.nearkin.kernel.Slice;
import care.nearkin.people.Residents;
import care.nearkin.worklist.Worklist.Ask;
import care.nearkin.worklist.Worklist.Order;
import care.nearkin.worklist.Worklist.View;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Pages of open tasks. A page is read where its rows lie together: from the reader's lanes (tasks for the same groups, in
 * order), from what she holds, or from whom and what she searches for; never by looking through all that is open.
 */
@Component
class TaskList {

    /** Of a common name: more would be read than anybody looks through. */
    private static final int MOST_PEOPLE = 3_000;

    /** Each part by an index of its own, for they are few. */
    private static final String WAITS = """
            select id from open_task where paused_until is not null
            union all select id from open_task where delegated_by is not null
            union all select task_id from task_request where agreed is null""";

    /** Which lanes there are, by jumping from each to the next in their index. */
    private static final String LANES = """
            with recursive lanes(lane) as (
              (select lane from open_task order by lane limit 1)
              union all
              select (select t.lane from open_task t where t.lane > lanes.lane order by t.lane limit 1)
              from lanes where lanes.lane is not null),
            mine as (select lane from lanes where string_to_array(lane, ' ') && cast(:groups as text[]))
            """;

    private final JdbcClient jdbc;
    private final Residents residents;
    private final Deputies deputies;
    private final CaseReaders readers;
    private final Clock clock;

    TaskList(JdbcClient jdbc, Residents residents, Deputies deputies, CaseReaders readers, Clock clock) {
        this.readers = readers;
        this.jdbc = jdbc;
        this.residents = residents;
        this.deputies = deputies;
        this.clock = clock;
    }

    /** A row, and its place in the order of arrival. */
    private record Found(WorkItem item, long position) {}

    @Transactional(readOnly = true)
    Slice<WorkItem> page(Viewer viewer, Ask ask) {
        Map<String, Object> values = new LinkedHashMap<>();
        List<String> conditions = conditions(viewer, ask, values);
        values.put("limit", ask.limit() + 1);
        List<Found> found = jdbc.sql(sql(viewer, ask, conditions, values))
                .params(values)
                .query((row, number) -> new Found(OpenTaskRow.view(row), row.getLong("position")))
                .list();
        Slice<WorkItem> page = Slice.of(
                        found, ask.limit(), last -> TaskCursor.of(last.item().due(), last.position()))
                .map(Found::item);
        return asSeen(viewer, page);
    }

    /** Whom a step of a sealed case is about, to who may read that; to the others not even what it is about. */
    private Slice<WorkItem> asSeen(Viewer viewer, Slice<WorkItem> page) {
        List<String> sealed = page.items().stream()
                .filter(WorkItem::isSealed)
                .map(WorkItem::caseNumber)
                .distinct()
                .toList();
        if (sealed.isEmpty()) {
            return page;
        }
        Map<String, Optional<Long>> readable = readers.among(viewer.name(), sealed);
        return page.map(item -> {
            if (!item.isSealed()) {
                return item;
            }
            Optional<Long> resident = readable.get(item.caseNumber());
            return resident == null ? item.veiled() : item.of(resident.orElse(null));
        });
    }

    private String sql(Viewer viewer, Ask ask, List<String> conditions, Map<String, Object> values) {
        String order = ask.order() == Order.DUE ? " order by t.due_by, t.position" : " order by t.position desc";
        boolean inLanes = !narrow(ask) && !everything(viewer, ask);
        if (!inLanes) {
            conditions.add(visible(viewer, ask, values));
            return "select t.* from open_task t where " + String.join(" and ", conditions) + order + " limit :limit";
        }
        values.put("groups", groups(viewer, ask));
        String each = "";
        String place = "";
        if (!viewer.everywhere()) {
            values.put("places", places(viewer));
            boolean byIndex = ask.order() == Order.DUE;
            each = byIndex ? ", unnest(cast(:places as text[])) here(place)" : "";
            place = byIndex ? " and t.place = here.place" : " and t.place = any(cast(:places as text[]))";
        }
        String rest = conditions.stream().map(" and "::concat).collect(Collectors.joining());
        return LANES + "select t.* from (select t.* from mine" + each
                + ", lateral (select t.* from open_task t where t.lane = mine.lane" + place + rest + order
                + " limit :limit) t) t" + order + " limit :limit";
    }

    /** Few rows by an index of their own. */
    private static boolean narrow(Ask ask) {
        return ask.view() == View.MINE
                || ask.view() == View.WAITING
                || ask.caseNumber() != null
                || ask.assignee() != null
                || ask.search() != null;
    }

    private static boolean everything(Viewer viewer, Ask ask) {
        return ask.view() == View.ALL && seesAll(viewer) && viewer.everywhere() && ask.group() == null;
    }

    /** Whose tasks she may look at is a question of areas only. */
    static boolean seesAll(Viewer viewer) {
        return viewer.in(Group.SUPERVISOR, Group.MANAGER, Group.ADMIN);
    }

    private List<String> conditions(Viewer viewer, Ask ask, Map<String, Object> values) {
        List<String> conditions = new ArrayList<>();
        switch (ask.view()) {
            case MINE -> {
                Set<String> holders = new TreeSet<>(deputies.standsInFor(viewer.name()));
                holders.add(viewer.name());
                conditions.add("t.assignee = any(cast(:holders as text[]))");
                values.put("holders", holders.toArray(String[]::new));
            }
            case UNASSIGNED -> conditions.add("t.assignee is null");
            case WAITING -> conditions.add("t.id in (" + WAITS + ")");
            case LATE -> before("now", clock.instant().toString(), conditions, values);
            case TODAY -> before("tomorrow", tomorrow(), conditions, values);
            case GROUPS, ALL -> {}
        }
        if (ask.view() == View.MINE || ask.view() == View.GROUPS) {
            conditions.add("t.paused_until is null");
        }
        equal("t.flow", "type", ask.type(), conditions, values);
        equal("t.case_number", "caseNumber", ask.caseNumber(), conditions, values);
        equal("t.assignee", "assignee", ask.assignee(), conditions, values);
        if (ask.search() != null) {
            conditions.add(searched(viewer, ask.search(), values));
        }
        if (ask.after() != null) {
            TaskCursor after = TaskCursor.read(ask.after());
            values.put("afterDue", after.dueBy());
            values.put("afterPosition", after.position());
            conditions.add(TaskCursor.condition(ask.order()));
        }
        return conditions;
    }

    private static void equal(
            String column, String name, @Nullable String value, List<String> conditions, Map<String, Object> values) {
        if (value != null) {
            conditions.add(column + " = :" + name);
            values.put(name, value);
        }
    }

    private static void before(String name, String instant, List<String> conditions, Map<String, Object> values) {
        conditions.add("t.due_by < cast(:" + name + " as timestamptz)");
        values.put(name, instant);
    }

    private String tomorrow() {
        return LocalDate.now(clock)
                .plusDays(1)
                .atStartOfDay(clock.getZone())
                .toInstant()
                .toString();
    }

    /** People by what they are found by; a case by the beginning of its number or by its running number. */
    private String searched(Viewer viewer, String search, Map<String, Object> values) {
        Collection<Long> found = residents.found(search, viewer, MOST_PEOPLE).ids();
        values.put("people", found.toArray(Long[]::new));
        String people = "t.resident = any(:people)";
        List<String> sealed = found.isEmpty() ? List.of() : readers.about(viewer.name(), found);
        if (!sealed.isEmpty()) {
            values.put("sealed", sealed.toArray(String[]::new));
            people = "(" + people + " or t.case_number = any(:sealed))";
        }
        String number = search.strip().toUpperCase(java.util.Locale.ROOT);
        if (!number.matches("[A-Z0-9-]{1,30}")) {
            return people;
        }
        values.put(
                "number", number.matches("\\d{1,6}") ? "%-" + "0".repeat(6 - number.length()) + number : number + "%");
        return "(" + people + " or t.case_number like :number)";
    }

    /** What a narrow list may hold: in her areas, and of her groups or in her hands. */
    private static String visible(Viewer viewer, Ask ask, Map<String, Object> values) {
        values.put("groups", groups(viewer, ask));
        values.put("me", viewer.name());
        String own = ask.group() == null ? " or t.assignee = :me or t.delegated_by = :me" : "";
        String concerns = "(t.groups && cast(:groups as varchar[])" + own + ")";
        if (viewer.everywhere()) {
            return concerns;
        }
        values.put("places", places(viewer));
        return concerns + " and t.place = any(cast(:places as text[]))";
    }

    /** A matter without a known area is everybody's. */
    private static String[] places(Viewer viewer) {
        Set<String> places = new TreeSet<>(viewer.areas());
        places.add("");
        return places.toArray(String[]::new);
    }

    /** One's own groups; supervisors, managers and administrators may look at any. */
    private static String[] groups(Viewer viewer, Ask ask) {
        boolean all = seesAll(viewer) && ask.view() != View.GROUPS;
        Set<Group> own = all ? Arrays.stream(Group.values()).collect(Collectors.toSet()) : viewer.groups();
        return own.stream()
                .filter(group -> ask.group() == null || ask.group() == group)
                .map(Group::key)
                .sorted()
                .toArray(String[]::new);
    }
}
