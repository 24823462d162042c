package care.nearkin.decision;

import care.nearkin.engine.FlowNews;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Writes down every decision in the transaction that takes it. One row instead of the dozens that the engine's own history
 * of decisions writes, with the facts by the names that the table gives them.
 */
@Component
class DecisionLog {

    private final EntityManager entities;
    private final Clock clock;

    DecisionLog(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    @EventListener
    void decided(FlowNews.Decided news) {
        entities.persist(new DecisionTaken(news, clock.instant()));
    }
}
