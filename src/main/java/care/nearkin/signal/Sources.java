package care.nearkin.signal;

import care.nearkin.signal.format.Source;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where messages come from, as configured under {@code nearkin.sources}. */
@ConfigurationProperties("nearkin")
record Sources(@DefaultValue List<Source> sources) {

    Sources {
        sources = List.copyOf(sources);
        Set<String> names = new HashSet<>();
        for (Source source : sources) {
            if (!source.name().matches("[a-z0-9][a-z0-9_-]*")) {
                throw new IllegalArgumentException(
                        "nearkin.sources: a source's name is small letters, digits and -, not " + source.name());
            }
            if (!names.add(source.name())) {
                throw new IllegalArgumentException("nearkin.sources: two sources are named " + source.name());
            }
        }
    }

    Optional<Source> named(String name) {
        return sources.stream().filter(source -> source.name().equals(name)).findFirst();
    }

    /** The first source whose filters cover the topic. */
    Optional<Source> of(String topic) {
        return sources.stream()
                .filter(source -> source.topics().stream().anyMatch(filter -> covers(filter, topic)))
                .findFirst();
    }

    List<String> topics() {
        return sources.stream()
                .flatMap(source -> source.topics().stream())
                .distinct()
                .toList();
    }

    static boolean covers(String filter, String topic) {
        String[] wanted = filter.split("/", -1);
        String[] given = topic.split("/", -1);
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals("#")) {
                return true;
            }
            if (i >= given.length || !wanted[i].equals("+") && !wanted[i].equals(given[i])) {
                return false;
            }
        }
        return wanted.length == given.length;
    }

    /** Whether this is an MQTT topic filter: {@code +} a whole level, {@code #} the last one. */
    static boolean filter(String text) {
        return text.length() <= 200 && text.matches("(?:(?:\\+|[^+#/\\p{Cntrl}]*)/)*(?:\\+|#|[^+#/\\p{Cntrl}]+)");
    }
}
