package care.nearkin.signal;

import care.nearkin.signal.format.Message;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Devices of other modules' tests that say something now, without a broker. */
@Component
public class DeviceTalk {

    private final Inbox inbox;
    private final Dispatch dispatch;
    private final SilenceWatch watch;
    private final PersonWatch people;
    private final DeafTime deaf;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final ObjectProvider<Clock> clock;

    DeviceTalk(
            Inbox inbox,
            Dispatch dispatch,
            SilenceWatch watch,
            PersonWatch people,
            DeafTime deaf,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            ObjectProvider<Clock> clock) {
        this.deaf = deaf;
        this.jdbc = jdbc;
        this.transaction = transaction;
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
        inbox.take(dispatch.read(new Message(topic, payload.getBytes(StandardCharsets.UTF_8), false, now)), book);
        inbox.save(book, true);
    }

    /** From here on the watch has nothing to do with other tests' devices and people. */
    public void onlyThese(List<String> devices, List<Long> residents) {
        transaction.executeWithoutResult(tx -> {
            jdbc.update("update device_watch set look_at = null, test_look_at = null where device <> all(?)", (Object)
                    devices.toArray(String[]::new));
            jdbc.update("update person_watch set look_at = null where resident <> all(?)", (Object)
                    residents.toArray(Long[]::new));
        });
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

    /** Nobody listened from then until now. */
    public void wasDeaf(Instant from) {
        transaction.executeWithoutResult(tx -> jdbc.update("update listening set alive_at = ?", SqlTime.of(from)));
        deaf.listening();
    }

    public void listens() {
        deaf.listening();
    }

    public void forgetDeafTimes() {
        transaction.executeWithoutResult(tx -> {
            jdbc.update("delete from deaf_time");
            jdbc.update("delete from listening");
        });
    }
}
