package care.nearkin.casefile;

import care.nearkin.access.AccessLog;
import care.nearkin.access.Viewers;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Seal;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who wrote a note may correct it, nobody else: the line says what is right, and what it said before stays readable below,
 * for somebody may have acted on it.
 */
@Component
class NoteCorrections {

    private record Correction(long entry, String text, Instant at) {}

    private final JdbcClient jdbc;
    private final CasesByNumber cases;
    private final EntryRows entries;
    private final SeenCases seen;
    private final Viewers viewers;
    private final AccessLog accessLog;
    private final Seal seal;
    private final Clock clock;

    NoteCorrections(
            JdbcClient jdbc,
            CasesByNumber cases,
            EntryRows entries,
            SeenCases seen,
            Viewers viewers,
            AccessLog accessLog,
            Seal seal,
            Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.entries = entries;
        this.seen = seen;
        this.viewers = viewers;
        this.accessLog = accessLog;
        this.seal = seal;
        this.clock = clock;
    }

    /** One's own note as it reads now; of anybody else's, and of what is no note, "not found". */
    @Transactional
    TimelineEntry own(String number, long id) {
        seen.get(number);
        TimelineEntry note = entries.findByIdAndCaseId(id, cases.get(number).id())
                .map(row -> row.view(Map.of()))
                .filter(entry -> entry.noteOf(viewers.current().name()))
                .orElseThrow(() -> Refusal.notFound("case.note.gone"));
        accessLog.read("note", String.valueOf(id), number);
        return corrected(List.of(note)).get(0);
    }

    /** The same text once more corrects nothing. */
    @Transactional
    void correct(String number, long id, String text) {
        TimelineEntry note = own(number, id);
        String plain = CaseNotes.plain(text);
        if (plain.equals(note.text())) {
            return;
        }
        jdbc.sql("insert into note_correction (entry, text, at) values (:entry, :sealed, :now)")
                .param("entry", id)
                .param("sealed", seal.seal(plain, boundTo(id)))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        accessLog.wrote("note", String.valueOf(id), number + " corrected");
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
                .map(line -> corrections.containsKey(line.id()) ? corrected(line, corrections.get(line.id())) : line)
                .toList();
    }

    private static TimelineEntry corrected(TimelineEntry line, List<Correction> corrections) {
        List<TimelineEntry.Earlier> earlier = new ArrayList<>();
        String text = line.text() == null ? "" : line.text();
        for (Correction correction : corrections) {
            earlier.add(new TimelineEntry.Earlier(text, correction.at()));
            text = correction.text();
        }
        return line.corrected(text, earlier);
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
