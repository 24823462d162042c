package care.nearkin.signal;

import care.nearkin.kernel.Sweep;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Messages are kept for a while and then deleted: with their raw text they tell when somebody was at home. What belongs to
 * a case and may have been a matter of life lives as long as the case.
 */
@Component
class OldSignals {

    @ConfigurationProperties("nearkin.keep")
    record Keep(@DefaultValue("180d") Duration signals) {

        Keep {
            if (signals.isNegative() || signals.isZero()) {
                throw new IllegalArgumentException("nearkin.keep.signals has to be a time such as 180d");
            }
        }
    }

    private static final String[] LIFE_SAFETY = Arrays.stream(SignalKind.values())
            .filter(SignalKind::lifeSafety)
            .map(SignalKind::key)
            .toArray(String[]::new);

    private final Keep keep;
    private final Sweep sweep;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    OldSignals(Keep keep, Sweep sweep, JdbcTemplate jdbc, Clock clock) {
        this.keep = keep;
        this.sweep = sweep;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    int deleteOld() {
        var before = SqlTime.of(clock.instant().minus(keep.signals()));
        return sweep.out("signals", most -> jdbc.update("""
                delete from signal where id in (
                    select id from signal
                     where received_at < ? and not (case_number is not null and coalesce(kind, '') = any(?))
                     order by received_at limit ?)
                """, before, LIFE_SAFETY, most));
    }

    /** At night by the office's clock. */
    @Component
    @ConditionalOnProperty(name = "nearkin.rounds", havingValue = "true", matchIfMissing = true)
    static class Nightly {

        private final OldSignals old;

        Nightly(OldSignals old) {
            this.old = old;
        }

        @Scheduled(cron = "0 20 3 * * *")
        void night() {
            old.deleteOld();
        }
    }
}
