package care.nearkin.casefile;

import care.nearkin.access.AccessLog;
import care.nearkin.access.Viewers;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Seal;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The note that somebody is writing about a case, sealed for this case and this person, on any computer she goes on at. */
@Component
class NoteDrafts {

    private static final Logger log = LoggerFactory.getLogger(NoteDrafts.class);

    record Draft(String text, Instant savedAt) {}

    private final JdbcClient jdbc;
    private final SeenCases seen;
    private final Viewers viewers;
    private final AccessLog accessLog;
    private final Seal seal;
    private final Clock clock;

    NoteDrafts(JdbcClient jdbc, SeenCases seen, Viewers viewers, AccessLog accessLog, Seal seal, Clock clock) {
        this.jdbc = jdbc;
        this.seen = seen;
        this.viewers = viewers;
        this.accessLog = accessLog;
        this.seal = seal;
        this.clock = clock;
    }

    /** Replaces what was kept before; nothing typed is no draft. */
    @Transactional
    @Nullable
    Instant keep(String number, String text) {
        seen.get(number);
        if (text.length() > CaseNotes.LONGEST) {
            throw Refusal.invalid("text", "case.note.text", CaseNotes.LONGEST);
        }
        if (text.isBlank()) {
            discard(number);
            return null;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        jdbc.sql("""
                        insert into note_draft (case_number, person, text, saved_at) values (:number, :person, :sealed, :now)
                        on conflict (case_number, person) do update set text = :sealed, saved_at = :now""")
                .param("number", number)
                .param("person", me())
                .param("sealed", seal.seal(text, boundTo(number)))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        return now;
    }

    @Transactional
    Optional<Draft> mine(String number) {
        return jdbc.sql("select text, saved_at from note_draft where case_number = :number and person = :person")
                .param("number", number)
                .param("person", me())
                .query((row, nth) -> new Draft(
                        row.getString("text"),
                        row.getObject("saved_at", OffsetDateTime.class).toInstant()))
                .optional()
                .flatMap(kept -> open(number, kept));
    }

    private Optional<Draft> open(String number, Draft kept) {
        try {
            Draft draft = new Draft(seal.open(kept.text(), boundTo(number)), kept.savedAt());
            accessLog.read("note-draft", number);
            return Optional.of(draft);
        } catch (Seal.Broken broken) {
            log.warn("The draft of {} for {} cannot be opened: {}", me(), number, broken.getMessage());
            return Optional.empty();
        }
    }

    void discard(String number) {
        jdbc.sql("delete from note_draft where case_number = :number and person = :person")
                .param("number", number)
                .param("person", me())
                .update();
    }

    int discardOld(Instant before, int most) {
        return jdbc.sql("""
                        delete from note_draft where (case_number, person) in (
                            select case_number, person from note_draft
                            where saved_at < :before order by saved_at limit :most)""")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .update();
    }

    private String me() {
        return viewers.current().name();
    }

    private String boundTo(String number) {
        return "note draft " + number + " " + me();
    }
}
