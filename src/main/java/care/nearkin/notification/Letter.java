package care.nearkin.notification;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something on its way out: a message, which has a key and an address, or a notice for one of the staff.
 *
 * @param over what a notice tells is no longer so
 * @param token the same at every attempt, so that whoever gets it twice can tell
 */
record Letter(
        long id,
        UUID token,
        Channel channel,
        @Nullable String key,
        String kind,
        Map<String, String> arguments,
        @Nullable String link,
        @Nullable String address,
        To.@Nullable Command command,
        @Nullable String language,
        @Nullable String staff,
        @Nullable String area,
        boolean urgent,
        boolean held,
        boolean over,
        Instant toldAt,
        int attempts,
        @Nullable Snag snag,
        @Nullable String detail,
        Instant nextTryAt) {

    /** One of the staff's day's work, told because it is hers: not what is urgent. */
    boolean ofTheDay() {
        return staff != null && !urgent && (kind.equals(Gathering.SEVERAL) || Happening.knows(kind));
    }

    boolean toStaff() {
        return staff != null;
    }

    /** Nothing personal. */
    @Override
    public String toString() {
        return channel + " " + id + " (" + kind + ")";
    }
}
