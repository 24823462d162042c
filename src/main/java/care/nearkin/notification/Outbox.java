package care.nearkin.notification;

import care.nearkin.kernel.Seal;
import care.nearkin.notification.Sent.State;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes messages to the outbox, stops them, and tells how far they are. */
@Repository
class Outbox {

    /** What is sealed of a message; bound to its key, so that one row's content opens in no other row. */
    record Content(
            @Nullable String address,
            To.@Nullable Command command,
            Map<String, String> arguments,
            @Nullable String link) {

        static Content of(Message message) {
            To to = message.to();
            if (to instanceof To.Phone phone) {
                return new Content(phone.number(), null, message.arguments(), message.link());
            }
            if (to instanceof To.Mail mail) {
                return new Content(mail.address(), null, message.arguments(), message.link());
            }
            To.Device device = (To.Device) to;
            return new Content(device.key(), device.command(), message.arguments(), message.link());
        }
    }

    private static final String BY_KEY = "(key = :key or key > :key || ':' and key < :key || ';')";

    private final JdbcClient jdbc;
    private final Seal seal;
    private final ObjectMapper json;

    Outbox(JdbcClient jdbc, Seal seal, ObjectMapper json) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.json = json;
    }

    /** In the order of their keys: of two who write the same keys at once one waits for the other, never both. */
    int add(List<Message> messages, Instant now) {
        List<Message> sorted =
                messages.stream().sorted(Comparator.comparing(Message::key)).toList();
        return jdbc.sql("""
                        insert into outgoing (key, channel, kind, language, content, area, urgent, state, told_at, next_try_at)
                        select m.key, m.channel, m.kind, m.language, m.content, m.area, m.urgent, 'WAITING', :now, :now
                          from unnest(cast(:keys as text[]), cast(:channels as text[]), cast(:kinds as text[]),
                                      cast(:languages as text[]), cast(:contents as text[]), cast(:areas as text[]),
                                      cast(:urgent as boolean[]))
                            as m(key, channel, kind, language, content, area, urgent)
                        on conflict (key) do nothing""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("keys", texts(sorted, Message::key))
                .param(
                        "channels",
                        texts(sorted, message -> message.to().channel().name()))
                .param("kinds", texts(sorted, Message::kind))
                .param("languages", texts(sorted, message -> message.language().toLanguageTag()))
                .param("contents", texts(sorted, this::sealed))
                .param("areas", texts(sorted, Message::area))
                .param("urgent", sorted.stream().map(Message::urgent).toArray(Boolean[]::new))
                .update();
    }

    /**
     * A notice for people of the staff: by mail, by every webhook that carries such notices, and as a text message.
     *
     * @param texted who of them has a telephone for it
     */
    void addNotice(long id, Notice notice, Collection<String> people, Collection<String> texted, Instant now) {
        JdbcClient.StatementSpec every = jdbc.sql("""
                        insert into outgoing (channel, notice_id, staff, webhook_id, area, urgent, state, told_at, next_try_at)
                        select 'MAIL', :notice, person, null, :area, :urgent, 'WAITING', :now, :now
                          from unnest(:people) as person
                        union all
                        select 'STAFF', :notice, person, w.id, :area, :urgent, 'WAITING', :now, :now
                          from unnest(:people) as person cross join webhook w
                         where w.active and 'STAFF' = any(w.channels)
                           and (cast(:area as text) is null or w.areas = '{}' or :area = any(w.areas))
                        union all
                        select 'SMS', :notice, person, null, :area, :urgent, 'WAITING', :now, :now
                          from unnest(:texted) as person where :texts""");
        every.param("notice", id)
                .param("people", people.toArray(String[]::new))
                .param("texted", texted.toArray(String[]::new))
                .param("texts", !texted.isEmpty() && carried(Channel.SMS, notice.area()))
                .param("area", notice.area())
                .param("urgent", notice.urgent())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** What one person wanted to be told by this way. */
    void addTelling(long notice, String person, Channel channel, @Nullable String area, Instant now) {
        jdbc.sql("""
                        insert into outgoing (channel, notice_id, staff, webhook_id, area, urgent, state, told_at, next_try_at)
                        select :channel, :notice, :person, way.webhook, :area, false, 'WAITING', :now, :now
                          from (select null::bigint as webhook where :channel = 'MAIL' or :channel = 'SMS' and :texts
                                union all
                                select w.id from webhook w where :channel = 'STAFF' and w.active
                                   and 'STAFF' = any(w.channels)
                                   and (cast(:area as text) is null or w.areas = '{}' or :area = any(w.areas))) way""")
                .param("channel", channel.name())
                .param("texts", channel == Channel.SMS && carried(channel, area))
                .param("notice", notice)
                .param("person", person)
                .param("area", area)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** When this kind last left the building, or was to. */
    Optional<Instant> lastPosted(String kind) {
        return jdbc.sql("""
                        select n.told_at from notice n where n.kind = :kind
                        and exists (select 1 from outgoing o where o.notice_id = n.id)
                        order by n.id desc limit 1""")
                .param("kind", kind)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    boolean carried(Channel channel, @Nullable String area) {
        return jdbc.sql("""
                        select exists (select from webhook w
                         where w.active and :channel = any(w.channels)
                           and (w.areas = '{}' or cast(:area as text) = any(w.areas)))""")
                .param("channel", channel.name())
                .param("area", area)
                .query(Boolean.class)
                .single();
    }

    boolean carriedAnywhere(Channel channel) {
        return jdbc.sql("select exists (select from webhook where active and :channel = any(channels))")
                .param("channel", channel.name())
                .query(Boolean.class)
                .single();
    }

    int recall(String key, Instant now) {
        return jdbc.sql("""
                        update outgoing set state = 'RECALLED', content = null, ended_at = :now
                        where state in ('WAITING', 'HELD') and\s""" + BY_KEY)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("key", key)
                .update();
    }

    List<Sent> of(String key) {
        return jdbc.sql("""
                        select key, kind, channel, state, told_at, attempts, trouble, detail,
                               coalesce(ended_at, next_try_at) as at
                          from outgoing where %s order by id""".formatted(BY_KEY))
                .param("key", key)
                .query(Outbox::sent)
                .list();
    }

    private static String[] texts(List<Message> messages, Function<Message, @Nullable String> what) {
        return messages.stream().map(what).toArray(String[]::new);
    }

    private String sealed(Message message) {
        try {
            return seal.seal(json.writeValueAsString(Content.of(message)), message.key());
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("A message consists of plain strings", impossible);
        }
    }

    Content open(String sealed, String key) {
        try {
            return json.readValue(seal.open(sealed, key), Content.class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A message consists of plain strings", impossible);
        }
    }

    private static Sent sent(ResultSet row, int number) throws SQLException {
        String trouble = row.getString("trouble");
        return new Sent(
                row.getString("key"),
                row.getString("kind"),
                Channel.valueOf(row.getString("channel")),
                State.valueOf(row.getString("state")),
                row.getObject("told_at", OffsetDateTime.class).toInstant(),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getInt("attempts"),
                trouble == null ? null : "notification.trouble." + trouble,
                row.getString("detail"));
    }
}
