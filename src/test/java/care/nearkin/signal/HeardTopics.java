package care.nearkin.signal;

import org.springframework.stereotype.Component;

/** Whether a message on a topic must reach the inbox, for those outside who count. */
@Component
public class HeardTopics {

    private final Sources sources;

    HeardTopics(Sources sources) {
        this.sources = sources;
    }

    public boolean heard(String topic) {
        return sources.of(topic).isPresent();
    }
}
