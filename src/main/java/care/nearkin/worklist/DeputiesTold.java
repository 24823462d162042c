package care.nearkin.worklist;

import care.nearkin.access.Group;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.duty.Deputies;
import care.nearkin.notification.Notice;
import care.nearkin.notification.Notices;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells who stands in for somebody absent what that one has to do now: only what she may take over herself, for standing in
 * opens nothing to her.
 */
@Component
class DeputiesTold {

    static final String FOR_ABSENT = "task.for-absent";
    private static final String FOR_ABSENT_MANY = "task.bulk.for-absent";
    static final String NEAR_DUE = "task.near-due-absent";

    private final Deputies deputies;
    private final Viewers viewers;
    private final Notices notices;

    DeputiesTold(Deputies deputies, Viewers viewers, Notices notices) {
        this.deputies = deputies;
        this.viewers = viewers;
        this.notices = notices;
    }

    /**
     * @param key of what the absent one was told
     * @param by who does it, and knows
     */
    void tell(WorkItem item, String kind, String key, String absent, String by) {
        deputyOf(absent, by)
                .filter(viewer -> mayTakeOver(viewer, item.groups(), item.area()))
                .ifPresent(viewer -> notices.tell(new Notice(
                        kind,
                        key + ":deputy:" + viewer.name(),
                        Set.of(),
                        Set.of(viewer.name()),
                        item.area(),
                        Map.of("case", item.caseNumber(), "task", item.name()),
                        "/tasks/" + item.id(),
                        false,
                        Set.of(Notice.Channel.IN_APP))));
    }

    /** Steps of the same groups in the same area that came to somebody together. */
    record Steps(String to, Set<String> groups, @Nullable String area, int many) {}

    /** Once, for however many she stands in. */
    void tellOfMany(String key, List<Steps> given, String by) {
        Map<Viewer, Integer> counts = new LinkedHashMap<>();
        Map<String, Optional<Viewer>> standIns = new HashMap<>();
        for (Steps some : given) {
            standIns.computeIfAbsent(some.to(), absent -> deputyOf(absent, by))
                    .filter(viewer -> mayTakeOver(viewer, some.groups(), some.area()))
                    .ifPresent(viewer -> counts.merge(viewer, some.many(), Integer::sum));
        }
        counts.forEach((viewer, many) -> notices.tell(new Notice(
                FOR_ABSENT_MANY,
                key + ":" + FOR_ABSENT_MANY + ":" + viewer.name(),
                Set.of(),
                Set.of(viewer.name()),
                null,
                Map.of("count", Integer.toString(many)),
                "/tasks?view=mine",
                false,
                Set.of(Notice.Channel.IN_APP))));
    }

    private Optional<Viewer> deputyOf(String absent, String by) {
        return deputies.deputyOf(absent).filter(name -> !name.equals(by)).flatMap(viewers::of);
    }

    private static boolean mayTakeOver(Viewer viewer, Collection<String> groups, @Nullable String area) {
        return viewer.serves(area)
                && (viewer.in(Group.SUPERVISOR)
                        || viewer.groups().stream().map(Group::key).anyMatch(groups::contains));
    }
}
