package care.nearkin.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/** The sample's own small files: a heading line, commas that never occur inside a value, remarks after #. */
final class Csv {

    private Csv() {}

    /** One line, read by the names in the heading. */
    record Line(List<String> heading, List<String> values) {

        String need(String column) {
            String value = get(column);
            if (value == null) {
                throw new IllegalStateException("The sample has no " + column + " in " + values.get(0));
            }
            return value;
        }

        @Nullable
        String get(String column) {
            int at = heading.indexOf(column);
            if (at < 0) {
                throw new IllegalStateException("The sample has no column " + column);
            }
            String value = values.get(at);
            return value.isEmpty() ? null : value;
        }

        boolean yes(String column) {
            return need(column).equals("yes");
        }
    }

    static List<Line> read(String name) {
        try {
            List<List<String>> lines = new ClassPathResource("sample/" + name)
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> List.of(line.split(",", -1)))
                    .toList();
            List<String> heading = lines.get(0);
            return lines.stream()
                    .skip(1)
                    .map(values -> line(name, heading, values))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line line(String name, List<String> heading, List<String> values) {
        if (values.size() != heading.size()) {
            throw new IllegalStateException(name + ": " + values.get(0) + " has " + values.size() + " values");
        }
        return new Line(heading, values);
    }
}
