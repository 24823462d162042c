package care.nearkin.embedded;

import java.util.List;

/**
 * Somebody who may connect to the embedded broker, with the MQTT topic filters she may publish to and subscribe; what
 * no filter covers is refused.
 */
public record BrokerAccount(String name, List<String> publish, List<String> subscribe) {

    public BrokerAccount {
        if (!name.matches("[\\p{L}\\p{N}._@-]{1,64}")) {
            throw new IllegalArgumentException("Not a name for a broker account");
        }
        publish = List.copyOf(publish);
        subscribe = List.copyOf(subscribe);
    }

    boolean mayPublish(String topic) {
        return publish.stream().anyMatch(filter -> TopicFilter.covers(filter, topic));
    }

    boolean maySubscribe(String topicFilter) {
        return subscribe.stream().anyMatch(filter -> TopicFilter.covers(filter, topicFilter));
    }

    /** What client ids and queue names of this account begin with, so that no account can take over another's. */
    String prefix() {
        return name + ":";
    }
}
