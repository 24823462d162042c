package care.nearkin.kernel;

import java.util.List;

/** Something that open pages show has changed; published inside the transaction, sent to browsers after commit. */
public record Changed(String topic) {

    public static final String ALARMS = "alarms";
    public static final String TASKS = "tasks";
    public static final String SIGNALS = "signals";
    public static final String NOTICES = "notices";

    /** All of them; a page's event stream has to name what it listens for. */
    public static final List<String> TOPICS = List.of(ALARMS, TASKS, SIGNALS, NOTICES);
}
