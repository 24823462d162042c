package care.nearkin.kernel;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A list as a file for a spreadsheet, written page by page as it is read, however long it is. */
public final class CsvDownload {

    /** Rows that are fetched at once. */
    public static final int A_PAGE = 500;

    private CsvDownload() {}

    /** The rows from this cursor on; null for the first. */
    public interface Rows {
        Slice<List<String>> after(@Nullable String cursor);
    }

    /** Refuses, if the first page does, before anything is sent. */
    public static void send(HttpServletResponse answer, String name, List<String> head, Rows rows) throws IOException {
        Slice<List<String>> page = rows.after(null);
        answer.setContentType("text/csv");
        answer.setCharacterEncoding(StandardCharsets.UTF_8.name());
        answer.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        PrintWriter out = answer.getWriter();
        out.print(Csv.MARK);
        out.print(Csv.line(head));
        page.items().forEach(row -> out.print(Csv.line(row)));
        for (String next = page.next(); next != null && !out.checkError(); next = page.next()) {
            page = rows.after(next);
            page.items().forEach(row -> out.print(Csv.line(row)));
        }
    }

    /** What is not known is an empty cell. */
    public static List<String> cells(@Nullable Object... values) {
        return Stream.of(values).map(value -> Objects.toString(value, "")).toList();
    }

    /** As spreadsheets read times, by the office's clock. */
    public static @Nullable String time(@Nullable Instant instant, Clock clock) {
        return instant == null
                ? null
                : DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
                        .withZone(clock.getZone())
                        .format(instant);
    }
}
