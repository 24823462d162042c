package care.nearkin.notification;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Messages as rows of the outbox. */
@Service
class StoredMessages implements Messages {

    private final Outbox outbox;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StoredMessages(Outbox outbox, ApplicationEventPublisher events, Clock clock) {
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void send(List<Message> messages) {
        if (!messages.isEmpty()) {
            outbox.add(messages, clock.instant());
            events.publishEvent(new Posted());
        }
    }

    @Override
    @Transactional
    public void recall(String keyPrefix) {
        outbox.recall(keyPrefix, clock.instant());
    }

    @Override
    @Transactional(readOnly = true)
    public boolean carries(Channel channel, @Nullable String area) {
        return outbox.carried(channel, area);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Sent> of(String keyPrefix) {
        return outbox.of(keyPrefix);
    }
}
