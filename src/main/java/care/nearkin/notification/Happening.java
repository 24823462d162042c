package care.nearkin.notification;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What befalls one of the staff in a day's work, and she may want to be told of elsewhere than at the bell. */
enum Happening {
    ASSIGNED(
            "task.assigned",
            "task.handed-over",
            "task.delegated",
            "task.sent-back",
            "task.sign-asked",
            "task.time-asked",
            "task.pause-asked",
            "task.nudged",
            "task.for-absent",
            "task.bulk.given",
            "task.bulk.for-absent",
            "task.bulk.nudged"),
    NEAR_DUE("task.near-due", "task.near-due-absent", "task.awake"),
    MENTIONED("mentioned", "task.copied", "case.named"),
    ANSWERED(
            "answered",
            "task.answered",
            "task.given-back",
            "task.sign-agreed",
            "task.sign-refused",
            "task.time-agreed",
            "task.time-refused",
            "task.pause-agreed",
            "task.pause-refused");

    private final Set<String> kinds;

    Happening(String... kinds) {
        this.kinds = Set.of(kinds);
    }

    Set<String> kinds() {
        return kinds;
    }

    static boolean knows(String kind) {
        return Arrays.stream(values()).anyMatch(one -> one.kinds.contains(kind));
    }

    /** Empty for what is not a matter of anybody's wishes. */
    static Optional<Happening> of(Notice notice) {
        return Arrays.stream(values())
                .filter(one -> !notice.urgent() && one.kinds.contains(notice.kind()))
                .findFirst();
    }
}
