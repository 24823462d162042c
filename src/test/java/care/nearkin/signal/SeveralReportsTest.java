package care.nearkin.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.nearkin.NearkinTest;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** One message that speaks of several devices and moments: each is handled by itself, none is lost and none is doubled. */
@NearkinTest
class SeveralReportsTest {

    private static final String GATEWAY = "v1/gateway/telemetry";

    @Autowired
    TestInbox inbox;

    @Autowired
    Outcomes outcomes;

    @Autowired
    TestCaseType caseType;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Clock clock;

    @Test
    void eachDeviceGetsItsOwnSignalAndTheMessagesOutcomeIsTheGravest() {
        inbox.beginAt(clock.instant());
        inbox.register("thingsboard:sig-sev-a", DeviceKind.MOTION);
        inbox.register("thingsboard:sig-sev-b", DeviceKind.SMOKE);
        inbox.tell(
                GATEWAY,
                "{'sig-sev-a':[{'motion':true}],'sig-sev-b':[{'smoke':true}],'sig-sev-c':[{'door':true}]}"
                        .replace('\'', '"'));

        assertThat(of("sig-sev-a")).containsExactly("ACTIVITY");
        assertThat(of("sig-sev-b")).containsExactly("ALARM");
        assertThat(of("sig-sev-c")).containsExactly("UNKNOWN_DEVICE");
        assertThat(outcomes.of(GATEWAY, inbox.at().minusSeconds(1)))
                .hasValueSatisfying(became -> assertThat(became.outcome()).isEqualTo(Outcome.ALARM));
    }

    @Test
    void theSameMessageOnceMoreIsADuplicateInEachOfItsPartsAlsoAfterAKill() {
        inbox.beginAt(clock.instant());
        inbox.register("thingsboard:sig-dup-a", DeviceKind.BUTTON);
        inbox.register("thingsboard:sig-dup-b", DeviceKind.SOS);
        String message = "{\"sig-dup-a\":[{\"button\":\"1\"}],\"sig-dup-b\":[{\"button\":\"1\"}]}";
        inbox.tell(GATEWAY, message);
        inbox.later(2);
        inbox.tell(GATEWAY, message);
        inbox.restart();
        inbox.later(2);
        inbox.tell(GATEWAY, message);

        assertThat(of("sig-dup-b")).containsExactly("ALARM", "DUPLICATE", "DUPLICATE");
        assertThat(of("sig-dup-a")).endsWith("DUPLICATE", "DUPLICATE").hasSize(3);
    }

    @Test
    void whatHappenedInBetweenMakesTheSameMessageNewsAgain() {
        inbox.register("thingsboard:sig-btw-a", DeviceKind.SMOKE);
        inbox.register("thingsboard:sig-btw-b", DeviceKind.SMOKE);
        String on = "{\"sig-btw-a\":[{\"smoke\":false}],\"sig-btw-b\":[{\"smoke\":true}]}";
        inbox.tell(GATEWAY, on);
        inbox.later(2);
        inbox.tell(GATEWAY, "{\"sig-btw-b\":[{\"smoke\":false}]}");
        inbox.later(2);
        inbox.tell(GATEWAY, on);

        assertThat(of("sig-btw-b")).containsExactly("ALARM", "CLEARED", "REPEAT");
    }

    @Test
    void theMomentsOfADeviceAreTakenInTheirOrder() {
        inbox.register("thingsboard:sig-mom-a", DeviceKind.SMOKE);
        long now = inbox.at().toEpochMilli();
        inbox.tell(
                GATEWAY,
                "{\"sig-mom-a\":[{\"ts\":" + (now - 1000) + ",\"values\":{\"smoke\":false}},{\"ts\":" + (now - 5000)
                        + ",\"values\":{\"smoke\":true}}]}");

        assertThat(of("sig-mom-a")).containsExactly("ALARM", "CLEARED");
    }

    @Test
    void onePartThatCannotBeHandledDoesNotCostTheOthersTheirs() {
        inbox.register("thingsboard:sig-broken-part", DeviceKind.SMOKE);
        inbox.register("thingsboard:sig-good-part", DeviceKind.SMOKE);
        List<Item> parts =
                inbox.items(GATEWAY, "{\"sig-broken-part\":[{\"smoke\":true}],\"sig-good-part\":[{\"smoke\":true}]}");

        assertThatThrownBy(() -> inbox.take(parts)).hasMessageContaining("cannot answer");
        assertThat(of("sig-good-part")).isEmpty();
        inbox.giveUp(parts.get(0));
        inbox.restart();
        inbox.take(parts.subList(1, 2));

        assertThat(of("sig-broken-part")).containsExactly("UNREADABLE");
        assertThat(of("sig-good-part")).containsExactly("ALARM");
        assertThat(caseType.of("thingsboard:sig-good-part")).hasSize(1);
    }

    private List<String> of(String device) {
        return jdbc.queryForList(
                "select outcome from signal where device = ? order by id", String.class, "thingsboard:" + device);
    }
}
