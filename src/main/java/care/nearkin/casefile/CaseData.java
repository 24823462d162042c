package care.nearkin.casefile;

import care.nearkin.kernel.Slice;
import care.nearkin.kernel.Words;
import care.nearkin.people.PersonalData;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A resident's cases with all that happened in them, for the copy of her data: those that the maker of it may read. */
@Component
class CaseData implements PersonalData {

    private static final int AT_ONCE = 200;

    private final SeenCases seen;
    private final CaseFiles caseFiles;
    private final CaseSentences sentences;
    private final Words words;
    private final Clock clock;

    CaseData(SeenCases seen, CaseFiles caseFiles, CaseSentences sentences, Words words, Clock clock) {
        this.seen = seen;
        this.caseFiles = caseFiles;
        this.sentences = sentences;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public List<Chapter> of(long resident, Locale language) {
        List<Part> parts = new ArrayList<>();
        String after = null;
        do {
            Slice<CaseFile> some = seen.list(null, null, resident, after, AT_ONCE);
            some.items().forEach(file -> parts.add(part(file, language)));
            after = some.next();
        } while (after != null);
        return List.of(new Chapter("cases", words.say(language, "case.list"), parts));
    }

    private Part part(CaseFile file, Locale language) {
        List<String> lines = new ArrayList<>();
        for (TimelineEntry entry : caseFiles.timeline(file.number())) {
            lines.add(time(entry.at(), language) + " · " + sentences.say(entry, language)
                    + (entry.text() == null ? "" : " · " + entry.text()));
            sentences.answers(entry, language).forEach((label, answer) -> lines.add(label + ": " + answer));
        }
        Known known = new Known()
                .add(words.say(language, "case.type"), words.say(language, file.type() + ".name"))
                .add(words.say(language, "case.what"), words.say(language, file.subject()))
                .add(words.say(language, "case.opened"), time(file.openedAt(), language))
                .add(words.say(language, "case.closed"), time(file.closedAt(), language));
        if (file.outcome() != null) {
            known.add(
                    words.say(language, "case.stands"),
                    words.say(language, file.type() + ".outcome." + file.outcome()));
        }
        return new Part(file.number(), known.values(), lines);
    }

    private @Nullable String time(@Nullable Instant at, Locale language) {
        return at == null
                ? null
                : DateTimeFormatter.ofPattern(words.say(language, "web.time.exact"), language)
                        .format(at.atZone(clock.getZone()));
    }
}
