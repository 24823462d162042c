package care.nearkin.casefile;

import care.nearkin.kernel.Seal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Corrections of notes as they lie in their table: added to, never changed; each sealed for its note. */
@Repository
class NoteCorrectionRows {

    private record Correction(long entry, String text, Instant at) {}

    private final JdbcClient jdbc;
    private final Seal seal;

    NoteCorrectionRows(JdbcClient jdbc, Seal seal) {
        this.jdbc = jdbc;
        this.seal = seal;
    }

    void add(long entry, String text, Instant now) {
        jdbc.sql("insert into note_correction (entry, text, at) values (:entry, :sealed, :now)")
                .param("entry", entry)
                .param("sealed", seal.seal(text, boundTo(entry)))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** These lines, those of notes with their corrections: one question to the database, and none where there is no note. */
    List<TimelineEntry> corrected(List<TimelineEntry> lines) {
        List<Long> notes = lines.stream()
                .filter(TimelineEntry::note)
                .map(TimelineEntry::id)
                .toList();
        if (notes.isEmpty()) {
            return lines;
        }
        Map<Long, List<Correction>> corrections = of(notes).stream().collect(Collectors.groupingBy(Correction::entry));
        return lines.stream()
                .map(line -> corrected(line, corrections.getOrDefault(line.id(), List.of())))
                .toList();
    }

    private static TimelineEntry corrected(TimelineEntry line, List<Correction> corrections) {
        TimelineEntry now = line;
        List<TimelineEntry.Earlier> earlier = new ArrayList<>();
        for (Correction correction : corrections) {
            earlier.add(new TimelineEntry.Earlier(now.text() == null ? "" : now.text(), correction.at()));
            now = now.corrected(correction.text(), earlier);
        }
        return now;
    }

    private List<Correction> of(Collection<Long> notes) {
        return jdbc.sql("select entry, text, at from note_correction where entry = any(:notes) order by entry, id")
                .param("notes", notes.toArray(Long[]::new))
                .query((row, nth) -> new Correction(
                        row.getLong("entry"),
                        seal.open(row.getString("text"), boundTo(row.getLong("entry"))),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static String boundTo(long entry) {
        return "note " + entry;
    }
}
