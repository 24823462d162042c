package care.nearkin.worklist;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One thing that a supervisor does with many steps; {@code people} are who gets them, where they are distributed. */
public record BulkWork(
        long id,
        String by,
        Kind kind,
        List<String> people,
        @Nullable String why,
        Locale language,
        State state,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    public enum Kind {
        DISTRIBUTE,
        RELEASE,
        NUDGE
    }

    public enum State {
        DRAFT,
        RUNNING,
        DONE,
        CANCELLED
    }

    public enum ItemState {
        WAITING,
        DONE,
        LEFT,
        REFUSED,
        CANCELLED
    }

    /** A step of it: {@code person} gets it, {@code holder} had it before; {@code out} says why nothing was done with it. */
    public record Item(
            int position,
            String task,
            String caseNumber,
            @Nullable String area,
            @Nullable Long resident,
            String name,
            @Nullable String person,
            @Nullable String holder,
            ItemState state,
            @Nullable Out out,
            @Nullable Instant doneAt) {}

    /** Words key and its arguments. */
    public record Out(String why, List<String> arguments) {

        static Out of(String why, String... arguments) {
            return new Out(why, List.of(arguments));
        }
    }

    public boolean draft() {
        return state == State.DRAFT;
    }

    public boolean running() {
        return state == State.RUNNING;
    }

    public boolean distributes() {
        return kind == Kind.DISTRIBUTE;
    }
}
