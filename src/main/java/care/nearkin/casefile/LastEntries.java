package care.nearkin.casefile;

import care.nearkin.access.Viewers;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What happened last in each of many cases, for lists: the sentence only, never what somebody wrote or answered in private. */
@Component
public class LastEntries {

    private static final TypeReference<List<String>> ARGUMENTS = new TypeReference<>() {};

    public record Last(String sentence, Instant at) {}

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final CaseSentences sentences;
    private final Viewers viewers;
    private final Clock clock;

    LastEntries(JdbcClient jdbc, ObjectMapper json, CaseSentences sentences, Viewers viewers, Clock clock) {
        this.viewers = viewers;
        this.clock = clock;
        this.jdbc = jdbc;
        this.json = json;
        this.sentences = sentences;
    }

    /** By number; a case of which nothing is told, or that is sealed from the viewer, is left out. */
    @Transactional(readOnly = true)
    public Map<String, Last> of(Collection<String> numbers, Locale language) {
        Map<String, Last> last = new HashMap<>();
        if (!numbers.isEmpty()) {
            jdbc.sql("""
                            select f.number, e.id, e.kind, e.at, e.recorded_at, e.by_name, e.arguments
                              from case_file f cross join lateral (
                                select * from case_entry e where e.case_id = f.id order by e.at desc, e.id desc limit 1) e
                             where f.number = any(:numbers) and """ + " " + CaseReaders.readable("f"))
                    .param("reader", viewers.current().name())
                    .param("now", clock.instant().toString())
                    .param("numbers", numbers.toArray(String[]::new))
                    .query((row, nth) -> entry(row))
                    .list()
                    .forEach(entry -> last.put(
                            entry.getKey(),
                            new Last(
                                    sentences.say(entry.getValue(), language),
                                    entry.getValue().at())));
        }
        return last;
    }

    private Map.Entry<String, TimelineEntry> entry(ResultSet row) throws SQLException {
        return Map.entry(
                row.getString("number"),
                new TimelineEntry(
                        row.getLong("id"),
                        row.getString("kind"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        row.getString("by_name"),
                        arguments(row.getString("arguments")),
                        null,
                        Map.of(),
                        List.of()));
    }

    private List<String> arguments(String text) {
        try {
            return json.readValue(text, ARGUMENTS);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A timeline's arguments are a list of strings", impossible);
        }
    }
}
