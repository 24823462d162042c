package care.nearkin.worklist;

import care.nearkin.access.Group;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.duty.Deputies;
import care.nearkin.notification.Notice;
import care.nearkin.notification.Notices;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Tells who stands in for somebody absent what that one has to do now: only what she may take over herself, for standing in
 * opens nothing to her.
 */
@Component
class DeputiesTold {

    static final String FOR_ABSENT = "task.for-absent";
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
        Optional<Viewer> deputy = deputies.deputyOf(absent)
                .filter(name -> !name.equals(by))
                .flatMap(viewers::of)
                .filter(viewer -> viewer.serves(item.area()) && mayTakeOver(viewer, item));
        deputy.ifPresent(viewer -> notices.tell(new Notice(
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

    private static boolean mayTakeOver(Viewer viewer, WorkItem item) {
        return viewer.in(Group.SUPERVISOR)
                || viewer.groups().stream().map(Group::key).anyMatch(item.groups()::contains);
    }
}
