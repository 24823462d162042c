package care.nearkin.worklist;

import care.nearkin.duty.Deputies;
import care.nearkin.engine.StandIn;
import org.springframework.stereotype.Component;

/** Lets a deputy take over what an absent colleague holds, in Camunda Tasklist too. */
@Component
class DeputyTakesOver implements StandIn {

    private final Deputies deputies;

    DeputyTakesOver(Deputies deputies) {
        this.deputies = deputies;
    }

    @Override
    public boolean standsInFor(String deputy, String holder) {
        return deputies.standsInFor(deputy).contains(holder);
    }
}
