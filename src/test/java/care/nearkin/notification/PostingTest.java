package care.nearkin.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.nearkin.NearkinTest;
import care.nearkin.notification.Sent.State;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox as it works by itself, when nobody makes its rounds by hand. */
@NearkinTest
class PostingTest {

    @Autowired
    Messages messages;

    @Autowired
    Webhooks webhooks;

    @Autowired
    Postman postman;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    final TestServer server = new TestServer();
    final String number = "P" + UUID.randomUUID().toString().substring(0, 8);
    Posting posting;

    @BeforeEach
    void begin() {
        empty();
        posting = new Posting(postman);
    }

    @AfterEach
    void end() {
        posting.stop();
        server.close();
        empty();
    }

    private void empty() {
        transaction.executeWithoutResult(status -> {
            jdbc.update("delete from outgoing");
            jdbc.update("delete from webhook");
        });
    }

    @Test
    void whatIsPostedLeavesByItselfAndWhatIsOnItsWayArrivesBeforeItStops() {
        webhooks.add(new Webhooks.Entry("gateway", server.url(), Set.of(Channel.SMS), Set.of(), true));
        posting.start();
        messages.send(List.of(message(0)));
        await().atMost(Duration.ofSeconds(10)).until(() -> server.got.size() == 1);

        server.hang();
        messages.send(IntStream.range(1, 50).mapToObj(this::message).toList());
        posting.on(new Posted());
        await().atMost(Duration.ofSeconds(10)).until(() -> server.got.size() == 17);
        new Thread(() -> {
                    await().pollDelay(Duration.ofMillis(300)).until(() -> true);
                    server.gate.countDown();
                })
                .start();
        posting.stop();

        assertThat(server.got).as("nothing more is taken").hasSize(17);
        assertThat(messages.of(number))
                .filteredOn(sent -> sent.state() == State.SENT)
                .as("and what was on its way is noted down")
                .hasSize(17);
        posting.start();
        await().atMost(Duration.ofSeconds(10)).until(() -> server.got.size() == 50);
    }

    private Message message(int rest) {
        return new Message(
                "webhook-test",
                number + ":" + rest,
                new To.Phone("13800000000", To.Via.SMS),
                Locale.SIMPLIFIED_CHINESE,
                Map.of(),
                null,
                true);
    }
}
