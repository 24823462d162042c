package care.nearkin.casetype.alarm;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that somebody does for many cases of a storm: taking them, or one answer to the step they stand at. */
record StormWork(
        long id,
        long storm,
        String by,
        String taskKey,
        @Nullable String remark,
        State state,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    static final String TAKE = "Task_Acknowledge";

    enum State {
        DRAFT,
        RUNNING,
        DONE,
        CANCELLED
    }

    /** {@code why} is the words key of why a case was left out or refused. */
    record Item(
            String number,
            ItemState state,
            @Nullable String why,
            List<String> arguments,
            @Nullable Instant doneAt) {}

    enum ItemState {
        WAITING,
        DONE,
        LEFT,
        REFUSED,
        CANCELLED
    }

    /** Why a case is not worked together with the others. */
    record Out(String why, List<String> arguments) {

        static Out of(String why, String... arguments) {
            return new Out(why, List.of(arguments));
        }
    }

    public boolean takes() {
        return taskKey.equals(TAKE);
    }
}
