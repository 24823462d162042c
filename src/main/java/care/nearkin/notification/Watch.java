package care.nearkin.notification;

import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.kernel.Trouble;
import care.nearkin.notification.Notice.Channel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Looks after what would make the whole house deaf: nobody at the alarm desk, no line to the broker. Supervisors get a
 * banner that goes away by itself and at most one mail an hour. What was told stands in the database, so that a restart
 * neither forgets nor repeats it.
 */
@Component
class Watch {

    static final String NO_OPERATOR = "no-operator";

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration BETWEEN_MAILS = Duration.ofHours(1);

    private final Notices notices;
    private final NoticeRows rows;
    private final Outbox outbox;
    private final StaffAccounts staff;
    private final Clock clock;
    private final Map<String, Instant> troubles = new ConcurrentHashMap<>();

    Watch(Notices notices, NoticeRows rows, Outbox outbox, StaffAccounts staff, Clock clock) {
        this.notices = notices;
        this.rows = rows;
        this.outbox = outbox;
        this.staff = staff;
        this.clock = clock;
    }

    @EventListener
    @Transactional
    void on(Trouble trouble) {
        if (trouble.over()) {
            troubles.remove(trouble.kind());
            notices.over(trouble.kind());
        } else {
            troubles.putIfAbsent(trouble.kind(), trouble.since());
        }
    }

    @Transactional
    void look() {
        if (!staff.isAnySignedIn(Set.of(Group.OPERATOR))) {
            tell(NO_OPERATOR);
        } else if (rows.standingSince(NO_OPERATOR).isPresent()) {
            notices.over(NO_OPERATOR);
        }
        Instant longAgo = clock.instant().minus(PATIENCE);
        troubles.forEach((kind, since) -> {
            if (!since.isAfter(longAgo)) {
                tell(kind);
            }
        });
    }

    /** Once when it starts, then every hour that it lasts; the minute in the key makes two nodes tell once. */
    private void tell(String kind) {
        Instant now = clock.instant();
        Instant hourAgo = now.minus(BETWEEN_MAILS);
        if (rows.standingSince(kind).filter(hourAgo::isBefore).isPresent()) {
            return;
        }
        boolean mailedLately = outbox.lastPosted(kind).filter(hourAgo::isBefore).isPresent();
        notices.over(kind);
        notices.tell(new Notice(
                kind,
                kind + ":" + now.truncatedTo(ChronoUnit.MINUTES),
                EnumSet.of(Group.SUPERVISOR, Group.ADMIN),
                Set.of(),
                null,
                Map.of(),
                null,
                true,
                mailedLately ? EnumSet.of(Channel.IN_APP) : EnumSet.allOf(Channel.class)));
    }
}
