package care.nearkin.worklist;

import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A step that began in the very moment in which its case was sealed, or opened again, did not see it: set right afterwards. */
@Component
class SealedSteps {

    private final JdbcClient jdbc;

    SealedSteps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Answers how many there were. */
    @Transactional
    int setRight() {
        int sealed = jdbc.sql("""
                        update open_task t set sealed = true, resident = null from case_file f
                         where f.sealed_at is not null and t.case_number = f.number and not t.sealed""").update();
        int open = jdbc.sql("""
                        update open_task t set sealed = false, resident = f.resident from case_file f
                         where t.sealed and f.number = t.case_number and f.sealed_at is null""").update();
        return sealed + open;
    }

    /** Every minute. */
    @Component
    @ConditionalOnProperty(name = "nearkin.rounds", havingValue = "true", matchIfMissing = true)
    static class EveryMinute {

        private final SealedSteps steps;

        EveryMinute(SealedSteps steps) {
            this.steps = steps;
        }

        @Scheduled(initialDelay = 45, fixedDelay = 60, timeUnit = TimeUnit.SECONDS)
        void minute() {
            steps.setRight();
        }
    }
}
