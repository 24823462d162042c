package care.nearkin.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Checks a name and a password, from the sign-in page and from HTTP Basic alike. A service that calls a hundred times a
 * minute would spend its time in bcrypt, so a password found right is known again for a short while by a keyed hash that
 * includes the stored one: a reset password is never accepted.
 */
@Component
class PasswordCheck extends DaoAuthenticationProvider {

    /** Refused before the password was looked at. */
    static final class TooManyAttempts extends LockedException {

        private final transient Duration wait;

        TooManyAttempts(Duration wait) {
            super("too many attempts");
            this.wait = wait;
        }

        long seconds() {
            return Math.max(1, wait.toSeconds());
        }
    }

    private static final long KNOWN_FOR = Duration.ofMinutes(5).toNanos();
    private static final int KNOWN = 500;

    private final SignInAttempts attempts;
    private final SecretKeySpec key;
    private final Map<String, Long> known = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > KNOWN;
        }
    };

    PasswordCheck(StaffLookup staff, PasswordEncoder encoder, SignInAttempts attempts) {
        super(staff);
        setPasswordEncoder(encoder);
        setUserDetailsPasswordService(staff);
        // a locked account is told so only to whoever knows its password
        setPreAuthenticationChecks(account -> {});
        setPostAuthenticationChecks(account -> {
            if (!account.isAccountNonLocked()) {
                throw new LockedException("locked");
            }
        });
        this.attempts = attempts;
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        key = new SecretKeySpec(random, "HmacSHA256");
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        String name = asked.getName();
        String address = address(asked);
        Duration wait = attempts.wait(name, address);
        if (!wait.isZero()) {
            throw new TooManyAttempts(wait);
        }
        try {
            Authentication granted = super.authenticate(asked);
            attempts.succeeded(name, address);
            return granted;
        } catch (BadCredentialsException wrong) {
            attempts.failed(name, address);
            throw wrong;
        }
    }

    @Override
    protected void additionalAuthenticationChecks(UserDetails account, UsernamePasswordAuthenticationToken asked) {
        Object presented = asked.getCredentials();
        String stored = account.getPassword();
        if (presented == null || stored == null) {
            throw new BadCredentialsException("no password");
        }
        String mark = mark(account.getUsername(), presented.toString(), stored);
        synchronized (known) {
            Long since = known.get(mark);
            if (since != null && System.nanoTime() - since < KNOWN_FOR) {
                return;
            }
        }
        super.additionalAuthenticationChecks(account, asked);
        synchronized (known) {
            known.put(mark, System.nanoTime());
        }
    }

    private String mark(String name, String presented, String stored) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of()
                    .formatHex(mac.doFinal((name + '\0' + stored + '\0' + presented).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String address(Authentication asked) {
        return asked.getDetails() instanceof WebAuthenticationDetails web ? web.getRemoteAddress() : "";
    }
}
