package care.nearkin.casefile;

import care.nearkin.kernel.Sweep;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** A note that nobody went on writing is deleted after the same while as the draft of a form. */
@Component
class OldNoteDrafts {

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
    private final NoteDrafts drafts;
    private final Clock clock;

    OldNoteDrafts(Keep keep, Sweep sweep, NoteDrafts drafts, Clock clock) {
        this.keep = keep;
        this.sweep = sweep;
        this.drafts = drafts;
        this.clock = clock;
    }

    int deleteOld() {
        return sweep.out(
                "note drafts", most -> drafts.discardOld(clock.instant().minus(keep.drafts()), most));
    }

    /** At night by the office's clock. */
    @Component
    @ConditionalOnProperty(name = "nearkin.rounds", havingValue = "true", matchIfMissing = true)
    static class Nightly {

        private final OldNoteDrafts old;

        Nightly(OldNoteDrafts old) {
            this.old = old;
        }

        @Scheduled(cron = "0 55 3 * * *")
        void night() {
            old.deleteOld();
        }
    }
}
