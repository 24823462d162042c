package care.nearkin.notification;

import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What is done again and again; tests switch it off and do it by hand. */
@Component
@EnableScheduling
@ConditionalOnProperty(name = "nearkin.rounds", havingValue = "true", matchIfMissing = true)
class Rounds {

    private final Watch watch;
    private final OldNotices old;
    private final Gathering gathering;

    Rounds(Watch watch, OldNotices old, Gathering gathering) {
        this.watch = watch;
        this.old = old;
        this.gathering = gathering;
    }

    /** The first look leaves people a minute to be back after a restart. */
    @Scheduled(initialDelay = 60, fixedDelay = 15, timeUnit = TimeUnit.SECONDS)
    void look() {
        watch.look();
    }

    @Scheduled(initialDelay = 20, fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
    void gather() {
        gathering.round();
    }

    /** At night by the office's clock. */
    @Scheduled(cron = "0 40 3 * * *")
    void tidy() {
        old.deleteOld();
    }
}
