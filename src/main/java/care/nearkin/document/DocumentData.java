package care.nearkin.document;

import care.nearkin.casefile.CaseFile;
import care.nearkin.casefile.SeenCases;
import care.nearkin.kernel.Slice;
import care.nearkin.kernel.Words;
import care.nearkin.people.PersonalData;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Which files and photos there are of a resident's cases, for the copy of her data; they are handed out from their cases. */
@Component
class DocumentData implements PersonalData {

    private static final int AT_ONCE = 200;

    private final SeenCases cases;
    private final Documents documents;
    private final Words words;

    DocumentData(SeenCases cases, Documents documents, Words words) {
        this.cases = cases;
        this.documents = documents;
        this.words = words;
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    public List<Chapter> of(long resident, Locale language) {
        List<Part> parts = new ArrayList<>();
        String after = null;
        do {
            Slice<CaseFile> some = cases.list(null, null, resident, after, AT_ONCE);
            some.items().forEach(file -> add(parts, file.number(), language));
            after = some.next();
        } while (after != null);
        return List.of(new Chapter("documents", words.say(language, "document.list"), parts));
    }

    private void add(List<Part> parts, String number, Locale language) {
        List<String> names = documents.of(number).stream()
                .map(document -> document.name() + " · " + words.say(language, "document.size", document.kilobytes()))
                .toList();
        if (!names.isEmpty()) {
            parts.add(new Part(number, Map.of(), names));
        }
    }
}
