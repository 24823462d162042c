package care.nearkin.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads tables that people bring and writes those that they take with them, as spreadsheets write them: comma, semicolon or
 * tab, quotes doubled inside quotes. Remarks
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

    /** A file as text: UTF-8 with or without Excel's mark, Excel's "Unicode text", and GB18030 where it is not UTF-8. */
    public static String text(byte[] file) {
        if (file.length > 1 && (file[0] & 0xff) == 0xff && (file[1] & 0xff) == 0xfe) {
            return new String(file, 2, file.length - 2, StandardCharsets.UTF_16LE);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(file, Charset.forName("GB18030"));
        }
    }

    /** Rows with something in them. */
    public static List<List<String>> rows(String text) {
        return numbered(text).stream().map(Row::cells).toList();
    }

    /** A row, and its number as spreadsheets count: remarks and empty rows too. */
    public record Row(int number, List<String> cells) {}

    /** Refuses a quote that is not closed where its cell ends, because it would swallow what follows. */
    public static List<Row> numbered(String text) {
        String plain = text.startsWith("\ufeff") ? text.substring(1) : text;
        String table = plain.replaceFirst("^(?:#[^\n]*\n)+", "");
        int above = lines(plain.substring(0, plain.length() - table.length()));
        int line = 1 + above;
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
        return IntStream.range(0, rows.size())
                .mapToObj(i -> new Row(above + i + 1, rows.get(i)))
                .filter(one -> one.cells().stream().anyMatch(c -> !c.isEmpty()))
                .toList();
    }

    /** The column that a field is written in: {@code reportInterval} in {@code report_interval}. */
    public static String column(String field) {
        return field.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static char comma(String table) {
        int end = table.indexOf('\n');
        String head = end < 0 ? table : table.substring(0, end);
        return head.indexOf(',') >= 0 ? ',' : head.indexOf(';') >= 0 ? ';' : head.indexOf('\t') >= 0 ? '\t' : ',';
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
