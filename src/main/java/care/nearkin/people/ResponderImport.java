package care.nearkin.people;

import care.nearkin.kernel.Csv;
import care.nearkin.kernel.CsvTable;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import care.nearkin.people.StoredResponders.Written;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Responders from a table, each row by itself: good rows are written down, bad ones are reported and change nothing. A check
 * does the same and keeps none of it. A column that is missing leaves what was known.
 */
@Service
class ResponderImport {

    static final String HEAD = "key,kind,name,skills,remark,hours,hours_in_words,area,estate,building,place,phone,mail,"
            + "language,staff,resident,matches";
    private static final Set<String> COLUMNS = Set.of(HEAD.split(","));
    private static final int MOST_ROWS = 2000;

    /** What became of a row; {@code number} as spreadsheets count, the head being 1. */
    record Line(
            int number,
            String key,
            boolean good,
            boolean known,
            @Nullable String fault) {}

    private final ServedResponders responders;
    private final Residents residents;
    private final Words words;
    private final PlatformTransactionManager transactions;

    ResponderImport(
            ServedResponders responders, Residents residents, Words words, PlatformTransactionManager transactions) {
        this.responders = responders;
        this.residents = residents;
        this.words = words;
        this.transactions = transactions;
    }

    List<Line> run(String text, boolean keep) {
        CsvTable table = CsvTable.read(text, name -> name.toLowerCase(Locale.ROOT), COLUMNS, MOST_ROWS)
                .with("key");
        List<Line> lines = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Csv.Row row : table.rows()) {
            lines.add(line(row.number(), new ResponderCells(table.head(), row.cells()), seen, keep));
        }
        return lines;
    }

    private Line line(int number, ResponderCells cells, Set<String> seen, boolean keep) {
        String key = Objects.requireNonNullElse(cells.get("key"), "");
        try {
            Checks.key(key);
            if (!seen.add(key)) {
                throw Refusal.invalid("key", "web.csv.keyTwice");
            }
            Written written = new TransactionTemplate(transactions).execute(status -> {
                Written row = responders.change(key, "import", before -> cells.put(key, before, residents::idOf));
                if (!keep) {
                    status.setRollbackOnly();
                }
                return row;
            });
            return new Line(number, key, true, written != null && !written.created(), null);
        } catch (Refusal refusal) {
            return new Line(number, key, false, false, fault(refusal));
        }
    }

    private String fault(Refusal refusal) {
        String said = words.say(refusal.words(), refusal.arguments().toArray());
        String field = refusal.field();
        return field == null ? said : words.say("web.csv.column", Csv.column(field), said);
    }
}
