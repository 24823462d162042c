package care.nearkin.kernel;

import java.util.ArrayList;
import java.util.List;

/** Reads tables that people bring, as spreadsheets write them: comma or semicolon, quotes doubled inside quotes. */
public final class Csv {

    private Csv() {}

    public static List<List<String>> rows(String text) {
        String plain = text.startsWith("\ufeff") ? text.substring(1) : text;
        int end = plain.indexOf('\n');
        String head = end < 0 ? plain : plain.substring(0, end);
        char comma = head.indexOf(';') >= 0 && head.indexOf(',') < 0 ? ';' : ',';
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (quoted && c == '"' && i + 1 < plain.length() && plain.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == comma) {
                row.add(take(cell));
            } else if (!quoted && c == '\n') {
                row.add(take(cell));
                rows.add(row);
                row = new ArrayList<>();
            } else {
                cell.append(c);
            }
        }
        row.add(take(cell));
        rows.add(row);
        return rows.stream()
                .filter(cells -> cells.stream().anyMatch(c -> !c.isEmpty()))
                .toList();
    }

    private static String take(StringBuilder cell) {
        String text = cell.toString().strip();
        cell.setLength(0);
        return text;
    }
}
