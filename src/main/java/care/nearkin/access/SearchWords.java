package care.nearkin.access;

import care.nearkin.kernel.Seal;
import care.nearkin.kernel.Sweep;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What somebody searched for, kept sealed under a token of hers: browsers, proxies and logs remember the addresses of
 * pages, and a name has no business there.
 */
@Component
public class SearchWords {

    /** No name or number begins so: what follows is a token. */
    static final String MARK = "~";

    private static final int LENGTH = 16;
    private static final Duration KEPT = Duration.ofDays(90);

    private final JdbcClient jdbc;
    private final Seal seal;
    private final Viewers viewers;
    private final Sweep sweep;
    private final Clock clock;

    SearchWords(JdbcClient jdbc, Seal seal, Viewers viewers, Sweep sweep, Clock clock) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.viewers = viewers;
        this.sweep = sweep;
        this.clock = clock;
    }

    /** What stands in an address for these words; the same for the same words of the same person, null for none. */
    @Transactional
    public @Nullable String keep(@Nullable String words) {
        if (words == null || words.isBlank()) {
            return null;
        }
        String plain = words.strip();
        String staff = viewers.current().name();
        String token = token(plain, staff);
        jdbc.sql("""
                        insert into search_words (staff, token, words, used_at) values (:staff, :token, :words, :now)
                        on conflict (staff, token) do update set used_at = excluded.used_at""")
                .params(Map.of(
                        "staff",
                        staff,
                        "token",
                        token,
                        "words",
                        seal.seal(plain, staff + token),
                        "now",
                        clock.instant().atOffset(ZoneOffset.UTC)))
                .update();
        return MARK + token;
    }

    /** The words behind an address' parameter, or what was written there by hand; null for somebody else's token. */
    @Transactional(readOnly = true)
    public @Nullable String words(@Nullable String parameter) {
        if (parameter == null || parameter.isBlank()) {
            return null;
        }
        if (!parameter.startsWith(MARK)) {
            return parameter.strip();
        }
        String staff = viewers.current().name();
        String token = parameter.substring(MARK.length());
        return jdbc.sql("select words from search_words where staff = :staff and token = :token")
                .param("staff", staff)
                .param("token", token)
                .query(String.class)
                .optional()
                .map(kept -> seal.open(kept, staff + token))
                .orElse(null);
    }

    private String token(String words, String staff) {
        return seal.fingerprint(words, "search " + staff)
                .replaceAll("[^A-Za-z0-9]", "-")
                .substring(0, LENGTH);
    }

    int forget() {
        return sweep.out(
                "search words",
                most -> jdbc.sql("""
                        delete from search_words where (staff, token) in (
                            select staff, token from search_words where used_at < :before order by used_at limit :most)""")
                        .param("before", clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                        .param("most", most)
                        .update());
    }

    /** At night by the office's clock. */
    @Component
    @ConditionalOnProperty(name = "nearkin.rounds", havingValue = "true", matchIfMissing = true)
    static class Nightly {

        private final SearchWords words;

        Nightly(SearchWords words) {
            this.words = words;
        }

        @Scheduled(cron = "0 40 3 * * *")
        void night() {
            words.forget();
        }
    }
}
