package care.nearkin.signal;

import care.nearkin.access.AccessLog;
import care.nearkin.embedded.BrokerAccount;
import care.nearkin.embedded.BrokerAccounts;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.SamplePasswords;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.annotation.Transactional;

@Service
class StoredGatewayAccounts implements GatewayAccounts, BrokerAccounts, SamplePasswords {

    private static final Logger LOG = LoggerFactory.getLogger(StoredGatewayAccounts.class);
    private static final int PASSWORD_BYTES = 15;
    private static final int MOST_FILTERS = 50;
    /** BCrypt reads no more. */
    private static final int LONGEST_PASSWORD = 72;

    /** What was right for a hash once; a changed password changes the hash, so it can never be right by mistake. */
    private record Right(String hash, String password) {}

    private final MqttAccountRows rows;
    private final AccessLog log;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final BCryptPasswordEncoder encoder = new BCryptPasswordEncoder();
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Right> right = new ConcurrentHashMap<>();

    StoredGatewayAccounts(MqttAccountRows rows, AccessLog log, Clock clock, ApplicationEventPublisher events) {
        this.rows = rows;
        this.log = log;
        this.clock = clock;
        this.events = events;
    }

    /** A gateway that reconnects costs one look into the table; only its first password costs a BCrypt. */
    @Override
    public Optional<BrokerAccount> authenticate(String name, String password) {
        try {
            return rows.findByName(name)
                    .filter(account -> !account.isLocked() && matches(account, password))
                    .map(account -> new BrokerAccount(name, account.getPublish(), account.getSubscribe()));
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("A gateway could not be let in: the database does not answer");
            return Optional.empty();
        }
    }

    private boolean matches(MqttAccount account, String password) {
        Right given = new Right(account.hash(), password);
        if (given.equals(right.get(account.getName()))) {
            return true;
        }
        boolean matches = password.length() <= LONGEST_PASSWORD && encoder.matches(password, account.hash());
        if (matches) {
            right.put(account.getName(), given);
        }
        return matches;
    }

    @Override
    @Transactional
    public void putSample(String name, String password, List<String> publish, List<String> subscribe) {
        put(name, password, true, publish, subscribe);
    }

    @Override
    @Transactional(readOnly = true)
    public boolean inUse() {
        return rows.existsBySamplePasswordTrueAndLockedFalse();
    }

    private void put(String name, String password, boolean bySample, List<String> publish, List<String> subscribe) {
        check(name, publish, subscribe);
        String hash = encoder.encode(password);
        MqttAccount account = rows.findByName(name).orElseGet(() -> new MqttAccount(name, hash, clock.instant()));
        account.password(hash, bySample, clock.instant());
        account.rights(publish, subscribe, clock.instant());
        rows.save(account);
        log.wrote("gateway-account", name, "put");
        events.publishEvent(new GatewayDoor.Changed(name));
    }

    @Override
    @Transactional(readOnly = true)
    public boolean exists(String name) {
        return rows.findByName(name).isPresent();
    }

    /** Answers the password, which nobody can read again. */
    @Transactional
    public String add(String name, List<String> publish, List<String> subscribe) {
        if (exists(name)) {
            throw Refusal.conflict("signal.refusal.accountExists", name);
        }
        String password = password();
        put(name, password, false, publish, subscribe);
        return password;
    }

    @Transactional
    public String reset(String name) {
        String password = password();
        existing(name).password(encoder.encode(password), clock.instant());
        log.wrote("gateway-account", name, "password");
        events.publishEvent(new GatewayDoor.Changed(name));
        return password;
    }

    @Transactional
    public void lock(String name, boolean locked) {
        existing(name).lock(locked, clock.instant());
        log.wrote("gateway-account", name, locked ? "locked" : "unlocked");
        events.publishEvent(new GatewayDoor.Changed(name));
    }

    @Transactional(readOnly = true)
    public List<MqttAccount> all() {
        return rows.findAllByOrderByName();
    }

    private MqttAccount existing(String name) {
        return rows.findByName(name).orElseThrow(() -> Refusal.notFound("signal.refusal.noAccount", name));
    }

    private String password() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Nearkin's own account is named {@code nearkin}; nobody else may be. */
    private static void check(String name, List<String> publish, List<String> subscribe) {
        if (!name.matches("[\\p{L}\\p{N}._@-]{1,64}") || name.equals("nearkin")) {
            throw Refusal.invalid("name", "signal.refusal.accountName");
        }
        if (publish.isEmpty()
                || publish.size() > MOST_FILTERS
                || !publish.stream().allMatch(Sources::filter)) {
            throw Refusal.invalid("publish", "signal.refusal.filter");
        }
        if (subscribe.size() > MOST_FILTERS || !subscribe.stream().allMatch(Sources::filter)) {
            throw Refusal.invalid("subscribe", "signal.refusal.filter");
        }
    }
}
