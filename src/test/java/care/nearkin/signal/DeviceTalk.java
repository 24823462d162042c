package care.nearkin.signal;

import care.nearkin.signal.format.Message;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Devices of other modules' tests that say something now, without a broker. */
@Component
public class DeviceTalk {

    private final Inbox inbox;
    private final Dispatch dispatch;
    private final SilenceWatch watch;
    private final PersonWatch people;
    private final ObjectProvider<Clock> clock;

    DeviceTalk(Inbox inbox, Dispatch dispatch, SilenceWatch watch, PersonWatch people, ObjectProvider<Clock> clock) {
        this.inbox = inbox;
        this.dispatch = dispatch;
        this.watch = watch;
        this.people = people;
        this.clock = clock;
    }

    /** The button of a device of our own format. */
    public void press(String device) {
        say(device, "sos", "1");
    }

    /** {@code device} is {@code nearkin:<name>}; what it says is written down at once. */
    public void say(String device, String signal, String payload) {
        Instant now = clock.getObject().instant();
        Book book = new Book(now);
        String topic = device.replace(':', '/') + "/" + signal;
        inbox.take(
                List.of(dispatch.read(new Message(topic, payload.getBytes(StandardCharsets.UTF_8), false, now))), book);
        inbox.save(book);
    }

    /** The watch looks; answers how many devices it found silent. */
    public int look() {
        return watch.round();
    }

    public int lookForPeople() {
        return people.round();
    }

    public int lookForTests() {
        return watch.tests();
    }
}
