package care.nearkin.people;

import care.nearkin.kernel.Csv;
import care.nearkin.kernel.CsvTable;
import care.nearkin.kernel.Words;
import care.nearkin.people.Residents.Put;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How residents stand in a table: its columns by name or by their heads in every language. */
@Component
class ResidentTable {

    static final int MOST_CONTACTS = 5;

    /** Stands in the file of faulty rows, which may be brought again as it is. */
    static final String FAULT = "fault";

    private static final int MOST_ROWS = 50_000;
    private static final List<String> OWN = List.of(
            "key",
            "name",
            "birth_date",
            "sex",
            "kind",
            "number",
            "lives_alone",
            "risk",
            "mobility",
            "moves",
            "area",
            "community",
            "estate",
            "building",
            "unit",
            "room",
            "text",
            "home",
            "mobile",
            "device",
            "health",
            "key_place",
            "note");
    private static final List<String> CONTACT =
            List.of("name", "relation", "place", "phone", "mail", "has_key", "language");
    private static final Map<String, Function<Put, @Nullable Object>> PARTS = parts();

    private final Words words;
    private final Map<String, String> columns = new LinkedHashMap<>();

    ResidentTable(Words words) {
        this.words = words;
        for (String column : names()) {
            columns.put(column, column);
            for (Locale language : Words.LANGUAGES) {
                columns.put(plain(said(language, column)), column);
            }
        }
    }

    /** As people fill it in, in the reader's language. */
    String template(Locale language) {
        return Csv.MARK
                + Csv.line(OWN_AND_TWO_CONTACTS.stream()
                        .map(column -> said(language, column))
                        .toList());
    }

    CsvTable read(String text) {
        return CsvTable.read(
                text, head -> columns.getOrDefault(plain(head), plain(head)), Set.copyOf(names()), MOST_ROWS);
    }

    /** What a column is called on the head of a table. */
    String said(Locale language, String column) {
        int cut = column.indexOf('_');
        return column.startsWith("contact")
                ? words.say(
                        language,
                        "people.column.contact_" + column.substring(cut + 1),
                        column.substring("contact".length(), cut))
                : words.say(language, "people.column." + column);
    }

    /** In which columns the two differ. */
    static List<String> changes(@Nullable Put before, Put after) {
        List<String> changes = new ArrayList<>();
        PARTS.forEach((column, part) -> {
            if (before != null && !Objects.equals(part.apply(before), part.apply(after))) {
                changes.add(column);
            }
        });
        return changes;
    }

    private static final List<String> OWN_AND_TWO_CONTACTS = names().stream()
            .filter(column -> !column.matches("contact[3-9].*|" + FAULT))
            .toList();

    private static Set<String> names() {
        Set<String> names = new LinkedHashSet<>(OWN);
        for (int i = 1; i <= MOST_CONTACTS; i++) {
            for (String part : CONTACT) {
                names.add("contact" + i + "_" + part);
            }
        }
        names.add(FAULT);
        return names;
    }

    private static Map<String, Function<Put, @Nullable Object>> parts() {
        Map<String, Function<Put, @Nullable Object>> parts = new LinkedHashMap<>();
        parts.put("name", Put::name);
        parts.put("birth_date", Put::birthDate);
        parts.put("sex", Put::sex);
        parts.put("number", Put::identity);
        parts.put("lives_alone", Put::livesAlone);
        parts.put("risk", Put::risk);
        parts.put("mobility", Put::mobility);
        parts.put("moves", Put::moves);
        parts.put("text", Put::address);
        parts.put("home", put -> put.phones().home());
        parts.put("mobile", put -> put.phones().mobile());
        parts.put("device", put -> put.phones().device());
        parts.put("health", Put::health);
        parts.put("key_place", Put::keyPlace);
        parts.put("note", Put::note);
        parts.put("contacts", Put::contacts);
        return parts;
    }

    private static String plain(String head) {
        return SearchText.plain(head).replace(' ', '_');
    }
}
