package care.nearkin.casefile;

import care.nearkin.access.Group;
import care.nearkin.access.Viewers;
import care.nearkin.kernel.Refusal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes a closed case up again as a new case of its type that says which one it reopens: what was done and decided in the
 * old one stays as it was.
 */
@Component
class CaseReopening {

    private final SeenCases seen;
    private final CasesByNumber byNumber;
    private final CaseBonds bonds;
    private final CaseSealing sealing;
    private final Viewers viewers;
    private final Map<String, Reopening> ways;

    CaseReopening(
            SeenCases seen,
            CasesByNumber byNumber,
            CaseBonds bonds,
            CaseSealing sealing,
            Viewers viewers,
            List<Reopening> ways) {
        this.sealing = sealing;
        this.seen = seen;
        this.byNumber = byNumber;
        this.bonds = bonds;
        this.viewers = viewers;
        this.ways = ways.stream().collect(Collectors.toMap(Reopening::type, Function.identity()));
    }

    /** Whether the viewer may be offered it: what would be refused is not. */
    @Transactional(readOnly = true)
    public boolean offered(CaseFile file) {
        return viewers.current().in(Group.SUPERVISOR) && refused(file) == null;
    }

    /** Why this case cannot be reopened now; null if it can. */
    @Transactional(readOnly = true)
    public @Nullable Refusal refused(CaseFile file) {
        try {
            check(file);
            return null;
        } catch (Refusal no) {
            return no;
        }
    }

    /** Answers the number of the new case. */
    @Transactional
    public String reopen(String number, String why) {
        seen.get(number);
        String because = CaseLinks.because(why);
        CaseFile closed = byNumber.hold(number).view();
        Reopening way = check(closed);
        String by = viewers.current().name();
        String anew = way.begin(closed, by);
        bonds.reopened(number, anew, by, because);
        sealing.passOn(number, anew);
        return anew;
    }

    private Reopening check(CaseFile file) {
        if (file.status() == CaseFile.Status.OPEN) {
            throw Refusal.conflict("case.reopen.still-open", file.number());
        }
        Reopening way = ways.get(file.type());
        if (way == null) {
            throw Refusal.conflict("case.reopen.never");
        }
        CaseFile last = last(file);
        if (last.status() == CaseFile.Status.OPEN) {
            throw seen.find(last.number()).isPresent()
                    ? Refusal.conflict("case.reopen.goes-on", last.number())
                    : Refusal.conflict("case.reopen.goes-on-unseen");
        }
        if (file.mergedInto() != null) {
            throw Refusal.conflict("case.reopen.merged", file.mergedInto());
        }
        way.check(file);
        return way;
    }

    /** Where its matter went on in the end. */
    private CaseFile last(CaseFile file) {
        CaseFile last = file;
        for (String next = file.goesOnIn(); next != null; next = last.goesOnIn()) {
            last = byNumber.get(next).view();
        }
        return last;
    }
}
