package care.nearkin.casefile;

import care.nearkin.access.Findings;
import care.nearkin.access.Viewer;
import care.nearkin.people.HouseholdPart;
import java.util.Collection;
import org.springframework.stereotype.Component;

/** The cases of everybody at one address that the reader may see, the newest first. */
@Component
class HouseholdCases implements HouseholdPart {

    private static final int A_PAGE = 50;

    private final SeenCases seen;
    private final CaseFindings findings;

    HouseholdCases(SeenCases seen, CaseFindings findings) {
        this.seen = seen;
        this.findings = findings;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Findings of(Collection<Long> residents, Viewer viewer) {
        return CaseFindings.mayLook(viewer)
                ? findings.of(seen.ofPeople(residents, A_PAGE), null)
                : Findings.none(CaseFindings.TITLE);
    }
}
