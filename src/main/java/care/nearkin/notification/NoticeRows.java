package care.nearkin.notification;

import care.nearkin.access.Viewer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The notices and who has seen them. Plain SQL: whole groups are written with one statement. */
@Repository
class NoticeRows {

    /** A notice as one person has it; words are put to it when shown, in her language. */
    record Row(
            long id,
            String kind,
            Map<String, String> arguments,
            @Nullable String link,
            boolean urgent,
            Instant toldAt,
            boolean over,
            boolean read) {}

    private static final String COLUMNS =
            "n.id, n.kind, n.arguments, n.link, n.urgent, n.told_at, n.over_at, r.read_at from notice n "
                    + "join notice_reader r on r.notice_id = n.id";

    /** What she may see today, whatever she was told when she served more. */
    private static final String SERVED = " (r.area is null or :everywhere or r.area = any(cast(:areas as text[])))";

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    NoticeRows(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Empty when this key was told before. */
    Optional<Long> add(Notice notice, Instant now) {
        return jdbc.sql("""
                        insert into notice (key, kind, arguments, link, urgent, told_at)
                        values (:key, :kind, cast(:arguments as jsonb), :link, :urgent, :now)
                        on conflict (key) do nothing returning id""")
                .param("key", notice.key())
                .param("kind", notice.kind())
                .param("arguments", write(notice.arguments()))
                .param("link", notice.link())
                .param("urgent", notice.urgent())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional();
    }

    /** What was told, whoever has it; in the order it was told. */
    List<Row> all(Collection<Long> ids) {
        return jdbc.sql("""
                        select n.id, n.kind, n.arguments, n.link, n.urgent, n.told_at, n.over_at, null as read_at
                          from notice n where n.id = any(:ids) order by n.id""")
                .param("ids", ids.toArray(Long[]::new))
                .query(this::row)
                .list();
    }

    /** @param area they read it as long as they serve this; null for who reads it wherever she serves */
    void addReaders(long notice, Collection<String> people, @Nullable String area) {
        jdbc.sql("insert into notice_reader (notice_id, staff, area) select :notice, unnest(:people), :area")
                .param("notice", notice)
                .param("area", area)
                .param("people", people.toArray(String[]::new))
                .update();
    }

    int over(String key, Instant now) {
        return jdbc.sql("""
                        update notice set over_at = :now
                        where over_at is null and (key = :key or key > :key || ':' and key < :key || ';'
                            or key > :key || ' ' and key < :key || '!')""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("key", key)
                .update();
    }

    List<Row> of(Viewer person, boolean unreadOnly, @Nullable Long after, int limit) {
        return jdbc.sql("select " + COLUMNS
                        + " where r.staff = :person and (:all or r.read_at is null and n.over_at is null)"
                        + " and n.id < :after and" + SERVED + " order by n.id desc limit :limit")
                .params(about(person))
                .param("all", !unreadOnly)
                .param("after", after == null ? Long.MAX_VALUE : after)
                .param("limit", limit)
                .query(this::row)
                .list();
    }

    /** The newest of each matter: what rings five times is said once. What touches every case comes before one case. */
    List<Row> pressing(Viewer person, int limit) {
        return jdbc.sql("""
                        select * from (
                            select distinct on (coalesce(n.link, n.key), n.kind) %s
                            where r.staff = :person and r.read_at is null and n.urgent and n.over_at is null and %s
                            order by coalesce(n.link, n.key), n.kind, n.id desc
                        ) newest
                        order by (coalesce(link, '') like '/cases/%%'), id desc
                        limit :limit""".formatted(COLUMNS, SERVED))
                .params(about(person))
                .param("limit", limit)
                .query(this::row)
                .list();
    }

    int unread(Viewer person) {
        return jdbc.sql("select count(*) from notice_reader r join notice n on n.id = r.notice_id"
                        + " where r.staff = :person and r.read_at is null and n.over_at is null and" + SERVED)
                .params(about(person))
                .query(Integer.class)
                .single();
    }

    private static Map<String, Object> about(Viewer person) {
        return Map.of(
                "person", person.name(),
                "everywhere", person.everywhere(),
                "areas", person.areas().toArray(String[]::new));
    }

    /** With it what was told earlier about the same matter, which it repeats. */
    void read(String person, long notice, Instant now) {
        jdbc.sql("""
                        update notice_reader r set read_at = :now
                        from notice n, notice seen
                        where seen.id = :id and n.id = r.notice_id
                          and r.staff = :person and r.read_at is null
                          and (n.id = seen.id
                            or n.over_at is null and n.link = seen.link and n.kind = seen.kind and n.id < seen.id)""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("person", person)
                .param("id", notice)
                .update();
    }

    /** Up to the newest that the person had in front of her, so that nothing unseen is marked as seen. */
    void readUpTo(Viewer person, long newest, Instant now) {
        jdbc.sql("""
                        update notice_reader r set read_at = :now
                        where r.staff = :person and r.notice_id <= :id and r.read_at is null and""" + SERVED)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .params(about(person))
                .param("id", newest)
                .update();
    }

    /** When this kind was last told and is still so. */
    Optional<Instant> standingSince(String kind) {
        return jdbc.sql("select told_at from notice where kind = :kind and over_at is null order by id desc limit 1")
                .param("kind", kind)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    private Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getLong("id"),
                row.getString("kind"),
                read(row.getString("arguments")),
                row.getString("link"),
                row.getBoolean("urgent"),
                row.getObject("told_at", OffsetDateTime.class).toInstant(),
                row.getObject("over_at") != null,
                row.getObject("read_at") != null);
    }

    private String write(Map<String, String> arguments) {
        try {
            return json.writeValueAsString(arguments);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("Arguments of a notice are plain strings", impossible);
        }
    }

    Map<String, String> read(String arguments) {
        try {
            return json.readValue(arguments, new TypeReference<>() {});
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Arguments of a notice are plain strings", impossible);
        }
    }
}
