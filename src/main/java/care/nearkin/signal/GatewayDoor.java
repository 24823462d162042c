package care.nearkin.signal;

import care.nearkin.embedded.BrokerSessions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Ends what a gateway's account still has open when it was locked or got another password or other rights: the broker
 * looks at an account only when it connects. After the commit, or the gateway would be back before it counts.
 */
@Component
class GatewayDoor {

    record Changed(String account) {}

    private final ObjectProvider<BrokerSessions> sessions;

    GatewayDoor(ObjectProvider<BrokerSessions> sessions) {
        this.sessions = sessions;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void shut(Changed changed) {
        sessions.ifAvailable(broker -> broker.end(changed.account()));
    }
}
