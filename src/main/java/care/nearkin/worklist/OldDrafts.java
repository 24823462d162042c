package care.nearkin.worklist;

import care.nearkin.kernel.Sweep;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** A draft that nobody went on with is deleted after a while, though its step still waits. */
@Component
class OldDrafts {

    @ConfigurationProperties("nearkin.keep")
    record Keep(@DefaultValue("30d") Duration drafts) {

        Keep {
            if (drafts.isNegative() || drafts.isZero()) {
                throw new IllegalArgumentException("nearkin.keep.drafts has to be a time such as 30d");
            }
        }
    }

    private final Keep keep;
    private final Sweep sweep;
    private final DraftRows rows;
    private final Clock clock;

    OldDrafts(Keep keep, Sweep sweep, DraftRows rows, Clock clock) {
        this.keep = keep;
        this.sweep = sweep;
        this.rows = rows;
        this.clock = clock;
    }

    int deleteOld() {
        return sweep.out("drafts", most -> rows.discardOld(clock.instant().minus(keep.drafts()), most));
    }

    /** At night by the office's clock. */
    @Component
    @ConditionalOnProperty(name = "nearkin.rounds", havingValue = "true", matchIfMissing = true)
    static class Nightly {

        private final OldDrafts old;

        Nightly(OldDrafts old) {
            this.old = old;
        }

        @Scheduled(cron = "0 50 3 * * *")
        void night() {
            old.deleteOld();
        }
    }
}
