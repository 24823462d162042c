package care.nearkin.casefile;

import care.nearkin.access.AccessLog;
import care.nearkin.access.Viewers;
import care.nearkin.kernel.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who wrote a note may correct it, nobody else: the line says what is right, and what it said before stays readable below,
 * for somebody may have acted on it.
 */
@Component
class NoteCorrections {

    private final NoteCorrectionRows rows;
    private final CasesByNumber cases;
    private final EntryRows entries;
    private final SeenCases seen;
    private final Viewers viewers;
    private final AccessLog accessLog;
    private final Clock clock;

    NoteCorrections(
            NoteCorrectionRows rows,
            CasesByNumber cases,
            EntryRows entries,
            SeenCases seen,
            Viewers viewers,
            AccessLog accessLog,
            Clock clock) {
        this.rows = rows;
        this.cases = cases;
        this.entries = entries;
        this.seen = seen;
        this.viewers = viewers;
        this.accessLog = accessLog;
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
        return rows.corrected(List.of(note)).get(0);
    }

    /** The same text once more corrects nothing. */
    @Transactional
    void correct(String number, long id, String text) {
        TimelineEntry note = own(number, id);
        String plain = CaseNotes.plain(text);
        if (!plain.equals(note.text())) {
            rows.add(id, plain, clock.instant());
            accessLog.wrote("note", String.valueOf(id), number + " corrected");
        }
    }
}
