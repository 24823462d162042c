package care.nearkin.kernel;

/** Something that open pages show has changed; published inside the transaction, sent to browsers after commit. */
public record Changed(String topic) {

    public static final String ALARMS = "alarms";
    public static final String TASKS = "tasks";
    public static final String SIGNALS = "signals";
    public static final String NOTICES = "notices";
}
