package care.nearkin.notification;

import java.util.Set;

/**
 * The words of one kind of notice or message, as the office may put them.
 *
 * @param key such as {@code notice.task.assigned}
 * @param titled a message by telephone has no title
 * @param places what may be filled in: what the original fills in, in either language
 */
record Template(String key, boolean titled, Set<String> places) {

    static final String MESSAGE = "message.";

    /** May go by telephone, where length costs. */
    boolean spoken() {
        return key.startsWith(MESSAGE);
    }

    String titleKey() {
        return key + ".title";
    }

    String bodyKey() {
        return key + (spoken() ? ".text" : ".body");
    }

    /** Title and body in one language; the title is empty where there is none. */
    record Text(String title, String body) {}
}
