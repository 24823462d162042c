package care.nearkin.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.nearkin.NearkinTest;
import care.nearkin.signal.Devices.Registration;
import care.nearkin.signal.News.Edge;
import care.nearkin.signal.format.Message;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What becomes of messages, each rule by itself, against the real database. */
@NearkinTest
class InboxTest {

    @Autowired
    Inbox inbox;

    @Autowired
    Dispatch dispatch;

    @Autowired
    Devices devices;

    @Autowired
    TestCaseType caseType;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Clock clock;

    private Book book;
    private Instant at;

    @BeforeEach
    void beginsAtNow() {
        at = clock.instant().minusSeconds(3600);
        book = new Book(at);
    }

    private void tell(String topic, String payload) {
        tell(topic, payload, false);
    }

    private void tell(String topic, String payload, boolean retained) {
        inbox.take(List.of(item(topic, payload, retained)), book);
    }

    private Item item(String topic, String payload, boolean retained) {
        return dispatch.read(new Message(topic, payload.getBytes(StandardCharsets.UTF_8), retained, at));
    }

    private void later(int seconds) {
        at = at.plusSeconds(seconds);
    }

    private void register(String key, DeviceKind kind) {
        devices.put(key, Registration.of(kind, null, null));
    }

    private List<String> outcomes(String topic) {
        return jdbc.queryForList("select outcome from signal where topic = ? order by id", String.class, topic);
    }

    private String state(String device, String column) {
        return jdbc.queryForObject(
                "select " + column + "::text from signal_state where device = ? order by received_at desc limit 1",
                String.class,
                device);
    }

    @Test
    void smokeOpensACaseOnceHoweverOftenItsStateIsToldAgain() {
        register("zigbee2mqtt:sig-smoke1", DeviceKind.SMOKE);
        String topic = "zigbee2mqtt/sig-smoke1";
        tell(topic, "{\"smoke\":true,\"linkquality\":1}");
        later(60);
        tell(topic, "{\"smoke\":true,\"linkquality\":2}");
        later(60);
        tell(topic, "{\"smoke\":true,\"linkquality\":3}");
        inbox.save(book);

        assertThat(outcomes(topic)).containsExactly("ALARM");
        assertThat(state("zigbee2mqtt:sig-smoke1", "told")).isEqualTo("3");
        assertThat(jdbc.queryForObject("select case_number from signal where topic = ?", String.class, topic))
                .isEqualTo("AL-sig-smoke1");
    }

    @Test
    void aSensorThatClearsIsNotedAndTheNextAlarmIsNewsAgain() {
        register("zigbee2mqtt:sig-smoke2", DeviceKind.SMOKE);
        String topic = "zigbee2mqtt/sig-smoke2";
        tell(topic, "{\"smoke\":true}");
        later(60);
        tell(topic, "{\"smoke\":false}");
        later(60);
        tell(topic, "{\"smoke\":true}");

        assertThat(outcomes(topic)).containsExactly("ALARM", "CLEARED", "REPEAT");
        assertThat(caseType.of("zigbee2mqtt:sig-smoke2"))
                .extracting(News::edge)
                .containsExactly(Edge.ON, Edge.OFF, Edge.ON);
    }

    @Test
    void everyPressRingsAgain() {
        register("zigbee2mqtt:sig-sos1", DeviceKind.SOS);
        String topic = "zigbee2mqtt/sig-sos1";
        tell(topic, "{\"action\":\"emergency\"}");
        later(11);
        tell(topic, "{\"action\":\"emergency\"}");

        assertThat(outcomes(topic)).containsExactly("ALARM", "REPEAT");
    }

    @Test
    void anEmptyOrNullActionIsNothing() {
        register("zigbee2mqtt:sig-sos2", DeviceKind.SOS);
        String topic = "zigbee2mqtt/sig-sos2";
        tell(topic, "{\"action\":\"emergency\"}");
        tell(topic, "{\"action\":\"\"}");
        tell(topic, "{\"action\":null}");

        assertThat(outcomes(topic)).containsExactly("ALARM");
    }

    @Test
    void theSamePressTwiceWithinTenSecondsIsADuplicateAndAfterThatNever() {
        register("nearkin:sig-sos3", DeviceKind.SOS);
        String topic = "nearkin/sig-sos3/sos";
        tell(topic, "1");
        later(9);
        tell(topic, "1");
        later(2);
        tell(topic, "1");

        assertThat(outcomes(topic)).containsExactly("ALARM", "DUPLICATE", "REPEAT");
    }

    @Test
    void theFormatsOwnIdTellsADuplicateEvenMuchLaterAndAfterARestart() {
        register("nearkin:sig-sos4", DeviceKind.SOS);
        String topic = "nearkin/sig-sos4/sos";
        tell(topic, "{\"value\":1,\"id\":\"a\"}");
        later(600);
        tell(topic, "{\"value\":1,\"id\":\"a\"}");
        book = new Book(at);
        tell(topic, "{\"value\":1,\"id\":\"a\"}");
        tell(topic, "{\"value\":1,\"id\":\"b\"}");

        assertThat(outcomes(topic)).containsExactly("ALARM", "DUPLICATE", "DUPLICATE", "REPEAT");
    }

    @Test
    void whatWasStoredButNotAcknowledgedBeforeAKillIsADuplicateAfterIt() {
        register("nearkin:sig-sos5", DeviceKind.SOS);
        at = clock.instant();
        book = new Book(at);
        tell("nearkin/sig-sos5/sos", "1");
        book = new Book(at);
        later(3);
        tell("nearkin/sig-sos5/sos", "1");

        assertThat(outcomes("nearkin/sig-sos5/sos")).containsExactly("ALARM", "DUPLICATE");
    }

    @Test
    void levelsAreKnownAfterARestart() {
        register("zigbee2mqtt:sig-smoke3", DeviceKind.SMOKE);
        tell("zigbee2mqtt/sig-smoke3", "{\"smoke\":true}");
        book = new Book(at);
        later(60);
        tell("zigbee2mqtt/sig-smoke3", "{\"smoke\":true,\"battery\":3}");

        assertThat(outcomes("zigbee2mqtt/sig-smoke3")).containsExactly("ALARM");
    }

    @Test
    void aLifeSafetySignalOfAnUnknownDeviceIsHandedOnAndOtherSignalsAreShown() {
        tell("zigbee2mqtt/sig-new1", "{\"smoke\":true}");
        tell("zigbee2mqtt/sig-new2", "{\"temperature\":20}");
        tell("zigbee2mqtt/sig-new2", "{\"temperature\":21}");

        assertThat(outcomes("zigbee2mqtt/sig-new1")).containsExactly("ALARM");
        assertThat(caseType.of("zigbee2mqtt:sig-new1"))
                .singleElement()
                .returns(false, news -> news.device().known());
        assertThat(outcomes("zigbee2mqtt/sig-new2")).containsExactly("UNKNOWN_DEVICE", "UNKNOWN_DEVICE");
        assertThat(jdbc.queryForObject(
                        "select told from unknown_device where key = 'zigbee2mqtt:sig-new2'", Long.class))
                .isEqualTo(2);
        register("zigbee2mqtt:sig-new2", DeviceKind.TEMPERATURE);
        assertThat(jdbc.queryForObject(
                        "select count(*) from unknown_device where key = 'zigbee2mqtt:sig-new2'", Long.class))
                .isZero();
    }

    @Test
    void aRetainedAlarmIsVerifiedWhenNothingEarlierIsKnown() {
        register("nearkin:sig-ret1", DeviceKind.SMOKE);
        tell("nearkin/sig-ret1/smoke", "ON", true);

        assertThat(outcomes("nearkin/sig-ret1/smoke")).containsExactly("ALARM");
        assertThat(caseType.of("nearkin:sig-ret1")).singleElement().returns(true, News::retained);
    }

    @Test
    void aRetainedAlarmAfterAKnownOffCameWhileNobodyListenedAndIsVerifiedOnce() {
        register("nearkin:sig-ret2", DeviceKind.SMOKE);
        String topic = "nearkin/sig-ret2/smoke";
        tell(topic, "OFF");
        later(60);
        tell(topic, "ON", true);
        later(60);
        tell(topic, "ON", true);
        book = new Book(at);
        later(60);
        tell(topic, "ON", true);

        assertThat(outcomes(topic)).containsExactly("ALARM");
        assertThat(caseType.of("nearkin:sig-ret2")).singleElement().returns(true, News::retained);
    }

    @Test
    void aRetainedAlarmThatItsOwnClockPutsBeforeTheKnownOffIsStale() {
        register("nearkin:sig-ret5", DeviceKind.SMOKE);
        String topic = "nearkin/sig-ret5/smoke";
        tell(topic, "{\"value\":\"OFF\",\"time\":\"" + at + "\"}");
        later(60);
        tell(topic, "{\"value\":\"ON\",\"time\":\"" + at.minusSeconds(600) + "\"}", true);
        assertThat(outcomes(topic)).containsExactly("STALE");
        later(60);
        tell(topic, "{\"value\":\"ON\",\"time\":\"" + at.minusSeconds(30) + "\"}", true);
        assertThat(outcomes(topic)).containsExactly("STALE", "ALARM");
    }

    @Test
    void aRetainedPressAfterItsReleaseIsStale() {
        String topic = "nearkin/sig-ret7/sos";
        register("nearkin:sig-ret7", DeviceKind.SOS);
        tell(topic, "1");
        later(60);
        tell(topic, "0");
        later(60);
        tell(topic, "1", true);
        assertThat(outcomes(topic)).startsWith("ALARM").endsWith("STALE");
    }

    @Test
    void otherRetainedNewsIsStaleAndHidesNothingThatHappensNow() {
        register("nearkin:sig-ret3", DeviceKind.DOOR);
        tell("nearkin/sig-ret3/door", "closed");
        later(60);
        tell("nearkin/sig-ret3/door", "open", true);
        later(60);
        tell("nearkin/sig-ret3/door", "open");

        assertThat(outcomes("nearkin/sig-ret3/door")).containsExactly("STALE", "ACTIVITY");
    }

    @Test
    void aRetainedMessageThatSaysWhatIsKnownIsCountedOnly() {
        register("nearkin:sig-ret4", DeviceKind.SMOKE);
        tell("nearkin/sig-ret4/smoke", "ON");
        later(60);
        tell("nearkin/sig-ret4/smoke", "ON", true);

        assertThat(outcomes("nearkin/sig-ret4/smoke")).containsExactly("ALARM");
    }

    @Test
    void backfilledNewsIsStaleUnlessALifeMayDependOnIt() {
        register("nearkin:sig-old1", DeviceKind.DOOR);
        register("nearkin:sig-old2", DeviceKind.SOS);
        String twoHoursAgo = at.minusSeconds(7200).toString();
        tell("nearkin/sig-old1/door", "{\"value\":\"open\",\"time\":\"" + twoHoursAgo + "\"}");
        tell("nearkin/sig-old2/sos", "{\"value\":1,\"time\":\"" + twoHoursAgo + "\"}");

        assertThat(outcomes("nearkin/sig-old1/door")).containsExactly("STALE");
        assertThat(outcomes("nearkin/sig-old2/sos")).containsExactly("ALARM");
    }

    @Test
    void theTestWindowAndASimulatedMessageReachTheCaseType() {
        register("nearkin:sig-test1", DeviceKind.SOS);
        register("nearkin:sig-test2", DeviceKind.SOS);
        devices.test("nearkin:sig-test1", at.minusSeconds(60), at.plusSeconds(60));
        tell("nearkin/sig-test1/sos", "1");
        tell("nearkin/sig-test2/sos", "{\"value\":1,\"simulated\":true}");
        later(120);
        tell("nearkin/sig-test1/sos", "1");

        assertThat(outcomes("nearkin/sig-test1/sos")).containsExactly("TEST", "REPEAT");
        assertThat(outcomes("nearkin/sig-test2/sos")).containsExactly("TEST");
    }

    @Test
    void doorsAndMovementAreActivityAndHealthIsCounted() {
        register("zigbee2mqtt:sig-door1", DeviceKind.DOOR);
        register("zigbee2mqtt:sig-pir1", DeviceKind.MOTION);
        tell("zigbee2mqtt/sig-door1", "{\"contact\":false,\"battery\":50}");
        tell("zigbee2mqtt/sig-pir1", "{\"occupancy\":true}");
        later(60);
        tell("zigbee2mqtt/sig-pir1", "{\"occupancy\":false}");
        tell("zigbee2mqtt/sig-door1/availability", "{\"state\":\"offline\"}");
        inbox.save(book);

        assertThat(outcomes("zigbee2mqtt/sig-door1")).containsExactly("ACTIVITY");
        assertThat(outcomes("zigbee2mqtt/sig-pir1")).containsExactly("ACTIVITY");
        assertThat(outcomes("zigbee2mqtt/sig-door1/availability")).isEmpty();
        assertThat(jdbc.queryForList(
                        "select outcome from signal_state where device = 'zigbee2mqtt:sig-door1' and kind = 'online'",
                        String.class))
                .containsExactly("HEALTH");
    }

    @Test
    void anAlarmThatNoCaseTypeAnswersIsKept() {
        register("nearkin:sig-mute1", DeviceKind.SMOKE);
        tell("nearkin/sig-mute1/smoke", "ON");

        assertThat(jdbc.queryForList("select why from signal where topic = 'nearkin/sig-mute1/smoke'", String.class))
                .containsExactly("signal.why.unanswered");
    }

    @Test
    void aMessageWithSeveralReadingsTakesTheGravestOutcome() {
        register("zigbee2mqtt:sig-many1", DeviceKind.SMOKE);
        tell("zigbee2mqtt/sig-many1", "{\"battery\":80,\"occupancy\":true,\"smoke\":true,\"tamper\":true}");

        assertThat(outcomes("zigbee2mqtt/sig-many1")).containsExactly("ALARM");
        assertThat(jdbc.queryForObject("select kind from signal where topic = 'zigbee2mqtt/sig-many1'", String.class))
                .isEqualTo("smoke");
    }

    @Test
    void aFieldThatWasLeftOutMayBeFalseSoTheNextTrueIsNews() {
        register("chirpstack:sig-lora1", DeviceKind.SMOKE);
        String topic = "application/1/device/sig-lora1/event/up";
        tell(topic, "{\"deduplicationId\":\"l1\",\"object\":{\"smoke\":true}}");
        tell(topic, "{\"deduplicationId\":\"l1\",\"object\":{\"smoke\":true}}");
        later(60);
        tell(topic, "{\"deduplicationId\":\"l2\",\"object\":{\"battery\":80}}");
        later(60);
        tell(topic, "{\"deduplicationId\":\"l3\",\"object\":{\"smoke\":true}}");

        assertThat(outcomes(topic)).containsExactly("ALARM", "DUPLICATE", "REPEAT");
    }

    @Test
    void whatCannotBeUnderstoodIsKeptWithItsText() {
        tell("zigbee2mqtt/sig-x", "{\"smoke\":");
        tell("zigbee2mqtt/sig-x/set", "{\"siren\":1}");
        register("zigbee2mqtt:sig-y", DeviceKind.SMOKE);
        tell("zigbee2mqtt/sig-y", "{\"smoke\":\"perhaps\"}");

        assertThat(outcomes("zigbee2mqtt/sig-x")).containsExactly("UNREADABLE");
        assertThat(outcomes("zigbee2mqtt/sig-x/set")).containsExactly("IGNORED");
        assertThat(outcomes("zigbee2mqtt/sig-y")).containsExactly("UNREADABLE");
        assertThat(jdbc.queryForObject("select raw from signal where topic = 'zigbee2mqtt/sig-x'", String.class))
                .as("sealed")
                .startsWith("v1:");
    }

    @Test
    void aRetiredDeviceIsOutOfUseButASosIsStillHandedOn() {
        register("nearkin:sig-gone1", DeviceKind.SOS);
        devices.retire("nearkin:sig-gone1");
        tell("nearkin/sig-gone1/temperature", "20");
        tell("nearkin/sig-gone1/sos", "1");

        assertThat(outcomes("nearkin/sig-gone1/temperature")).containsExactly("IGNORED");
        assertThat(outcomes("nearkin/sig-gone1/sos")).containsExactly("ALARM");
    }

    @Test
    void whenACaseTypeFailsNothingIsStoredAndNothingIsRemembered() {
        register("nearkin:sig-broken1", DeviceKind.SMOKE);
        Item item = item("nearkin/sig-broken1/smoke", "ON", false);

        assertThatThrownBy(() -> inbox.take(List.of(item), book)).hasMessageContaining("cannot answer");
        assertThat(outcomes("nearkin/sig-broken1/smoke")).isEmpty();
        assertThatThrownBy(() -> inbox.take(List.of(item), book)).hasMessageContaining("cannot answer");
        inbox.giveUp(item);
        assertThat(outcomes("nearkin/sig-broken1/smoke")).containsExactly("UNREADABLE");
    }

    @Test
    void textThatADatabaseWouldRefuseIsKeptToo() {
        tell("zigbee2mqtt/sig-odd", "{\"smoke\":\"\\u0000\\ud800\",\"a\\u0000b\":1}");
        tell("zigbee2mqtt/" + "x".repeat(400), "{\"smoke\":true}");

        assertThat(outcomes("zigbee2mqtt/sig-odd")).hasSize(1);
        assertThat(outcomes("zigbee2mqtt/" + "x".repeat(400))).containsExactly("UNREADABLE");
    }
}
