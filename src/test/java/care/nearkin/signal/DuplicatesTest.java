package care.nearkin.signal;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.NearkinTest;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is told again is not a second time that it happens; what happens again is no duplicate. */
@NearkinTest
class DuplicatesTest {

    @Autowired
    TestInbox inbox;

    @Autowired
    Clock clock;

    @Test
    void theSamePressTwiceWithinTenSecondsIsADuplicateAndAfterThatNever() {
        inbox.register("nearkin:sig-sos3", DeviceKind.SOS);
        String topic = "nearkin/sig-sos3/sos";
        inbox.tell(topic, "1");
        inbox.later(9);
        inbox.tell(topic, "1");
        inbox.later(2);
        inbox.tell(topic, "1");

        assertThat(inbox.outcomes(topic)).containsExactly("ALARM", "DUPLICATE", "REPEAT");
    }

    @Test
    void theFormatsOwnIdTellsADuplicateEvenMuchLaterAndAfterARestart() {
        inbox.register("nearkin:sig-sos4", DeviceKind.SOS);
        String topic = "nearkin/sig-sos4/sos";
        inbox.tell(topic, "{\"value\":1,\"id\":\"a\"}");
        inbox.later(600);
        inbox.tell(topic, "{\"value\":1,\"id\":\"a\"}");
        inbox.restart();
        inbox.tell(topic, "{\"value\":1,\"id\":\"a\"}");
        inbox.tell(topic, "{\"value\":1,\"id\":\"b\"}");

        assertThat(inbox.outcomes(topic)).containsExactly("ALARM", "DUPLICATE", "DUPLICATE", "REPEAT");
    }

    @Test
    void whatWasStoredButNotAcknowledgedBeforeAKillIsADuplicateAfterIt() {
        inbox.register("nearkin:sig-sos5", DeviceKind.SOS);
        inbox.beginAt(clock.instant());
        inbox.tell("nearkin/sig-sos5/sos", "1");
        inbox.restart();
        inbox.later(3);
        inbox.tell("nearkin/sig-sos5/sos", "1");

        assertThat(inbox.outcomes("nearkin/sig-sos5/sos")).containsExactly("ALARM", "DUPLICATE");
    }

    @Test
    void howLongTheProgramWasAwayIsNotCounted() {
        inbox.register("nearkin:sig-sos6", DeviceKind.SOS);
        String topic = "nearkin/sig-sos6/sos";
        inbox.tell(topic, "1");
        inbox.later(4);
        inbox.away(40);
        inbox.later(5);
        inbox.tell(topic, "1");
        inbox.later(2);
        inbox.tell(topic, "1");

        assertThat(inbox.outcomes(topic)).containsExactly("ALARM", "DUPLICATE", "REPEAT");
    }

    @Test
    void whatWasToldLongBeforeTheProgramWasAwayIsToldAgainAfterIt() {
        inbox.register("nearkin:sig-sos7", DeviceKind.SOS);
        String topic = "nearkin/sig-sos7/sos";
        inbox.tell(topic, "1");
        inbox.later(11);
        inbox.away(40);
        inbox.tell(topic, "1");

        assertThat(inbox.outcomes(topic)).containsExactly("ALARM", "REPEAT");
    }

    @Test
    void whoAsksAgainAfterTheProgramWasAwayForMinutesIsHeard() {
        inbox.register("nearkin:sig-sos8", DeviceKind.SOS);
        String topic = "nearkin/sig-sos8/sos";
        inbox.tell(topic, "1");
        inbox.away(121);
        inbox.tell(topic, "1");

        assertThat(inbox.outcomes(topic)).containsExactly("ALARM", "REPEAT");
    }

    @Test
    void levelsAreKnownAfterARestart() {
        inbox.register("zigbee2mqtt:sig-smoke3", DeviceKind.SMOKE);
        inbox.tell("zigbee2mqtt/sig-smoke3", "{\"smoke\":true}");
        inbox.restart();
        inbox.later(60);
        inbox.tell("zigbee2mqtt/sig-smoke3", "{\"smoke\":true,\"battery\":3}");

        assertThat(inbox.outcomes("zigbee2mqtt/sig-smoke3")).containsExactly("ALARM");
    }

    @Test
    void aFieldThatWasLeftOutMayBeFalseSoTheNextTrueIsNews() {
        inbox.register("chirpstack:sig-lora1", DeviceKind.SMOKE);
        String topic = "application/1/device/sig-lora1/event/up";
        inbox.tell(topic, "{\"deduplicationId\":\"l1\",\"object\":{\"smoke\":true}}");
        inbox.tell(topic, "{\"deduplicationId\":\"l1\",\"object\":{\"smoke\":true}}");
        inbox.later(60);
        inbox.tell(topic, "{\"deduplicationId\":\"l2\",\"object\":{\"battery\":80}}");
        inbox.later(60);
        inbox.tell(topic, "{\"deduplicationId\":\"l3\",\"object\":{\"smoke\":true}}");

        assertThat(inbox.outcomes(topic)).containsExactly("ALARM", "DUPLICATE", "REPEAT");
    }
}
