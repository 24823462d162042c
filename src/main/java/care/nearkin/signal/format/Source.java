package care.nearkin.signal.format;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One place where messages come from, as configured: the name is the first half of its devices' keys. {@code zone} is
 * for formats that write local time without one.
 */
public record Source(
        String name,
        String format,
        List<String> topics,
        @Nullable String base,
        @Nullable ZoneId zone) {

    public Source {
        topics = List.copyOf(topics);
    }

    public String deviceKey(String device) {
        return name + ":" + device;
    }

    /** The topic after the base topic; the whole topic where no base is configured. */
    String below(String topic) {
        if (base == null || base.isEmpty()) {
            return topic;
        }
        return topic.startsWith(base + "/") ? topic.substring(base.length() + 1) : topic;
    }
}
