package care.nearkin.signal;

import care.nearkin.embedded.OwnSubscription;
import java.util.List;
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
}
