package care.nearkin.access;

import care.nearkin.access.StaffAccounts.NewStaff;
import care.nearkin.kernel.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The way into an empty house: a link that works once, for a day, for whoever can read what the program prints. */
@Component
class FirstAdministrator {

    private static final Duration VALID = Duration.ofHours(24);
    private static final long LOCK = 0x4e6561724661L;

    private final StoredStaffAccounts accounts;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    FirstAdministrator(StoredStaffAccounts accounts, JdbcTemplate jdbc, Clock clock) {
        this.accounts = accounts;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A new token; only its hash is kept. */
    @Transactional
    String invite() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        jdbc.update("delete from first_administrator_link where expires_at < ?", Timestamp.from(clock.instant()));
        jdbc.update(
                "insert into first_administrator_link (token_hash, expires_at) values (?, ?)",
                hash(token),
                Timestamp.from(clock.instant().plus(VALID)));
        return token;
    }

    @Transactional(readOnly = true)
    boolean isInvited(String token) {
        return accounts.isEmpty()
                && !jdbc.queryForList(
                                "select 1 from first_administrator_link where token_hash = ? and expires_at > ?",
                                hash(token),
                                Timestamp.from(clock.instant()))
                        .isEmpty();
    }

    /** Of two who come at once, one finds the house taken. */
    @Transactional
    void create(String token, String name, String displayName, String password) {
        jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, LOCK);
        if (!isInvited(token)) {
            throw Refusal.forbidden("access.first.link");
        }
        accounts.createFirst(new NewStaff(name, displayName, Set.of(Group.ADMIN), null, null, null), password);
        jdbc.update("delete from first_administrator_link");
    }

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
