package care.nearkin.signal.format;

import java.util.Optional;

/** One message format: a pure function from a message to what the device reported, and what its fields mean. */
public interface Format {

    /** As sources name it in the configuration. */
    String name();

    Understood read(Message message, Source source);

    /** Empty for a field that says nothing by itself. */
    Optional<Meaning> meaning(String field);

    /** Whether a message may speak of several devices; all messages of such a source are then handled in their order. */
    default boolean severalDevices() {
        return false;
    }
}
