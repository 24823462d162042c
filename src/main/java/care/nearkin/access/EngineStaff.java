package care.nearkin.access;

import care.nearkin.engine.Identities;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.MessageSource;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** At each start the engine's people are made the same as ours, whatever was restored or changed behind our back. */
@Component
@Order(50)
class EngineStaff implements ApplicationRunner {

    private static final long LOCK = 0x4e6561724964L;

    private final StoredStaffAccounts accounts;
    private final Identities identities;
    private final MessageSource words;
    private final JdbcTemplate jdbc;

    EngineStaff(StoredStaffAccounts accounts, Identities identities, MessageSource words, JdbcTemplate jdbc) {
        this.accounts = accounts;
        this.identities = identities;
        this.words = words;
        this.jdbc = jdbc;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        // one node at a time: the engine's tables know no "insert unless there"
        jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, LOCK);
        Map<String, String> names = Arrays.stream(Group.values()).collect(Collectors.toMap(Group::key, this::name));
        identities.mirrorAll(names, accounts.people());
    }

    private String name(Group group) {
        String key = "access.group." + group.key();
        return words.getMessage(key, null, Locale.ENGLISH) + " · " + words.getMessage(key, null, Locale.CHINESE);
    }
}
