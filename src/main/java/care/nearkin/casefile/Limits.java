package care.nearkin.casefile;

import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Slice;
import org.jspecify.annotations.Nullable;

/** Reads the cursor and the limit of a list call. */
final class Limits {

    private Limits() {}

    static int limit(int asked) {
        if (asked < 1 || asked > Slice.MOST) {
            throw Refusal.invalid("limit", "case.limit", Slice.MOST);
        }
        return asked;
    }

    static @Nullable String cursor(@Nullable String after) {
        if (after != null && !after.matches("\\d{1,18}")) {
            throw Refusal.invalid("after", "case.cursor");
        }
        return after;
    }
}
