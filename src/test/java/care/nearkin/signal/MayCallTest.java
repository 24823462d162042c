package care.nearkin.signal;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.NearkinTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Which messages are handled before the others. */
@NearkinTest
class MayCallTest {

    @Autowired
    TestInbox inbox;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nearkin/button-1/sos | 1",
                "zigbee2mqtt/button | {\"action\":\"single\"}",
                "zigbee2mqtt/kitchen | {\"smoke\":true,\"battery\":90}",
                "zigbee2mqtt/kitchen | {\"gas\":true}",
                "zigbee2mqtt/cellar | {\"water_leak\":true}"
            })
    void somebodyMayBeCalling(String topic, String payload) {
        assertThat(inbox.item(topic, payload).mayCall()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zigbee2mqtt/hall | {\"temperature\":21.5,\"battery\":90,\"linkquality\":80}",
                "zigbee2mqtt/hall | {\"occupancy\":true}",
                "zigbee2mqtt/kitchen | {\"smoke\":false,\"battery\":90}",
                "zigbee2mqtt/kitchen/availability | {\"state\":\"online\"}",
                "nearkin/hall/motion | 1",
                "nobody/reads/this | 1",
                "zigbee2mqtt/kitchen | {\"smoke\":"
            })
    void nobodyIs(String topic, String payload) {
        assertThat(inbox.item(topic, payload).mayCall()).isFalse();
    }
}
