package care.nearkin.people;

import care.nearkin.kernel.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a page of a list ended: the last row and its place in the order. */
record ListCursor(long id, String place) {

    static String of(long id, String place) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((id + " " + place).getBytes(StandardCharsets.UTF_8));
    }

    static ListCursor read(String after) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8).split(" ", 2);
            long id = Long.parseLong(parts[0]);
            if (parts.length == 2 && parts[1].indexOf('\0') < 0) {
                return new ListCursor(id, parts[1]);
            }
        } catch (IllegalArgumentException e) {
            // refused below, like a cursor that is cut short
        }
        throw Refusal.invalid("after", "people.bad-cursor");
    }
}
