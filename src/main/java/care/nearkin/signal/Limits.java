package care.nearkin.signal;

import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Slice;

/** How much one call may ask for. */
final class Limits {

    private Limits() {}

    static int checked(int limit) {
        if (limit < 1 || limit > Slice.MOST) {
            throw Refusal.invalid("limit", "signal.refusal.limit", Slice.MOST);
        }
        return limit;
    }
}
