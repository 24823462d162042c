package care.nearkin.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Reads tables that people bring and writes those that they take with them, as spreadsheets write them: comma or semicolon, quotes doubled inside quotes. Remarks
 * after {@code #} may stand above the head.
 */
public final class Csv {

    /** Tells spreadsheets that the file is UTF-8. */
    public static final String MARK = "\ufeff";

    private Csv() {}

    /** One line with its end; what a spreadsheet would take for a formula is written as text. */
    public static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        String safe = text.matches("(?s)[=+\\-@\t\r].*") ? "'" + text : text;
        return safe.matches("(?s).*[\",\r\n;].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    /** Refuses a quote that is not closed where its cell ends, because it would swallow what follows. */
    public static List<List<String>> rows(String text) {
        String plain = text.startsWith("\ufeff") ? text.substring(1) : text;
        String table = plain.replaceFirst("^(?:#[^\n]*\n)+", "");
        int line = 1 + lines(plain.substring(0, plain.length() - table.length()));
        char comma = comma(table);
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        boolean closed = false;
        int opened = line;
        for (int i = 0; i < table.length(); i++) {
            char c = table.charAt(i);
            if (quoted && table.startsWith("\"\"", i)) {
                cell.append('"');
                i++;
            } else if (quoted && c == '"') {
                quoted = false;
                closed = true;
            } else if (quoted) {
                cell.append(c);
            } else if (c == comma || c == '\n') {
                row.add(take(cell));
                closed = false;
            } else if (closed && !Character.isWhitespace(c)) {
                throw unclosed(opened);
            } else if (c == '"' && cell.toString().isBlank()) {
                quoted = true;
                opened = line;
            } else {
                cell.append(c);
            }
            if (c == '\n') {
                line++;
            }
            if (c == '\n' && !quoted) {
                rows.add(row);
                row = new ArrayList<>();
            }
        }
        if (quoted) {
            throw unclosed(opened);
        }
        row.add(take(cell));
        rows.add(row);
        return rows.stream()
                .filter(cells -> cells.stream().anyMatch(c -> !c.isEmpty()))
                .toList();
    }

    /** The column that a field is written in: {@code reportInterval} in {@code report_interval}. */
    public static String column(String field) {
        return field.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static char comma(String table) {
        int end = table.indexOf('\n');
        String head = end < 0 ? table : table.substring(0, end);
        return head.indexOf(';') >= 0 && head.indexOf(',') < 0 ? ';' : ',';
    }

    private static int lines(String text) {
        return (int) text.chars().filter(c -> c == '\n').count();
    }

    private static Refusal unclosed(int line) {
        return Refusal.invalid("csv", "web.csv.unclosed", line);
    }

    private static String take(StringBuilder cell) {
        String text = cell.toString().strip();
        cell.setLength(0);
        return text;
    }
}
