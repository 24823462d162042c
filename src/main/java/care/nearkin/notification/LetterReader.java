package care.nearkin.notification;

import care.nearkin.kernel.Seal;
import care.nearkin.notification.Outbox.Content;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads a letter from its row, whether it is a message or a notice for one of the staff. */
@Component
class LetterReader {

    static final String COLUMNS = """
            o.id, o.token, o.channel, o.key, o.language, o.content, o.staff, o.area, o.urgent, o.state, o.trouble, o.detail,
            o.attempts, o.told_at, o.next_try_at, coalesce(o.kind, n.kind) as kind, n.arguments, n.link,
            n.over_at is not null as is_over""";

    private static final Content NOTHING = new Content(null, null, Map.of(), null);

    private final Outbox outbox;
    private final NoticeRows notices;

    LetterReader(Outbox outbox, NoticeRows notices) {
        this.outbox = outbox;
        this.notices = notices;
    }

    Letter letter(ResultSet row, int number) throws SQLException {
        Content content = content(row);
        String snag = row.getString("trouble");
        return new Letter(
                row.getLong("id"),
                row.getObject("token", UUID.class),
                Channel.valueOf(row.getString("channel")),
                row.getString("key"),
                row.getString("kind"),
                content.arguments(),
                content.link(),
                content.address(),
                content.command(),
                row.getString("language"),
                row.getString("staff"),
                row.getString("area"),
                row.getBoolean("urgent"),
                "HELD".equals(row.getString("state")),
                row.getBoolean("is_over"),
                row.getObject("told_at", OffsetDateTime.class).toInstant(),
                row.getInt("attempts"),
                snag == null ? null : Snag.valueOf(snag),
                row.getString("detail"),
                row.getObject("next_try_at", OffsetDateTime.class).toInstant());
    }

    /** One that cannot be opened must not keep the others from being read: it has no address, and is held for that. */
    private Content content(ResultSet row) throws SQLException {
        String key = row.getString("key");
        if (key == null) {
            return new Content(null, null, notices.read(row.getString("arguments")), row.getString("link"));
        }
        @Nullable String sealed = row.getString("content");
        try {
            return sealed == null ? NOTHING : outbox.open(sealed, key);
        } catch (Seal.Broken broken) {
            return NOTHING;
        }
    }
}
