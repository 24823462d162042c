package care.nearkin.worklist;

import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.Viewer;
import care.nearkin.duty.Deputies;
import care.nearkin.kernel.Words;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What lies with whom, in the areas of who asks: counted in the database once, whoever has nothing with it. */
@Component
class WorkLoads {

    private static final Duration LATELY = Duration.ofDays(7);

    private record Open(long all, long late, long fatal, long today) {}

    private final JdbcClient jdbc;
    private final StaffAccounts staff;
    private final Deputies deputies;
    private final Words words;
    private final Clock clock;

    WorkLoads(JdbcClient jdbc, StaffAccounts staff, Deputies deputies, Words words, Clock clock) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.deputies = deputies;
        this.words = words;
        this.clock = clock;
    }

    /** Unsorted; of steps for this group and cases of this type, null meaning any. */
    @Transactional(readOnly = true)
    List<WorkLoad> of(Viewer viewer, @Nullable Group group, @Nullable String type) {
        Map<String, Open> open = open(viewer, group, type);
        Map<String, Long> done = done(viewer, type);
        Map<String, @Nullable String> absent = deputies.absent();
        Set<String> people = new TreeSet<>(members(viewer, group));
        people.addAll(open.keySet());
        people.remove("");
        Map<String, String> names = staff.displayNames(people);
        Stream<WorkLoad> somebody = people.stream()
                .map(person -> load(
                        person,
                        names.getOrDefault(person, person),
                        open.get(person),
                        done.getOrDefault(person, 0L),
                        absent));
        WorkLoad nobody = load(null, words.say("task.nobody"), open.get(""), 0, Map.of());
        return Stream.concat(nobody.open() == 0 ? Stream.of() : Stream.of(nobody), somebody)
                .toList();
    }

    private static WorkLoad load(
            @Nullable String person,
            String name,
            @Nullable Open open,
            long done,
            Map<String, @Nullable String> absent) {
        Open has = open == null ? new Open(0, 0, 0, 0) : open;
        return new WorkLoad(
                person,
                name,
                has.all(),
                has.late(),
                has.fatal(),
                has.today(),
                done,
                person != null && absent.containsKey(person),
                person == null ? null : absent.get(person));
    }

    private Map<String, Open> open(Viewer viewer, @Nullable Group group, @Nullable String type) {
        Map<String, Open> open = new HashMap<>();
        Instant now = clock.instant();
        Instant tomorrow =
                LocalDate.now(clock).plusDays(1).atStartOfDay(clock.getZone()).toInstant();
        jdbc.sql("""
                        select coalesce(assignee, '') person, count(*) every,
                               count(*) filter (where due < :now) late,
                               count(*) filter (where fatal < :now) fatal,
                               count(*) filter (where due < :tomorrow) today
                          from open_task
                         where (:everywhere or place = any(:places))
                           and (cast(:group as text) is null or groups @> array[cast(:group as varchar)])
                           and (cast(:type as text) is null or flow = :type)
                         group by 1""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("tomorrow", tomorrow.atOffset(ZoneOffset.UTC))
                .param("everywhere", viewer.everywhere())
                .param("places", places(viewer))
                .param("group", group == null ? null : group.key())
                .param("type", type)
                .query(row -> {
                    open.put(
                            row.getString("person"),
                            new Open(
                                    row.getLong("every"),
                                    row.getLong("late"),
                                    row.getLong("fatal"),
                                    row.getLong("today")));
                });
        return open;
    }

    private Map<String, Long> done(Viewer viewer, @Nullable String type) {
        Map<String, Long> done = new HashMap<>();
        jdbc.sql("""
                        select e.done_by, count(*) every from ended_task e join case_file c on c.number = e.case_number
                         where e.done_by is not null and e.ended_at >= :since
                           and (:everywhere or coalesce(c.area, '') = any(:places))
                           and (cast(:type as text) is null or e.flow = :type)
                         group by 1""")
                .param("since", clock.instant().minus(LATELY).atOffset(ZoneOffset.UTC))
                .param("everywhere", viewer.everywhere())
                .param("places", places(viewer))
                .param("type", type)
                .query(row -> {
                    done.put(row.getString("done_by"), row.getLong("every"));
                });
        return done;
    }

    private Set<String> members(Viewer viewer, @Nullable Group group) {
        Set<Group> groups =
                group == null ? EnumSet.complementOf(EnumSet.of(Group.ADMIN, Group.MANAGER)) : EnumSet.of(group);
        if (viewer.everywhere()) {
            return staff.members(groups, null);
        }
        Set<String> members = new TreeSet<>();
        viewer.areas().forEach(area -> members.addAll(staff.members(groups, area)));
        return members;
    }

    private static String[] places(Viewer viewer) {
        return Stream.concat(viewer.areas().stream(), Stream.of("")).toArray(String[]::new);
    }

    static List<String> head() {
        return Arrays.asList(
                "load.person", "load.open", "load.late", "load.fatal", "load.today", "load.done", "load.absent");
    }
}
