package care.nearkin.notification;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What befalls one of the staff in a day's work, and she may want to be told of elsewhere than at the bell. */
enum Happening {
    ASSIGNED("task.assigned", "task.handed-over"),
    NEAR_DUE("task.near-due"),
    MENTIONED("mentioned"),
    ANSWERED("answered");

    private final Set<String> kinds;

    Happening(String... kinds) {
        this.kinds = Set.of(kinds);
    }

    /** Empty for what is not a matter of anybody's wishes. */
    static Optional<Happening> of(Notice notice) {
        return Arrays.stream(values())
                .filter(one -> !notice.urgent() && one.kinds.contains(notice.kind()))
                .findFirst();
    }
}
