package care.nearkin.document;

import care.nearkin.casefile.CaseFile;
import care.nearkin.casefile.SeenCases;
import care.nearkin.kernel.Seal;
import care.nearkin.kernel.Slice;
import care.nearkin.kernel.Words;
import care.nearkin.people.PersonalData;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The files and photos of a resident's cases, for the copy of her data. */
@Component
class DocumentData implements PersonalData {

    private static final Logger log = LoggerFactory.getLogger(DocumentData.class);

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
        ofCases(resident)
                .forEach((number, all) -> parts.add(new Part(
                        number,
                        Map.of(),
                        all.stream()
                                .map(document -> path(document) + " · "
                                        + words.say(language, "document.size", document.kilobytes()))
                                .toList())));
        return List.of(new Chapter("documents", words.say(language, "document.list"), parts));
    }

    @Override
    public List<Enclosed> files(long resident, Locale language) {
        return ofCases(resident).values().stream()
                .flatMap(List::stream)
                .map(document -> new Enclosed(path(document), out -> out.write(content(document, language))))
                .toList();
    }

    /** Those that have some. */
    private Map<String, List<Document>> ofCases(long resident) {
        Map<String, List<Document>> found = new LinkedHashMap<>();
        String after = null;
        do {
            Slice<CaseFile> some = cases.list(null, null, resident, after, AT_ONCE);
            for (CaseFile file : some.items()) {
                List<Document> all = documents.of(file.number());
                if (!all.isEmpty()) {
                    found.put(file.number(), all);
                }
            }
            after = some.next();
        } while (after != null);
        return found;
    }

    /** No two are the same, and none leads anywhere else. */
    private static String path(Document document) {
        return document.caseNumber() + "/" + document.id() + "-" + document.name();
    }

    /** What cannot be opened any more is said in its place, and the others follow. */
    private byte[] content(Document document, Locale language) {
        try {
            return documents.read(document);
        } catch (Seal.Broken broken) {
            log.warn("Document {} cannot be opened for a copy: {}", document.id(), broken.getMessage());
            return words.say(language, "document.not-opened").getBytes(StandardCharsets.UTF_8);
        }
    }
}
