package care.nearkin.notification;

import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Slice;
import care.nearkin.kernel.Words;
import care.nearkin.notification.Template.Text;
import care.nearkin.notification.Wordings.Version;
import java.nio.charset.StandardCharsets;
import java.text.Collator;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All templates as a list shows them. They are files of the program, a hundred or two, and so sorted here. */
@Component
class TemplateList {

    enum Order {
        KEY,
        WORDS,
        /** What was changed last comes first. */
        CHANGED
    }

    /** Notices go to the staff, messages to people outside and to telephones. */
    enum Kind {
        NOTICE("notice."),
        MESSAGE(Template.MESSAGE);

        private final String beginning;

        Kind(String beginning) {
            this.beginning = beginning;
        }
    }

    record Wanted(
            String text,
            @Nullable Kind kind,
            @Nullable Boolean changed,
            Order order,
            @Nullable String after) {}

    /** A version is null where the original holds and always did. */
    record Line(String key, String title, Map<String, @Nullable Version> versions, Instant at) {

        /** Whether it now reads otherwise than originally, in either language. */
        public boolean changed() {
            return versions.values().stream().anyMatch(one -> one != null && one.text() != null);
        }
    }

    private final Templates templates;
    private final Wordings wordings;

    TemplateList(Templates templates, Wordings wordings) {
        this.templates = templates;
        this.wordings = wordings;
    }

    Slice<Line> page(Wanted wanted, Locale reader, int limit) {
        Map<String, Version> current = wordings.current();
        Comparator<Line> order = order(wanted.order(), reader);
        String after = wanted.after();
        Line last = after == null ? null : last(wanted.order(), after);
        List<Line> lines = templates.after("").stream()
                .map(one -> line(one, reader, current))
                .filter(line -> fits(line, wanted))
                .filter(line -> last == null || order.compare(line, last) > 0)
                .sorted(order)
                .limit(limit + 1L)
                .toList();
        return Slice.of(lines, limit, line -> cursor(wanted.order(), line));
    }

    private Line line(Template template, Locale reader, Map<String, Version> current) {
        Map<String, @Nullable Version> versions = new HashMap<>();
        Instant at = Instant.EPOCH;
        for (Locale language : Words.LANGUAGES) {
            Version version = current.get(Wordings.of(template.key(), language));
            versions.put(language.getLanguage(), version);
            if (version != null && version.at().isAfter(at)) {
                at = version.at();
            }
        }
        Text office = wordings.text(template.key(), reader);
        Text text = office == null ? templates.original(template, reader) : office;
        return new Line(template.key(), template.titled() ? text.title() : text.body(), versions, at);
    }

    private static boolean fits(Line line, Wanted wanted) {
        Kind kind = wanted.kind();
        String words = (line.key() + " " + line.title()).toLowerCase(Locale.ROOT);
        return words.contains(wanted.text().strip().toLowerCase(Locale.ROOT))
                && (kind == null || line.key().startsWith(kind.beginning))
                && (wanted.changed() == null || wanted.changed() == line.changed());
    }

    private static Comparator<Line> order(Order order, Locale reader) {
        Comparator<Line> byKey = Comparator.comparing(Line::key);
        return switch (order) {
            case KEY -> byKey;
            case WORDS ->
                Comparator.comparing(Line::title, Collator.getInstance(reader)::compare)
                        .thenComparing(byKey);
            case CHANGED -> Comparator.comparing(Line::at).reversed().thenComparing(byKey);
        };
    }

    private static String cursor(Order order, Line line) {
        String sorted = order == Order.CHANGED ? line.at().toString() : order == Order.WORDS ? line.title() : "";
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((line.key() + '\n' + sorted).getBytes(StandardCharsets.UTF_8));
    }

    private static Line last(Order order, String cursor) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\n", 2);
            Instant at = order == Order.CHANGED ? Instant.parse(parts[1]) : Instant.EPOCH;
            return new Line(parts[0], parts[1], Map.of(), at);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException unknown) {
            throw Refusal.invalid("after", "access.cursor");
        }
    }
}
