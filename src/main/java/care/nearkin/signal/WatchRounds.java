package care.nearkin.signal;

import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The watch's rounds; tests switch them off and make them by hand. Only where messages come in and are not waiting: who
 * does not hear must not call anybody silent.
 */
@Component
@ConditionalOnProperty(name = "nearkin.rounds", havingValue = "true", matchIfMissing = true)
class WatchRounds {

    private static final int FEW = 1000;

    private final Reception reception;
    private final DeafTime deaf;
    private final SilenceWatch devices;
    private final PersonWatch people;

    WatchRounds(Reception reception, DeafTime deaf, SilenceWatch devices, PersonWatch people) {
        this.reception = reception;
        this.deaf = deaf;
        this.devices = devices;
        this.people = people;
    }

    @Scheduled(initialDelay = 20, fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void look() {
        if (reception.receiving()) {
            deaf.listening();
            if (reception.waiting() < FEW) {
                devices.round();
                people.round();
            }
        }
    }

    @Scheduled(initialDelay = 60, fixedDelay = 60, timeUnit = TimeUnit.SECONDS)
    void tests() {
        if (reception.receiving()) {
            devices.tests();
        }
    }
}
