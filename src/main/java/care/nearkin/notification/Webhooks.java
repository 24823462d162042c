package care.nearkin.notification;

import care.nearkin.access.AccessLog;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Seal;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The webhooks that an administrator has set up. A secret is made here and answered once. */
@Service
class Webhooks {

    /** What people say about a webhook. */
    record Entry(String name, String url, Set<Channel> channels, Set<String> areas, boolean active) {}

    /** A webhook as it was made, with the secret that nobody can read again. */
    record Made(long id, String secret) {}

    /** So long the old secret signs beside a new one. */
    static final Duration OVERLAP = Duration.ofDays(7);

    private static final int SECRET_BYTES = 32;
    private static final int MOST = 50;

    private final JdbcClient jdbc;
    private final Seal seal;
    private final AccessLog log;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Webhooks(JdbcClient jdbc, Seal seal, AccessLog log, Clock clock) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.log = log;
        this.clock = clock;
    }

    List<Webhook> all() {
        return jdbc.sql("select * from webhook order by id")
                .query(this::webhook)
                .list();
    }

    Webhook get(long id) {
        return jdbc.sql("select * from webhook where id = :id")
                .param("id", id)
                .query(this::webhook)
                .optional()
                .orElseThrow(() -> Refusal.notFound("notification.refusal.noWebhook"));
    }

    @Transactional
    Made add(Entry entry) {
        check(entry);
        if (all().size() >= MOST) {
            throw Refusal.conflict("notification.refusal.webhooks", MOST);
        }
        long id = jdbc.sql("select nextval('webhook_seq')").query(Long.class).single();
        String secret = secret();
        named(
                entry,
                () -> write("""
                        insert into webhook (id, name, url, channels, areas, active, secret, created_at, changed_at)
                        values (:id, :name, :url, :channels, :areas, :active, :secret, :now, :now)""", id, entry)
                        .param("secret", seal.seal(secret, bound(id)))
                        .update());
        log.wrote("webhook", entry.name(), "added");
        return new Made(id, secret);
    }

    @Transactional
    void change(long id, Entry entry) {
        check(entry);
        get(id);
        named(entry, () -> write("""
                        update webhook set name = :name, url = :url, channels = :channels, areas = :areas,
                               active = :active, changed_at = :now
                        where id = :id""", id, entry).update());
        log.wrote("webhook", entry.name(), entry.active() ? "changed" : "changed, off");
    }

    /** The old one signs too until the overlap is over. */
    @Transactional
    Made renew(long id) {
        Webhook webhook = get(id);
        String secret = secret();
        Instant now = clock.instant();
        jdbc.sql("""
                        update webhook set old_secret = secret, old_until = :until, secret = :secret, changed_at = :now
                        where id = :id""")
                .param("until", now.plus(OVERLAP).atOffset(ZoneOffset.UTC))
                .param("secret", seal.seal(secret, bound(id)))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
        log.wrote("webhook", webhook.name(), "secret renewed");
        return new Made(id, secret);
    }

    @Transactional
    void delete(long id) {
        Webhook webhook = get(id);
        jdbc.sql("delete from webhook where id = :id").param("id", id).update();
        log.wrote("webhook", webhook.name(), "deleted");
    }

    private JdbcClient.StatementSpec write(String sql, long id, Entry entry) {
        return jdbc.sql(sql)
                .param("id", id)
                .param("name", entry.name())
                .param("url", entry.url())
                .param("channels", names(entry.channels()))
                .param("areas", entry.areas().toArray(String[]::new))
                .param("active", entry.active())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC));
    }

    private static void named(Entry entry, Runnable write) {
        try {
            write.run();
        } catch (DuplicateKeyException taken) {
            throw Refusal.conflict("notification.refusal.webhookName", entry.name());
        }
    }

    private static void check(Entry entry) {
        if (entry.name().isBlank() || entry.name().length() > 64) {
            throw Refusal.invalid("name", "notification.refusal.name");
        }
        if (entry.channels().isEmpty() || entry.channels().contains(Channel.DEVICE)) {
            throw Refusal.invalid("channels", "notification.refusal.channels");
        }
        Destination.check(entry.url());
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String bound(long id) {
        return "webhook " + id;
    }

    private static String[] names(Collection<Channel> channels) {
        return channels.stream().map(Channel::name).sorted().toArray(String[]::new);
    }

    private Webhook webhook(ResultSet row, int number) throws SQLException {
        long id = row.getLong("id");
        EnumSet<Channel> channels = EnumSet.noneOf(Channel.class);
        texts(row, "channels").forEach(name -> channels.add(Channel.valueOf(name)));
        String old = row.getString("old_secret");
        OffsetDateTime until = row.getObject("old_until", OffsetDateTime.class);
        return new Webhook(
                id,
                row.getString("name"),
                row.getString("url"),
                channels,
                new LinkedHashSet<>(texts(row, "areas")),
                row.getBoolean("active"),
                seal.open(row.getString("secret"), bound(id)),
                old == null ? null : seal.open(old, bound(id)),
                instant(until));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }
}
