package care.nearkin.signal;

import care.nearkin.embedded.OwnSubscription;
import care.nearkin.signal.format.Order;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Tells the embedded broker what this program is going to receive. */
@Component
class OwnTopics implements OwnSubscription {

    private final Intake intake;
    private final Sources sources;

    OwnTopics(Intake intake, Sources sources) {
        this.intake = intake;
        this.sources = sources;
    }

    @Override
    public List<String> topics() {
        return intake.enabled() ? sources.topics() : List.of();
    }

    /** Orders to devices, and what a trial of the sample says in their place. */
    @Override
    public List<String> speaks() {
        return Stream.concat(sources.topics().stream(), Order.topics(sources.sources()).stream())
                .distinct()
                .toList();
    }
}
