package care.nearkin.signal;

import care.nearkin.kernel.Csv;
import care.nearkin.kernel.CsvTable;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import care.nearkin.people.Residents;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Registers devices from a table, each row by itself: good rows are registered, bad ones are reported and change nothing.
 * A check does the same and keeps none of it.
 */
@Service
class DeviceImport {

    static final String HEAD = "key,kind,resident,room,gateway,power,sleeping,report_interval,area,map,commands";
    private static final Set<String> COLUMNS = Set.of(HEAD.split(","));
    private static final Set<String> YES = Set.of("true", "yes", "1", "是");
    private static final Set<String> NO = Set.of("", "false", "no", "0", "否");
    private static final int MOST_ROWS = 5000;

    /** What became of a row; {@code number} as spreadsheets count, the head being 1. */
    record Line(
            int number,
            String key,
            boolean good,
            boolean known,
            @Nullable String fault) {}

    private final Devices devices;
    private final Residents residents;
    private final Words words;
    private final PlatformTransactionManager transactions;

    DeviceImport(Devices devices, Residents residents, Words words, PlatformTransactionManager transactions) {
        this.devices = devices;
        this.residents = residents;
        this.words = words;
        this.transactions = transactions;
    }

    List<Line> run(String text, boolean keep) {
        CsvTable table = CsvTable.read(text, name -> name.toLowerCase(Locale.ROOT), COLUMNS, MOST_ROWS)
                .with("key", "kind");
        List<Line> lines = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Csv.Row row : table.rows()) {
            lines.add(line(row.number(), new Cells(table.head(), row.cells()), seen, keep));
        }
        return lines;
    }

    private Line line(int number, Cells cells, Set<String> seen, boolean keep) {
        String key = cells.get("key");
        try {
            if (!seen.add(key)) {
                throw Refusal.invalid("key", "web.csv.keyTwice");
            }
            Boolean known = new TransactionTemplate(transactions).execute(status -> {
                boolean before = devices.find(key).isPresent();
                devices.put(key, cells.form().registration(residents));
                if (!keep) {
                    status.setRollbackOnly();
                }
                return before;
            });
            return new Line(number, key, true, Boolean.TRUE.equals(known), null);
        } catch (Refusal refusal) {
            return new Line(number, key, false, false, fault(refusal));
        }
    }

    private String fault(Refusal refusal) {
        String said = words.say(refusal.words(), refusal.arguments().toArray());
        String field = refusal.field();
        return field == null ? said : words.say("web.csv.column", Csv.column(field), said);
    }

    /** A row by its columns' names. */
    private record Cells(List<String> head, List<String> row) {

        String get(String name) {
            int at = head.indexOf(name);
            return at < 0 || at >= row.size() ? "" : row.get(at);
        }

        DeviceForm form() {
            return new DeviceForm(
                    get("key"),
                    get("kind"),
                    get("resident"),
                    get("room"),
                    get("gateway"),
                    get("power"),
                    flag(get("sleeping")),
                    get("report_interval"),
                    get("map"),
                    get("area"),
                    words(get("commands")));
        }

        /** Parted by blanks. */
        private static Set<String> words(String text) {
            return text.isBlank() ? Set.of() : Set.of(text.strip().split("\\s+"));
        }

        private static boolean flag(String text) {
            String plain = text.toLowerCase(Locale.ROOT);
            if (!YES.contains(plain) && !NO.contains(plain)) {
                throw Refusal.invalid("sleeping", "signal.refusal.flag");
            }
            return YES.contains(plain);
        }
    }
}
