package care.nearkin.people;

import care.nearkin.access.AccessLog;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import care.nearkin.people.PersonalData.Chapter;
import care.nearkin.people.PersonalData.Enclosed;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** Everything that is held on one resident as a file for her: a page to read, the same as JSON, and what is enclosed. */
@Service
@Transactional
class PersonalCopy {

    private static final String STYLE = """
            body { font: 16px/1.5 sans-serif; max-width: 50em; margin: 2em auto; padding: 0 1em; }
            dt { color: #555; }
            dd { margin: 0 0 .5em; white-space: pre-wrap; }
            section { border-top: 1px solid #ccc; }
            """;

    private final ServedResidents residents;
    private final List<PersonalData> holders;
    private final SpringTemplateEngine templates;
    private final ObjectMapper json;
    private final AccessLog log;
    private final Words words;
    private final Clock clock;

    PersonalCopy(
            ServedResidents residents,
            List<PersonalData> holders,
            SpringTemplateEngine templates,
            ObjectMapper json,
            AccessLog log,
            Words words,
            Clock clock) {
        this.residents = residents;
        this.holders = holders.stream()
                .sorted(Comparator.comparingInt(PersonalData::order))
                .toList();
        this.templates = templates;
        this.json = json;
        this.log = log;
        this.words = words;
        this.clock = clock;
    }

    /** Who asked for it; a near relative may when she has died (个人信息保护法 49). */
    enum Asked {
        SELF,
        GUARDIAN,
        RELATIVE
    }

    /** A zip file whose name tells nobody whose it is; what is enclosed is read one by one while it is written. */
    record File(String name, Map<String, byte[]> pages, List<Enclosed> enclosed) {

        void writeTo(OutputStream out) throws IOException {
            ZipOutputStream zip = new ZipOutputStream(out);
            for (Map.Entry<String, byte[]> page : pages.entrySet()) {
                zip.putNextEntry(new ZipEntry(page.getKey()));
                zip.write(page.getValue());
            }
            for (Enclosed file : enclosed) {
                zip.putNextEntry(new ZipEntry(file.path()));
                file.content().writeTo(zip);
            }
            zip.finish();
        }
    }

    File of(long id, @Nullable String asked, Locale language) {
        String key = residents.served(id).key();
        Asked by = Checks.choice("asked", asked, Asked.class);
        if (by == null) {
            throw Refusal.invalid("asked", "people.copy.who");
        }
        log.read("copy", key, by.name());
        List<Chapter> chapters = holders.stream()
                .flatMap(holder -> holder.of(id, language).stream())
                .filter(chapter -> !chapter.parts().isEmpty())
                .toList();
        List<Enclosed> enclosed = holders.stream()
                .flatMap(holder -> holder.files(id, language).stream())
                .toList();
        LocalDate today = LocalDate.now(clock);
        return new File("copy-" + today + "-" + id + ".zip", pages(key, today, chapters, language), enclosed);
    }

    private Map<String, byte[]> pages(String key, LocalDate today, List<Chapter> chapters, Locale language) {
        Map<String, Object> all = Map.of("key", key, "day", today.toString(), "chapters", chapters);
        Context context = new Context(language, all);
        context.setVariable("style", STYLE);
        Map<String, byte[]> pages = new LinkedHashMap<>();
        pages.put(
                words.say(language, "people.copy.file") + ".html",
                templates.process("people/copy", context).getBytes(StandardCharsets.UTF_8));
        try {
            pages.put("data.json", json.writerWithDefaultPrettyPrinter().writeValueAsBytes(all));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        return pages;
    }
}
