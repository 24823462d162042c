package care.nearkin.casefile;

import care.nearkin.access.Finder;
import care.nearkin.access.Findings;
import care.nearkin.access.Viewer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Cases in the search for everything, by their number. */
@Component
class CaseFinder implements Finder {

    private static final Pattern NUMBER = Pattern.compile("(?=.*\\d)[A-Z0-9-]{1,32}");

    private final SeenCases seen;
    private final CaseFindings findings;

    CaseFinder(SeenCases seen, CaseFindings findings) {
        this.seen = seen;
        this.findings = findings;
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    public Findings find(String wanted, Viewer viewer, int few) {
        String number = wanted.strip().toUpperCase(Locale.ROOT);
        if (!NUMBER.matcher(number).matches() || !CaseFindings.mayLook(viewer)) {
            return Findings.none(CaseFindings.TITLE);
        }
        return findings.of(seen.list(null, null, null, number, false, null, few), "/cases?number={q}");
    }
}
