package care.nearkin.casefile;

import care.nearkin.access.Viewers;
import care.nearkin.kernel.Refusal;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Links that people draw between cases, both ways, with a reason on both timelines; and takes back. */
@Component
class CaseLinks {

    static final int LONGEST_WHY = 500;

    /** What people may say about two cases; what the program says of them itself nobody takes back. */
    enum Kind {
        RELATED,
        SAME_MATTER,
        FOLLOWS
    }

    /** {@code removable}: a person drew it. */
    record Shown(String number, String kind, boolean removable) {}

    private final LinkRows rows;
    private final CaseFiles caseFiles;
    private final SeenCases seen;
    private final Viewers viewers;
    private final Clock clock;

    CaseLinks(LinkRows rows, CaseFiles caseFiles, SeenCases seen, Viewers viewers, Clock clock) {
        this.rows = rows;
        this.caseFiles = caseFiles;
        this.seen = seen;
        this.viewers = viewers;
        this.clock = clock;
    }

    /** Only to cases that the reader may open: another one's existence is not told. */
    List<Shown> of(String number) {
        return caseFiles.links(number).stream()
                .filter(link -> seen.find(link.number()).isPresent())
                .map(link -> new Shown(link.number(), link.kind(), kind(link.kind()) != null))
                .toList();
    }

    @Transactional
    void link(String number, String typed, String kindName, String why) {
        seen.get(number);
        String other = typed.strip().toUpperCase(Locale.ROOT);
        Kind kind = kind(kindName);
        String because = because(why);
        if (kind == null) {
            throw Refusal.invalid("kind", "case.link.kind");
        }
        if (other.equals(number) || seen.find(other).isEmpty()) {
            throw Refusal.invalid("other", "case.link.other");
        }
        if (rows.existsById(new LinkRow.Key(number, other, kind.name()))) {
            throw Refusal.conflict("case.link.twice", other);
        }
        rows.save(new LinkRow(number, other, kind.name()));
        rows.save(new LinkRow(other, number, kind.name()));
        both(number, other, "case.linked.as", kind, because);
    }

    @Transactional
    void remove(String number, String other, String kindName, String why) {
        seen.get(number);
        Kind kind = kind(kindName);
        String because = because(why);
        LinkRow.Key key = new LinkRow.Key(number, other, kindName);
        if (kind == null && seen.find(other).isPresent() && rows.existsById(key)) {
            throw Refusal.conflict("case.link.kept");
        }
        if (kind == null || seen.find(other).isEmpty() || !rows.existsById(key)) {
            throw Refusal.notFound("case.link.gone");
        }
        rows.deleteById(key);
        rows.deleteById(new LinkRow.Key(other, number, kindName));
        both(number, other, "case.unlinked", kind, because);
    }

    private void both(String number, String other, String entry, Kind kind, String because) {
        CaseFile one = seen.get(number);
        CaseFile two = seen.get(other);
        note(one, two, entry, kind, because);
        note(two, one, entry, kind, because);
    }

    /** Who may read an open case is not told there of a sealed one. */
    private void note(CaseFile where, CaseFile other, String entry, Kind kind, String because) {
        if (other.isSealed() && !where.isSealed()) {
            return;
        }
        caseFiles.note(
                where.number(),
                new CaseFiles.Entry(
                        entry,
                        clock.instant(),
                        viewers.current().name(),
                        List.of(other.number(), "@case.link." + kind.name()),
                        because));
    }

    private static @Nullable Kind kind(String name) {
        return Arrays.stream(Kind.values())
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Why somebody does what concerns two cases: never left out. */
    static String because(String why) {
        String plain = why.strip();
        if (plain.isEmpty()) {
            throw Refusal.invalid("why", "case.why.missing");
        }
        if (plain.length() > LONGEST_WHY) {
            throw Refusal.invalid("why", "case.why.long", LONGEST_WHY);
        }
        return plain;
    }
}
