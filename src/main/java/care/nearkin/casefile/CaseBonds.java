package care.nearkin.casefile;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Binds two cases for good, by links that nobody takes back, and says on both timelines who did it and why. */
@Component
class CaseBonds {

    private final CasesByNumber cases;
    private final LinkRows links;
    private final EntryRows entries;
    private final Clock clock;

    CaseBonds(CasesByNumber cases, LinkRows links, EntryRows entries, Clock clock) {
        this.cases = cases;
        this.links = links;
        this.entries = entries;
        this.clock = clock;
    }

    /** The matter of a closed case goes on in a new one. */
    void reopened(String number, String anew, String by, String why) {
        CaseRow old = cases.get(number);
        CaseRow next = cases.get(anew);
        old.reopenedAs(anew);
        bind(number, "REOPENED_AS", anew, "REOPENS");
        note(old, "case.reopened", by, List.of(anew), why);
        note(
                next,
                "case.reopens",
                by,
                List.of(number, "@" + old.type() + ".outcome." + old.view().outcome()),
                why);
    }

    /** The two were found to be one matter; {@code by} null is the program itself. */
    void merged(String number, String leading, @Nullable String by, @Nullable String why) {
        CaseRow ended = cases.get(number);
        CaseRow lead = cases.get(leading);
        ended.mergedInto(leading);
        bind(number, "MERGED_INTO", leading, "MERGED_HERE");
        note(ended, "case.merged-into", by, List.of(leading, "@" + lead.view().subject()), why);
        note(lead, "case.merged-here", by, List.of(number, "@" + ended.view().subject()), why);
    }

    private void bind(String number, String kind, String other, String back) {
        links.save(new LinkRow(number, other, kind));
        links.save(new LinkRow(other, number, back));
    }

    private void note(CaseRow row, String kind, @Nullable String by, List<String> arguments, @Nullable String why) {
        CaseFiles.Entry entry = new CaseFiles.Entry(kind, clock.instant(), by, arguments, why);
        entries.save(new EntryRow(row.id(), entry, entry.at(), null));
    }
}
