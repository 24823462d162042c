package care.nearkin.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.nearkin.NearkinTest;
import care.nearkin.signal.News.Edge;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What becomes of messages, each rule by itself, against the real database. */
@NearkinTest
class InboxTest {

    @Autowired
    TestInbox inbox;

    @Autowired
    Devices devices;

    @Autowired
    TestCaseType caseType;

    @Autowired
    JdbcTemplate jdbc;

    @Test
    void smokeOpensACaseOnceHoweverOftenItsStateIsToldAgain() {
        inbox.register("zigbee2mqtt:sig-smoke1", DeviceKind.SMOKE);
        String topic = "zigbee2mqtt/sig-smoke1";
        inbox.tell(topic, "{\"smoke\":true,\"linkquality\":1}");
        inbox.later(60);
        inbox.tell(topic, "{\"smoke\":true,\"linkquality\":2}");
        inbox.later(60);
        inbox.tell(topic, "{\"smoke\":true,\"linkquality\":3}");
        inbox.save();

        assertThat(inbox.outcomes(topic)).containsExactly("ALARM");
        assertThat(state("zigbee2mqtt:sig-smoke1", "told")).isEqualTo("3");
        assertThat(jdbc.queryForObject("select case_number from signal where topic = ?", String.class, topic))
                .isEqualTo("AL-sig-smoke1");
    }

    @Test
    void aSensorThatClearsIsNotedAndTheNextAlarmIsNewsAgain() {
        inbox.register("zigbee2mqtt:sig-smoke2", DeviceKind.SMOKE);
        String topic = "zigbee2mqtt/sig-smoke2";
        inbox.tell(topic, "{\"smoke\":true}");
        inbox.later(60);
        inbox.tell(topic, "{\"smoke\":false}");
        inbox.later(60);
        inbox.tell(topic, "{\"smoke\":true}");

        assertThat(inbox.outcomes(topic)).containsExactly("ALARM", "CLEARED", "REPEAT");
        assertThat(caseType.of("zigbee2mqtt:sig-smoke2"))
                .extracting(News::edge)
                .containsExactly(Edge.ON, Edge.OFF, Edge.ON);
    }

    @Test
    void everyPressRingsAgain() {
        inbox.register("zigbee2mqtt:sig-sos1", DeviceKind.SOS);
        String topic = "zigbee2mqtt/sig-sos1";
        inbox.tell(topic, "{\"action\":\"emergency\"}");
        inbox.later(11);
        inbox.tell(topic, "{\"action\":\"emergency\"}");

        assertThat(inbox.outcomes(topic)).containsExactly("ALARM", "REPEAT");
    }

    @Test
    void anEmptyOrNullActionIsNothing() {
        inbox.register("zigbee2mqtt:sig-sos2", DeviceKind.SOS);
        String topic = "zigbee2mqtt/sig-sos2";
        inbox.tell(topic, "{\"action\":\"emergency\"}");
        inbox.tell(topic, "{\"action\":\"\"}");
        inbox.tell(topic, "{\"action\":null}");

        assertThat(inbox.outcomes(topic)).containsExactly("ALARM");
    }

    @Test
    void aLifeSafetySignalOfAnUnknownDeviceIsHandedOnAndOtherSignalsAreShown() {
        inbox.tell("zigbee2mqtt/sig-new1", "{\"smoke\":true}");
        inbox.tell("zigbee2mqtt/sig-new2", "{\"temperature\":20}");
        inbox.tell("zigbee2mqtt/sig-new2", "{\"temperature\":21}");

        assertThat(inbox.outcomes("zigbee2mqtt/sig-new1")).containsExactly("ALARM");
        assertThat(caseType.of("zigbee2mqtt:sig-new1"))
                .singleElement()
                .returns(false, news -> news.device().known());
        assertThat(inbox.outcomes("zigbee2mqtt/sig-new2")).containsExactly("UNKNOWN_DEVICE", "UNKNOWN_DEVICE");
        assertThat(jdbc.queryForObject(
                        "select told from unknown_device where key = 'zigbee2mqtt:sig-new2'", Long.class))
                .isEqualTo(2);
        inbox.register("zigbee2mqtt:sig-new2", DeviceKind.TEMPERATURE);
        assertThat(jdbc.queryForObject(
                        "select count(*) from unknown_device where key = 'zigbee2mqtt:sig-new2'", Long.class))
                .isZero();
    }

    @Test
    void theTestWindowAndASimulatedMessageReachTheCaseType() {
        inbox.register("nearkin:sig-test1", DeviceKind.SOS);
        inbox.register("nearkin:sig-test2", DeviceKind.SOS);
        devices.test(
                "nearkin:sig-test1", inbox.at().minusSeconds(60), inbox.at().plusSeconds(60));
        inbox.tell("nearkin/sig-test1/sos", "1");
        inbox.tell("nearkin/sig-test2/sos", "{\"value\":1,\"simulated\":true}");
        inbox.later(120);
        inbox.tell("nearkin/sig-test1/sos", "1");

        assertThat(inbox.outcomes("nearkin/sig-test1/sos")).containsExactly("TEST", "REPEAT");
        assertThat(inbox.outcomes("nearkin/sig-test2/sos")).containsExactly("TEST");
    }

    @Test
    void doorsAndMovementAreActivityAndHealthIsCounted() {
        inbox.register("zigbee2mqtt:sig-door1", DeviceKind.DOOR);
        inbox.register("zigbee2mqtt:sig-pir1", DeviceKind.MOTION);
        inbox.tell("zigbee2mqtt/sig-door1", "{\"contact\":false,\"battery\":50}");
        inbox.tell("zigbee2mqtt/sig-pir1", "{\"occupancy\":true}");
        inbox.later(60);
        inbox.tell("zigbee2mqtt/sig-pir1", "{\"occupancy\":false}");
        inbox.tell("zigbee2mqtt/sig-door1/availability", "{\"state\":\"offline\"}");
        inbox.save();

        assertThat(inbox.outcomes("zigbee2mqtt/sig-door1")).containsExactly("ACTIVITY");
        assertThat(inbox.outcomes("zigbee2mqtt/sig-pir1")).containsExactly("ACTIVITY");
        assertThat(inbox.outcomes("zigbee2mqtt/sig-door1/availability")).isEmpty();
        assertThat(jdbc.queryForList(
                        "select outcome from signal_state where device = 'zigbee2mqtt:sig-door1' and kind = 'online'",
                        String.class))
                .containsExactly("HEALTH");
    }

    @Test
    void anAlarmThatNoCaseTypeAnswersIsKept() {
        inbox.register("nearkin:sig-mute1", DeviceKind.SMOKE);
        inbox.tell("nearkin/sig-mute1/smoke", "ON");

        assertThat(jdbc.queryForList("select why from signal where topic = 'nearkin/sig-mute1/smoke'", String.class))
                .containsExactly("signal.why.unanswered");
    }

    @Test
    void aMessageWithSeveralReadingsTakesTheGravestOutcome() {
        inbox.register("zigbee2mqtt:sig-many1", DeviceKind.SMOKE);
        inbox.tell("zigbee2mqtt/sig-many1", "{\"battery\":80,\"occupancy\":true,\"smoke\":true,\"tamper\":true}");

        assertThat(inbox.outcomes("zigbee2mqtt/sig-many1")).containsExactly("ALARM");
        assertThat(jdbc.queryForObject("select kind from signal where topic = 'zigbee2mqtt/sig-many1'", String.class))
                .isEqualTo("smoke");
    }

    @Test
    void whatCannotBeUnderstoodIsKeptWithItsText() {
        inbox.tell("zigbee2mqtt/sig-x", "{\"smoke\":");
        inbox.tell("zigbee2mqtt/sig-x/set", "{\"siren\":1}");
        inbox.register("zigbee2mqtt:sig-y", DeviceKind.SMOKE);
        inbox.tell("zigbee2mqtt/sig-y", "{\"smoke\":\"perhaps\"}");

        assertThat(inbox.outcomes("zigbee2mqtt/sig-x")).containsExactly("UNREADABLE");
        assertThat(inbox.outcomes("zigbee2mqtt/sig-x/set")).containsExactly("IGNORED");
        assertThat(inbox.outcomes("zigbee2mqtt/sig-y")).containsExactly("UNREADABLE");
        assertThat(jdbc.queryForObject("select raw from signal where topic = 'zigbee2mqtt/sig-x'", String.class))
                .as("sealed")
                .startsWith("v1:");
    }

    @Test
    void aRetiredDeviceIsOutOfUseButASosIsStillHandedOn() {
        inbox.register("nearkin:sig-gone1", DeviceKind.SOS);
        devices.retire("nearkin:sig-gone1");
        inbox.tell("nearkin/sig-gone1/temperature", "20");
        inbox.tell("nearkin/sig-gone1/sos", "1");

        assertThat(inbox.outcomes("nearkin/sig-gone1/temperature")).containsExactly("IGNORED");
        assertThat(inbox.outcomes("nearkin/sig-gone1/sos")).containsExactly("ALARM");
    }

    @Test
    void whenACaseTypeFailsNothingIsStoredAndNothingIsRemembered() {
        inbox.register("nearkin:sig-broken1", DeviceKind.SMOKE);
        Item item = inbox.item("nearkin/sig-broken1/smoke", "ON");

        assertThatThrownBy(() -> inbox.take(List.of(item))).hasMessageContaining("cannot answer");
        assertThat(inbox.outcomes("nearkin/sig-broken1/smoke")).isEmpty();
        assertThatThrownBy(() -> inbox.take(List.of(item))).hasMessageContaining("cannot answer");
        inbox.giveUp(item);
        assertThat(inbox.outcomes("nearkin/sig-broken1/smoke")).containsExactly("UNREADABLE");
    }

    @Test
    void textThatADatabaseWouldRefuseIsKeptToo() {
        inbox.tell("zigbee2mqtt/sig-odd", "{\"smoke\":\"\\u0000\\ud800\",\"a\\u0000b\":1}");
        inbox.tell("zigbee2mqtt/" + "x".repeat(400), "{\"smoke\":true}");

        assertThat(inbox.outcomes("zigbee2mqtt/sig-odd")).hasSize(1);
        assertThat(inbox.outcomes("zigbee2mqtt/" + "x".repeat(400))).containsExactly("UNREADABLE");
    }

    private String state(String device, String column) {
        return jdbc.queryForObject(
                "select " + column + "::text from signal_state where device = ? order by received_at desc limit 1",
                String.class,
                device);
    }
}
