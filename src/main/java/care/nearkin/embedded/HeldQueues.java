package care.nearkin.embedded;

import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.postoffice.impl.LocalQueueBinding;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;

/**
 * Lets queues go on that Artemis holds. A client may have only so many messages in hand, of all its subscriptions together;
 * when it acknowledges some, Artemis goes on with the subscription they came by and forgets the others, which wait until
 * something new comes for them. Looked after each second.
 */
final class HeldQueues {

    private static final long MILLIS = 1000;

    private HeldQueues() {}

    static void watch(ActiveMQServer server) {
        server.getScheduledPool().scheduleWithFixedDelay(() -> letGo(server), MILLIS, MILLIS, TimeUnit.MILLISECONDS);
    }

    private static void letGo(ActiveMQServer server) {
        server.getPostOffice()
                .getAllBindings()
                .filter(LocalQueueBinding.class::isInstance)
                .map(binding -> ((LocalQueueBinding) binding).getQueue())
                .filter(HeldQueues::held)
                .forEach(Queue::deliverAsync);
    }

    /** Somebody listens, something waits, and nothing is on the way whose acknowledgement would bring the rest. */
    private static boolean held(Queue queue) {
        return queue.getConsumerCount() > 0 && queue.getDeliveringCount() == 0 && queue.getMessageCount() > 0;
    }
}
