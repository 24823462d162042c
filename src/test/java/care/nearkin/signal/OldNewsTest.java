package care.nearkin.signal;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.NearkinTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What comes late, or was kept by the broker: old news is only shown, unless a life may depend on it. */
@NearkinTest
class OldNewsTest {

    @Autowired
    TestInbox inbox;

    @Autowired
    TestCaseType caseType;

    @Test
    void aRetainedAlarmIsVerifiedWhenNothingEarlierIsKnown() {
        inbox.register("nearkin:sig-ret1", DeviceKind.SMOKE);
        inbox.retained("nearkin/sig-ret1/smoke", "ON");

        assertThat(inbox.outcomes("nearkin/sig-ret1/smoke")).containsExactly("ALARM");
        assertThat(caseType.of("nearkin:sig-ret1")).singleElement().returns(true, News::retained);
    }

    @Test
    void aRetainedAlarmAfterAKnownOffCameWhileNobodyListenedAndIsVerifiedOnce() {
        inbox.register("nearkin:sig-ret2", DeviceKind.SMOKE);
        String topic = "nearkin/sig-ret2/smoke";
        inbox.tell(topic, "OFF");
        inbox.later(60);
        inbox.retained(topic, "ON");
        inbox.later(60);
        inbox.retained(topic, "ON");
        inbox.restart();
        inbox.later(60);
        inbox.retained(topic, "ON");

        assertThat(inbox.outcomes(topic)).containsExactly("ALARM");
        assertThat(caseType.of("nearkin:sig-ret2")).singleElement().returns(true, News::retained);
    }

    @Test
    void aRetainedAlarmThatItsOwnClockPutsBeforeTheKnownOffIsStale() {
        inbox.register("nearkin:sig-ret5", DeviceKind.SMOKE);
        String topic = "nearkin/sig-ret5/smoke";
        inbox.tell(topic, "{\"value\":\"OFF\",\"time\":\"" + inbox.at() + "\"}");
        inbox.later(60);
        inbox.retained(topic, "{\"value\":\"ON\",\"time\":\"" + inbox.at().minusSeconds(600) + "\"}");
        assertThat(inbox.outcomes(topic)).containsExactly("STALE");
        inbox.later(60);
        inbox.retained(topic, "{\"value\":\"ON\",\"time\":\"" + inbox.at().minusSeconds(30) + "\"}");
        assertThat(inbox.outcomes(topic)).containsExactly("STALE", "ALARM");
    }

    @Test
    void aRetainedPressAfterItsReleaseIsStale() {
        String topic = "nearkin/sig-ret7/sos";
        inbox.register("nearkin:sig-ret7", DeviceKind.SOS);
        inbox.tell(topic, "1");
        inbox.later(60);
        inbox.tell(topic, "0");
        inbox.later(60);
        inbox.retained(topic, "1");
        assertThat(inbox.outcomes(topic)).startsWith("ALARM").endsWith("STALE");
    }

    @Test
    void otherRetainedNewsIsStaleAndHidesNothingThatHappensNow() {
        inbox.register("nearkin:sig-ret3", DeviceKind.DOOR);
        inbox.tell("nearkin/sig-ret3/door", "closed");
        inbox.later(60);
        inbox.retained("nearkin/sig-ret3/door", "open");
        inbox.later(60);
        inbox.tell("nearkin/sig-ret3/door", "open");

        assertThat(inbox.outcomes("nearkin/sig-ret3/door")).containsExactly("STALE", "ACTIVITY");
    }

    @Test
    void aRetainedMessageThatSaysWhatIsKnownIsCountedOnly() {
        inbox.register("nearkin:sig-ret4", DeviceKind.SMOKE);
        inbox.tell("nearkin/sig-ret4/smoke", "ON");
        inbox.later(60);
        inbox.retained("nearkin/sig-ret4/smoke", "ON");

        assertThat(inbox.outcomes("nearkin/sig-ret4/smoke")).containsExactly("ALARM");
    }

    @Test
    void backfilledNewsIsStaleUnlessALifeMayDependOnIt() {
        inbox.register("nearkin:sig-old1", DeviceKind.DOOR);
        inbox.register("nearkin:sig-old2", DeviceKind.SOS);
        String twoHoursAgo = inbox.at().minusSeconds(7200).toString();
        inbox.tell("nearkin/sig-old1/door", "{\"value\":\"open\",\"time\":\"" + twoHoursAgo + "\"}");
        inbox.tell("nearkin/sig-old2/sos", "{\"value\":1,\"time\":\"" + twoHoursAgo + "\"}");

        assertThat(inbox.outcomes("nearkin/sig-old1/door")).containsExactly("STALE");
        assertThat(inbox.outcomes("nearkin/sig-old2/sos")).containsExactly("ALARM");
    }
}
