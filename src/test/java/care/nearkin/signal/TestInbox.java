package care.nearkin.signal;

import care.nearkin.signal.Devices.Registration;
import care.nearkin.signal.format.Message;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.context.annotation.Scope;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The inbox without a broker: devices tell something at a time that the test moves on, an hour ago at first. Each test has
 * one of its own, with a book of its own.
 */
@Component
@Scope("prototype")
class TestInbox {

    private final Inbox inbox;
    private final Dispatch dispatch;
    private final Devices devices;
    private final JdbcTemplate jdbc;

    private Book book;
    private Instant at;

    TestInbox(Inbox inbox, Dispatch dispatch, Devices devices, JdbcTemplate jdbc, Clock clock) {
        this.inbox = inbox;
        this.dispatch = dispatch;
        this.devices = devices;
        this.jdbc = jdbc;
        this.at = clock.instant().minus(Duration.ofHours(1));
        this.book = new Book(at);
    }

    void register(String key, DeviceKind kind) {
        devices.put(key, Registration.of(kind, null, null));
    }

    Instant at() {
        return at;
    }

    void later(int seconds) {
        at = at.plusSeconds(seconds);
    }

    /** From here on it is then, and nothing is remembered but what is stored. */
    void beginAt(Instant then) {
        at = then;
        restart();
    }

    /** What is not stored is forgotten, as when the program was killed. */
    void restart() {
        book = new Book(at);
    }

    /** The program was killed and came back after so many seconds. */
    void away(int seconds) {
        Instant heardUntil = at;
        later(seconds);
        book = new Book(at, heardUntil);
    }

    void tell(String topic, String payload) {
        take(items(topic, payload, false));
    }

    /** Kept by the broker from earlier and delivered because we subscribed. */
    void retained(String topic, String payload) {
        take(items(topic, payload, true));
    }

    Item item(String topic, String payload) {
        return items(topic, payload, false).get(0);
    }

    /** A message in its parts, as it arrives now. */
    List<Item> items(String topic, String payload) {
        return items(topic, payload, false);
    }

    private List<Item> items(String topic, String payload, boolean retained) {
        return dispatch.read(new Message(topic, payload.getBytes(StandardCharsets.UTF_8), retained, at));
    }

    void take(List<Item> items) {
        inbox.take(items, book);
    }

    void giveUp(Item item) {
        inbox.giveUp(item);
    }

    /** Writes what was only counted so far. */
    void save() {
        inbox.save(book, true);
    }

    /** What became of each message on this topic that is shown. */
    List<String> outcomes(String topic) {
        return jdbc.queryForList("select outcome from signal where topic = ? order by id", String.class, topic);
    }
}
