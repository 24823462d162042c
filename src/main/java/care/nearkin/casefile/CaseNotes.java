package care.nearkin.casefile;

import care.nearkin.access.Viewers;
import care.nearkin.kernel.Refusal;
import care.nearkin.notification.Notice;
import care.nearkin.notification.Notices;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people write down about a case of their own accord, sealed as all free text of a case; and whom they want to read it
 * (@): only who may open the case, so that a mention neither tells of it nor opens it to anybody.
 */
@Component
class CaseNotes {

    static final int LONGEST = 4_000;

    private final CaseFiles caseFiles;
    private final SeenCases seen;
    private final CaseAudience audience;
    private final NoteDrafts drafts;
    private final Notices notices;
    private final Viewers viewers;
    private final Clock clock;

    CaseNotes(
            CaseFiles caseFiles,
            SeenCases seen,
            CaseAudience audience,
            NoteDrafts drafts,
            Notices notices,
            Viewers viewers,
            Clock clock) {
        this.caseFiles = caseFiles;
        this.seen = seen;
        this.audience = audience;
        this.drafts = drafts;
        this.notices = notices;
        this.viewers = viewers;
        this.clock = clock;
    }

    /** Who may open this case, but the reader herself; by account, in the order of their names. */
    Map<String, String> readers(CaseFile file) {
        Map<String, String> readers = new LinkedHashMap<>(audience.of(file));
        readers.remove(viewers.current().name());
        return readers;
    }

    /** The first few of them in whose name, or at the beginning of whose account, this stands. */
    List<Map.Entry<String, String>> readers(CaseFile file, String part, int most) {
        String wanted = part.strip().toLowerCase(Locale.ROOT);
        return readers(file).entrySet().stream()
                .filter(one -> one.getValue().toLowerCase(Locale.ROOT).contains(wanted)
                        || one.getKey().toLowerCase(Locale.ROOT).startsWith(wanted))
                .limit(most)
                .toList();
    }

    /** As it is kept; a browser sends two characters for the end of a line. */
    static String plain(String text) {
        String plain = text.replace("\r\n", "\n").strip();
        if (plain.isEmpty() || plain.length() > LONGEST) {
            throw Refusal.invalid("text", "case.note.text", LONGEST);
        }
        return plain;
    }

    /** The draft of it is gone with it. */
    @Transactional
    void write(String number, String text, Collection<String> mentioned) {
        CaseFile file = seen.get(number);
        String plain = plain(text);
        Map<String, String> readers = readers(file);
        if (!readers.keySet().containsAll(mentioned)) {
            throw Refusal.invalid("mentioned", "case.note.mentioned");
        }
        Instant now = clock.instant();
        String names = mentioned.stream().distinct().map(readers::get).collect(Collectors.joining(" @", "@", ""));
        caseFiles.note(
                number,
                new CaseFiles.Entry(
                        mentioned.isEmpty() ? "case.note" : "case.note.for",
                        now,
                        viewers.current().name(),
                        mentioned.isEmpty() ? List.of() : List.of(" " + names),
                        plain));
        drafts.discard(number);
        if (!mentioned.isEmpty()) {
            notices.tell(new Notice(
                    "mentioned",
                    "note:" + number + ":" + viewers.current().name() + ":" + now.toEpochMilli(),
                    Set.of(),
                    Set.copyOf(mentioned),
                    file.area(),
                    Map.of("case", number),
                    "/cases/" + number,
                    false,
                    Set.of(Notice.Channel.IN_APP)));
        }
    }
}
