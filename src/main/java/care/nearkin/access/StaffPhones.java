package care.nearkin.access;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The work telephones of the staff: sealed, shown by a few digits, and written to only after a code that was sent there has
 * come back from the person herself.
 */
public interface StaffPhones {

    /**
     * As pages show it.
     *
     * @param codeUntil while a code is on its way that can still be entered
     */
    record Shown(String masked, boolean confirmed, @Nullable Instant codeUntil) {}

    /** A code, and the number that it has to be sent to. */
    record Code(String number, String code) {

        /** Neither the number nor the code. */
        @Override
        public String toString() {
            return "Code[]";
        }
    }

    /** What became of a code that somebody typed. */
    enum Answer {
        RIGHT,
        WRONG,
        /** It has expired, was tried too often, or there is none: a new one has to be asked for. */
        OVER
    }

    /** A new number has to be confirmed anew; null: none. */
    void enter(String name, @Nullable String number);

    Map<String, Shown> shown(Collection<String> names);

    default Optional<Shown> shown(String name) {
        return Optional.ofNullable(shown(Set.of(name)).get(name));
    }

    /** Who of these may be written to. */
    Set<String> confirmed(Collection<String> names);

    /** The number to write to; empty as long as nobody has shown that it is hers. */
    Optional<String> number(String name);

    /** Takes the place of an earlier code; refuses when there were too many for this person or this number. */
    Code newCode(String name);

    /** Each call counts as a try, whatever the caller's transaction comes to. */
    Answer confirm(String name, String code);
}
