package care.nearkin.kernel;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A table that somebody brings, with a head whose columns are all known: what every import begins with. */
public record CsvTable(List<String> head, List<Csv.Row> rows) {

    /** {@code column} answers by which name a head is known; what is in no column would be lost, so it is refused. */
    public static CsvTable read(String text, UnaryOperator<String> column, Set<String> known, int most) {
        List<Csv.Row> rows = Csv.numbered(text);
        if (rows.size() < 2) {
            throw Refusal.invalid("csv", "web.csv.empty");
        }
        if (rows.size() > most + 1) {
            throw Refusal.invalid("csv", "web.csv.tooMany", most);
        }
        List<String> said = rows.get(0).cells();
        List<String> head = said.stream().map(column).toList();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < head.size(); i++) {
            if (!said.get(i).isEmpty() && !known.contains(head.get(i))) {
                throw Refusal.invalid("csv", "web.csv.noColumn", said.get(i));
            }
            if (!said.get(i).isEmpty() && !seen.add(head.get(i))) {
                throw Refusal.invalid("csv", "web.csv.columnTwice", said.get(i));
            }
        }
        return new CsvTable(head, rows.subList(1, rows.size()));
    }

    /** Refuses a table without a column that it cannot do without. */
    public CsvTable with(String... needed) {
        for (String name : needed) {
            if (!head.contains(name)) {
                throw Refusal.invalid("csv", "web.csv.needs", name);
            }
        }
        return this;
    }
}
