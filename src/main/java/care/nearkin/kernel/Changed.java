package care.nearkin.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that open pages show has changed; published inside the transaction, sent to browsers after commit. {@code area}:
 * only who serves it is told, null is everybody.
 */
public record Changed(String topic, @Nullable String area) {

    public static final String ALARMS = "alarms";
    public static final String TASKS = "tasks";
    public static final String SIGNALS = "signals";
    public static final String NOTICES = "notices";

    /** All of them; a page's event stream has to name what it listens for. */
    public static final List<String> TOPICS = List.of(ALARMS, TASKS, SIGNALS, NOTICES);

    /** In nobody's area, in several, or it is not known in which. */
    public Changed(String topic) {
        this(topic, null);
    }
}
