package care.nearkin.decision;

import care.nearkin.kernel.Sweep;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What was decided about signals of which no case came is deleted after a while; what belongs to a case stays with it. */
@Component
class OldDecisions {

    @ConfigurationProperties("nearkin.keep")
    record Keep(@DefaultValue("365d") Duration decisions) {

        Keep {
            if (decisions.isNegative() || decisions.isZero()) {
                throw new IllegalArgumentException("nearkin.keep.decisions has to be a time such as 365d");
            }
        }
    }

    private final Keep keep;
    private final Sweep sweep;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    OldDecisions(Keep keep, Sweep sweep, JdbcTemplate jdbc, Clock clock) {
        this.keep = keep;
        this.sweep = sweep;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    int deleteOld() {
        var before = clock.instant().minus(keep.decisions()).atOffset(ZoneOffset.UTC);
        return sweep.out("decisions", most -> jdbc.update("""
                delete from decision_taken where id in (
                    select id from decision_taken where case_number is null and taken_at < ? order by taken_at limit ?)
                """, before, most));
    }

    /** At night by the office's clock. */
    @Component
    @ConditionalOnProperty(name = "nearkin.rounds", havingValue = "true", matchIfMissing = true)
    static class Nightly {

        private final OldDecisions old;

        Nightly(OldDecisions old) {
            this.old = old;
        }

        @Scheduled(cron = "0 40 3 * * *")
        void night() {
            old.deleteOld();
        }
    }
}
