package care.nearkin.casefile;

import care.nearkin.access.Viewers;
import care.nearkin.engine.Flows;
import care.nearkin.kernel.Refusal;
import care.nearkin.people.Residents;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes one of two open cases that turn out to be one matter: one leads, the other ends. What that means is shown before,
 * and done only as it was shown.
 */
@Component
class CaseMerging {

    private static final Limit A_FEW = Limit.of(20);

    /** One of the two and what people have to do in it. */
    public record Side(CaseFile file, List<Flows.Waiting> steps) {}

    /** {@code state} tells this moment of both cases from any other; {@code refused} says why it cannot be done. */
    public record Preview(
            Side leading,
            Side ending,
            String state,
            @Nullable Refusal refused) {}

    private record Pair(CaseRow ending, CaseRow leading) {}

    private final SeenCases seen;
    private final CaseRows rows;
    private final CasesByNumber byNumber;
    private final CaseBonds bonds;
    private final Residents residents;
    private final Flows flows;
    private final Viewers viewers;
    private final Map<String, Merging> ways;

    CaseMerging(
            SeenCases seen,
            CaseRows rows,
            CasesByNumber byNumber,
            CaseBonds bonds,
            Residents residents,
            Flows flows,
            Viewers viewers,
            List<Merging> ways) {
        this.seen = seen;
        this.rows = rows;
        this.byNumber = byNumber;
        this.bonds = bonds;
        this.residents = residents;
        this.flows = flows;
        this.viewers = viewers;
        this.ways = ways.stream().collect(Collectors.toMap(Merging::type, Function.identity()));
    }

    /** Whether the viewer is offered it: there is something that it may be one with, or nobody knows whose it is. */
    @Transactional(readOnly = true)
    public boolean offered(CaseFile file) {
        Merging way = ways.get(file.type());
        return way != null
                && way.mayBeDoneBy(viewers.current())
                && file.status() == CaseFile.Status.OPEN
                && file.mergedInto() == null
                && (file.resident() == null || !others(file).isEmpty());
    }

    /** Open cases of this type at this home that the viewer may see, the oldest first. */
    @Transactional(readOnly = true)
    public List<CaseFile> others(CaseFile file) {
        Long resident = file.resident();
        return resident == null
                ? List.of()
                : rows.openOf(residents.atHomeOf(resident), file.type(), A_FEW).stream()
                        .map(CaseRow::view)
                        .filter(other -> !other.number().equals(file.number()))
                        .filter(other -> seen.find(other.number()).isPresent())
                        .toList();
    }

    /** Refuses whoever may not merge cases like this one. */
    public void allow(CaseFile file) {
        Merging way = ways.get(file.type());
        if (way == null) {
            throw Refusal.conflict("case.merge.never");
        }
        if (!way.mayBeDoneBy(viewers.current())) {
            throw Refusal.forbidden("case.merge.right");
        }
    }

    /** The other case by what somebody typed. */
    CaseFile other(CaseFile file, String typed) {
        String number = typed.strip().toUpperCase(Locale.ROOT);
        CaseFile other =
                seen.find(number).orElseThrow(() -> Refusal.invalid("with", "case.merge.unknown", typed.strip()));
        if (other.number().equals(file.number())) {
            throw Refusal.invalid("with", "case.merge.itself");
        }
        return other;
    }

    @Transactional(readOnly = true)
    public Preview preview(CaseFile ending, CaseFile leading) {
        Refusal refused = null;
        try {
            check(ending, leading);
        } catch (Refusal no) {
            refused = no;
        }
        Pair pair = new Pair(byNumber.get(ending.number()), byNumber.get(leading.number()));
        return new Preview(side(leading), side(ending), state(pair), refused);
    }

    private Side side(CaseFile file) {
        return new Side(file, flows.waiting(file.number()));
    }

    /** Ends {@code ending} in {@code leading}, as the preview with this {@code state} showed it. */
    @Transactional
    public void merge(CaseFile ending, CaseFile leading, String state, String why) {
        allow(ending);
        String because = CaseLinks.because(why);
        Pair pair = held(ending.number(), leading.number());
        Merging way = check(pair.ending().view(), pair.leading().view());
        if (!state.equals(state(pair))) {
            throw Refusal.conflict("case.merge.changed");
        }
        flows.unraced(() -> {
            bonds.merged(ending.number(), leading.number(), viewers.current().name(), because);
            way.end(pair.ending().view(), pair.leading().view());
        });
    }

    /** Always in the same order, so that two who merge them the other way round wait for each other once. */
    private Pair held(String ending, String leading) {
        Stream.of(ending, leading).sorted().forEach(byNumber::hold);
        return new Pair(byNumber.get(ending), byNumber.get(leading));
    }

    private Merging check(CaseFile ending, CaseFile leading) {
        if (!ending.type().equals(leading.type())) {
            throw Refusal.conflict("case.merge.types");
        }
        for (CaseFile file : List.of(ending, leading)) {
            if (file.mergedInto() != null) {
                throw Refusal.conflict("case.merge.done", file.number());
            }
            if (file.isSealed()) {
                throw Refusal.conflict("case.merge.sealed", file.number());
            }
            if (file.status() == CaseFile.Status.CLOSED) {
                throw Refusal.conflict("case.merge.closed", file.number());
            }
        }
        if (!sameHome(ending.resident(), leading.resident())) {
            throw Refusal.conflict("case.merge.homes");
        }
        Merging way = ways.get(ending.type());
        if (way == null) {
            throw Refusal.conflict("case.merge.never");
        }
        way.check(ending, leading);
        return way;
    }

    /** Of a case of nobody yet it is for people to know whose it is. */
    private boolean sameHome(@Nullable Long one, @Nullable Long other) {
        return one == null || other == null || residents.atHomeOf(one).contains(other);
    }

    private String state(Pair pair) {
        return Stream.of(pair.ending(), pair.leading())
                .map(row -> row.moment()
                        + flows.waiting(row.view().number()).stream()
                                .map(step -> step.id() + step.assignee() + step.due())
                                .sorted()
                                .toList())
                .map(moment -> Integer.toHexString(moment.hashCode()))
                .collect(Collectors.joining("-"));
    }
}
