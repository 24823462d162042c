package care.nearkin.notification;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.NearkinTest;
import care.nearkin.notification.Sent.State;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@NearkinTest
class MessagesTest {

    @Autowired
    Messages messages;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    final String number = "T" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void manyAreWrittenAtOnceAndTheSameKeyOnlyOnce() {
        messages.send(List.of(sms("1"), sms("2")));
        messages.send(List.of(sms("2"), sms("3")));

        assertThat(messages.of(number)).extracting(Sent::key).containsExactly(key("1"), key("2"), key("3"));
        assertThat(messages.of(key("2"))).hasSize(1).first().satisfies(sent -> {
            assertThat(sent.state()).isEqualTo(State.WAITING);
            assertThat(sent.channel()).isEqualTo(Channel.SMS);
            assertThat(sent.trouble()).isNull();
        });
    }

    @Test
    void whatIsRecalledIsStoppedAndWhatOnlyBeginsAlikeIsNot() {
        messages.send(List.of(sms("1"), sms("10")));

        messages.recall(key("1"));

        assertThat(messages.of(number)).extracting(Sent::state).containsExactly(State.RECALLED, State.WAITING);
        messages.recall(number);
        assertThat(messages.of(number)).extracting(Sent::state).containsOnly(State.RECALLED);
    }

    @Test
    void addressNameAndSecretAreSealedWhereTheyWait() {
        messages.send(List.of(sms("1")));

        assertThat(jdbc.queryForList("select outgoing::text from outgoing where key = ?", String.class, key("1")))
                .hasSize(1)
                .noneMatch(row -> row.contains("13800") || row.contains("secret") || row.contains("王"));
        assertThat(sms("1").toString()).doesNotContain("13800").doesNotContain("secret");
    }

    @Test
    void aCallerThatRollsBackHasSentNothing() {
        transaction.executeWithoutResult(status -> {
            messages.send(List.of(sms("1")));
            status.setRollbackOnly();
        });

        assertThat(messages.of(number)).isEmpty();
    }

    private String key(String rest) {
        return number + ":contact:" + rest;
    }

    private Message sms(String rest) {
        return new Message(
                "test",
                key(rest),
                new To.Phone("13800000000", To.Via.SMS),
                Locale.SIMPLIFIED_CHINESE,
                Map.of("name", "王奶奶", "case", number),
                "/a/secret",
                true);
    }
}
