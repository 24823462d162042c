package care.nearkin.notification;

import care.nearkin.kernel.Refusal;
import care.nearkin.notification.Template.Text;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * How the office words its notices and messages, every version of it. Whoever speaks looks whether there is a newer one
 * first, so that all nodes say the new words at once.
 */
@Repository
class Wordings {

    /** @param text null: back to the original */
    record Version(
            long id,
            String template,
            String language,
            @Nullable Text text,
            String by,
            Instant at) {}

    private record Known(long newest, Map<String, Version> current) {}

    private static final String COLUMNS = "id, template, language, title, body, written_by, written_at";

    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile Known known = new Known(0, Map.of());

    Wordings(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Null where the original holds. */
    @Nullable
    Text text(String template, Locale language) {
        Version version = current().get(of(template, language));
        return version == null ? null : version.text();
    }

    /** The newest versions by template and language. */
    Map<String, Version> current() {
        long newest = jdbc.sql("select coalesce(max(id), 0) from wording_version")
                .query(Long.class)
                .single();
        Known now = known;
        if (now.newest() != newest) {
            Map<String, Version> read = new HashMap<>();
            jdbc.sql("select distinct on (template, language) " + COLUMNS
                            + " from wording_version where id <= :newest order by template, language, id desc")
                    .param("newest", newest)
                    .query(Wordings::version)
                    .list()
                    .forEach(one -> read.put(one.template() + " " + one.language(), one));
            now = new Known(newest, read);
            known = now;
        }
        return now.current();
    }

    static String of(String template, Locale language) {
        return template + " " + language.getLanguage();
    }

    /** The newest first. */
    List<Version> versions(String template, Locale language, int most) {
        return jdbc.sql("select " + COLUMNS + """
                         from wording_version where template = :template and language = :language
                        order by id desc limit :most""")
                .param("template", template)
                .param("language", language.getLanguage())
                .param("most", most)
                .query(Wordings::version)
                .list();
    }

    /**
     * Refused when somebody else has written since.
     *
     * @param text null: back to the original
     * @param seen the version that was changed, 0 for the original
     */
    @Transactional
    void write(Template template, Locale language, @Nullable Text text, long seen, String by) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:what, 0)) is null")
                .param("what", "nearkin wording " + of(template.key(), language))
                .query(Boolean.class)
                .single();
        List<Version> last = versions(template.key(), language, 1);
        if ((last.isEmpty() ? 0 : last.get(0).id()) != seen) {
            throw Refusal.conflict("notification.template.changed");
        }
        jdbc.sql("""
                        insert into wording_version (template, language, title, body, written_by, written_at)
                        values (:template, :language, :title, :body, :by, :now)""")
                .param("template", template.key())
                .param("language", language.getLanguage())
                .param("title", text == null ? null : text.title())
                .param("body", text == null ? null : text.body())
                .param("by", by)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Version version(ResultSet row, int number) throws SQLException {
        String body = row.getString("body");
        return new Version(
                row.getLong("id"),
                row.getString("template"),
                row.getString("language"),
                body == null ? null : new Text(row.getString("title"), body),
                row.getString("written_by"),
                row.getObject("written_at", OffsetDateTime.class).toInstant());
    }
}
