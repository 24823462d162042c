package care.nearkin.people;

import care.nearkin.kernel.Sweep;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** A table of residents that nobody went on with is deleted after a day: it is a list of people and of where they live. */
@Component
class OldImports {

    private static final Duration KEPT = Duration.ofDays(1);

    private final Sweep sweep;
    private final ResidentImportRows rows;
    private final Clock clock;

    OldImports(Sweep sweep, ResidentImportRows rows, Clock clock) {
        this.sweep = sweep;
        this.rows = rows;
        this.clock = clock;
    }

    int deleteOld() {
        return sweep.out(
                "resident imports", most -> rows.discardOld(clock.instant().minus(KEPT), most));
    }

    /** Every hour. */
    @Component
    @ConditionalOnProperty(name = "nearkin.rounds", havingValue = "true", matchIfMissing = true)
    static class Hourly {

        private final OldImports old;

        Hourly(OldImports old) {
            this.old = old;
        }

        @Scheduled(cron = "0 20 * * * *")
        void hour() {
            old.deleteOld();
        }
    }
}
