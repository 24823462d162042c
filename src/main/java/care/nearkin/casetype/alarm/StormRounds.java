package care.nearkin.casetype.alarm;

import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks for storms every few seconds; tests switch it off and look by hand. */
@Component
@ConditionalOnProperty(name = "nearkin.rounds", havingValue = "true", matchIfMissing = true)
class StormRounds {

    private final StormWatch watch;

    StormRounds(StormWatch watch) {
        this.watch = watch;
    }

    @Scheduled(initialDelay = 15, fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void look() {
        watch.round();
    }
}
