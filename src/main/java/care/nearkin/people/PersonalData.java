package care.nearkin.people;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a module holds on one resident, for the copy of her data that she may ask for (个人信息保护法 45). Each module that
 * holds something has a bean; {@link #order} says where its chapter stands.
 */
public interface PersonalData {

    /** Empty chapters are left out. Called in a transaction, because what is opened for it is logged. */
    List<Chapter> of(long resident, Locale language);

    /** The record itself comes first (0), who looked at it last (100). */
    int order();

    /** What is too much for a page, or no text; asked for before it is written. */
    default List<Enclosed> files(long resident, Locale language) {
        return List.of();
    }

    /** A file of the copy, by its path in it; its content is fetched only while it is written. */
    record Enclosed(String path, Content content) {}

    /** Writes itself, whatever its length, without holding all of it. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** {@code name} is the same in every language; {@code title} is for people. */
    record Chapter(String name, String title, List<Part> parts) {

        public Chapter {
            parts = List.copyOf(parts);
        }
    }

    /** Something with a name and what is known of it; {@code lines} are what happened with it, oldest first. */
    record Part(String title, Map<String, String> values, List<String> lines) {

        public Part {
            values = new LinkedHashMap<>(values);
            lines = List.copyOf(lines);
        }

        public static Part of(String title, Map<String, String> values) {
            return new Part(title, values, List.of());
        }

        /** No value. */
        @Override
        public String toString() {
            return "Part[]";
        }
    }

    /** Collects what is known, in order; what is empty is left out. */
    final class Known {

        private final Map<String, String> values = new LinkedHashMap<>();

        public Known add(String label, @Nullable Object value) {
            if (value != null && !value.toString().isBlank()) {
                values.put(label, value.toString());
            }
            return this;
        }

        public Map<String, String> values() {
            return values;
        }
    }
}
