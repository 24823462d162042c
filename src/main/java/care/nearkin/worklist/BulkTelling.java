package care.nearkin.worklist;

import care.nearkin.access.Group;
import care.nearkin.notification.Notice;
import care.nearkin.notification.Notices;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells everybody once, when it is over, what many steps have come to her, were taken from her or are waited for. */
@Component
class BulkTelling {

    private final JdbcClient jdbc;
    private final Notices notices;
    private final DeputiesTold deputies;

    BulkTelling(JdbcClient jdbc, Notices notices, DeputiesTold deputies) {
        this.jdbc = jdbc;
        this.notices = notices;
        this.deputies = deputies;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void tell(BulkWork work) {
        each(work, "person", "task.bulk.given");
        deputies(work);
        each(work, "holder", work.kind() == BulkWork.Kind.NUDGE ? "task.bulk.nudged" : "task.bulk.taken");
        if (work.kind() == BulkWork.Kind.NUDGE) {
            groups(work);
        }
    }

    private void each(BulkWork work, String whom, String kind) {
        jdbc.sql("select " + whom + " who, count(*) many from bulk_item where work = :work and state = 'DONE' and "
                        + whom + " <> :by group by 1 order by 1")
                .param("work", work.id())
                .param("by", work.by())
                .query(row -> {
                    String who = row.getString("who");
                    tell(work, kind, who, Set.of(), Set.of(who), null, row.getInt("many"));
                });
    }

    /** Who stands in for those absent to whom steps have come. */
    private void deputies(BulkWork work) {
        List<DeputiesTold.Steps> given = jdbc.sql("""
                        select person, lane, area, count(*) many from bulk_item
                        where work = :work and state = 'DONE' and person is not null
                        group by 1, 2, 3 order by 1, 2, 3""")
                .param("work", work.id())
                .query((row, number) -> new DeputiesTold.Steps(
                        row.getString("person"),
                        Set.of(row.getString("lane").split(" ")),
                        row.getString("area"),
                        row.getInt("many")))
                .list();
        deputies.tellOfMany("bulk:" + work.id(), given, work.by());
    }

    /** Whose steps nobody had. */
    private void groups(BulkWork work) {
        jdbc.sql("""
                        select lane, area, count(*) many from bulk_item
                        where work = :work and state = 'DONE' and holder is null group by 1, 2 order by 1, 2""").param("work", work.id()).query(row -> {
            Set<Group> groups = Arrays.stream(row.getString("lane").split(" "))
                    .map(Group::of)
                    .collect(Collectors.toSet());
            String area = row.getString("area");
            String place = row.getString("lane") + "@" + (area == null ? "" : area);
            tell(work, "task.bulk.nudged", place, groups, Set.of(), area, row.getInt("many"));
        });
    }

    private void tell(
            BulkWork work,
            String kind,
            String key,
            Set<Group> groups,
            Set<String> people,
            @Nullable String area,
            int many) {
        notices.tell(new Notice(
                kind,
                "bulk:" + work.id() + ":" + kind + ":" + key,
                groups,
                people,
                area,
                Map.of("count", Integer.toString(many)),
                people.isEmpty() ? "/tasks?view=unassigned" : "/tasks?view=mine",
                false,
                Set.of(Notice.Channel.IN_APP)));
    }
}
