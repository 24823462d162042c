package care.nearkin.signal;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** What Home Assistant's discovery announces waits on a page, is registered with a click, and is never a signal. */
@NearkinTest
class ProposedDevicesTest {

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile accounts;

    @Autowired
    TestInbox inbox;

    @Autowired
    Devices devices;

    @Autowired
    ProposedDevices proposed;

    @Autowired
    JdbcTemplate jdbc;

    private void announce(String topic, String json) {
        inbox.retained("homeassistant/" + topic + "/config", json.replace('\'', '"'));
    }

    private Here maintainer() {
        Here here = new Here(port);
        here.signIn("maintainer1", accounts.passwordOf("maintainer1", "maintainer"));
        return here;
    }

    @Test
    void aZigbeeDeviceIsProposedWithAllThatItTellsAndRegistered() {
        announce(
                "binary_sensor/0xa1/smoke",
                "{'state_topic':'zigbee2mqtt/prop-kitchen','value_template':'{{ value_json.smoke }}','payload_on':true,"
                        + "'payload_off':false,'device_class':'smoke','device':{'name':'prop kitchen','model':'TS0205',"
                        + "'suggested_area':'kitchen'},'availability':[{'topic':'zigbee2mqtt/bridge/state'},"
                        + "{'topic':'zigbee2mqtt/prop-kitchen/availability'}]}");
        announce(
                "sensor/0xa1/battery",
                "{'state_topic':'zigbee2mqtt/prop-kitchen','value_template':'{{ value_json.battery }}',"
                        + "'device_class':'battery','device':{'name':'prop kitchen'}}");
        announce("light/0xa1/light", "{'state_topic':'zigbee2mqtt/prop-kitchen'}");

        ProposedDevices.Row row = proposed.find("zigbee2mqtt:prop-kitchen").orElseThrow();
        assertThat(row.signals()).containsExactly(SignalKind.SMOKE, SignalKind.BATTERY);
        Here here = maintainer();
        assertThat(here.page("/devices/proposed?q=prop-kitchen").body())
                .contains("zigbee2mqtt:prop-kitchen", "prop kitchen", "TS0205");
        String form =
                here.page("/devices/new?proposed=zigbee2mqtt:prop-kitchen").body();
        assertThat(form)
                .containsPattern("value=\"smoke\"[^>]*selected")
                .contains("value=\"kitchen\"", "value=\"zigbee2mqtt:bridge\"")
                .as("the format says all of it by itself")
                .containsPattern("<textarea[^>]*name=\"map\"[^>]*></textarea>");
        HttpResponse<String> made = here.submit(
                "/devices/new?proposed=zigbee2mqtt:prop-kitchen",
                "/devices",
                Map.of("key", "zigbee2mqtt:prop-kitchen", "kind", "smoke", "room", "kitchen"));
        assertThat(made.statusCode()).isEqualTo(302);
        assertThat(here.page("/devices/proposed?q=prop-kitchen").body()).doesNotContain("zigbee2mqtt:prop-kitchen");
        assertThat(here.page("/devices/proposed?q=prop-kitchen&show=REGISTERED").body())
                .contains("zigbee2mqtt:prop-kitchen");
    }

    @Test
    void whatTheFormatCannotKnowGoesIntoTheFieldMap() {
        announce(
                "binary_sensor/prop-hall/s1",
                "{'~':'prop-hall','stat_t':'~/binary_sensor/input1/state','dev_cla':'smoke','pl_on':'L','pl_off':'H',"
                        + "'avty_t':'~/status','dev':{'name':'hall'}}");
        announce(
                "binary_sensor/prop-door/d1",
                "{'stat_t':'prop-hall/binary_sensor/input2/state','dev_cla':'door'," + "'pl_on':'OFF','pl_off':'ON'}");

        DeviceForm form = proposed.form("esphome:prop-hall/input1").orElseThrow();
        assertThat(form.kind()).isEqualTo("smoke");
        assertThat(form.gateway()).isEqualTo("esphome:prop-hall");
        assertThat(form.map()).isEqualTo("{\"input1\":{\"kind\":\"smoke\",\"on\":[\"L\"]}}");
        assertThat(proposed.form("esphome:prop-hall/input2").orElseThrow().map())
                .isEqualTo("{\"input2\":{\"kind\":\"door\",\"invert\":true}}");
        devices.put(
                "esphome:prop-hall/input1",
                new Devices.Registration(
                        DeviceKind.SMOKE, null, null, null, null, false, null, DeviceJson.map(form.map()), null));
        inbox.tell("prop-hall/binary_sensor/input1/state", "H");
        inbox.later(60);
        inbox.tell("prop-hall/binary_sensor/input1/state", "L");
        assertThat(inbox.outcomes("prop-hall/binary_sensor/input1/state")).containsExactly("ALARM");
    }

    @Test
    void anEmptiedConfigurationWithdrawsTheProposalAndARepeatedOneChangesNothing() {
        String topic = "homeassistant/binary_sensor/prop-gone/config";
        String config = "{'state_topic':'zigbee2mqtt/prop-gone','value_template':'{{ value_json.smoke }}'}";
        announce("binary_sensor/prop-gone", config);
        announce("binary_sensor/prop-gone", config);
        assertThat(proposed.find("zigbee2mqtt:prop-gone")).isPresent();
        announce("binary_sensor/prop-gone", "");
        announce("binary_sensor/prop-gone", "");

        assertThat(proposed.find("zigbee2mqtt:prop-gone")).isEmpty();
        assertThat(inbox.outcomes(topic)).containsExactly("IGNORED", "IGNORED");
        assertThat(jdbc.queryForList("select key from unknown_device where key like '%prop-gone%'", String.class))
                .isEmpty();
    }

    @Test
    void aDismissedProposalIsOutOfSightUntilItIsTakenBack() {
        announce("binary_sensor/prop-not", "{'state_topic':'zigbee2mqtt/prop-not','device_class':'gas'}");
        Here here = maintainer();
        here.submit("/devices/proposed?q=prop-not", "/devices/proposed/dismiss", Map.of("key", "zigbee2mqtt:prop-not"));
        assertThat(here.page("/devices/proposed?q=prop-not").body()).doesNotContain("zigbee2mqtt:prop-not");
        here.submit(
                "/devices/proposed?q=prop-not&show=DISMISSED",
                "/devices/proposed/restore",
                Map.of("key", "zigbee2mqtt:prop-not"));
        assertThat(here.page("/devices/proposed?q=prop-not").body()).contains("zigbee2mqtt:prop-not");
    }

    @Test
    void whatNoSourceReadsIsShownAndCannotBeRegistered() {
        announce("binary_sensor/prop-far", "{'state_topic':'somewhere/else/far','device_class':'gas'}");
        String page = maintainer().page("/devices/proposed?q=prop-far").body();
        assertThat(page).contains("homeassistant/binary_sensor/prop-far/config", "somewhere/else/far");
        assertThat(page).doesNotContain("/devices/new?proposed");
        assertThat(proposed.form("homeassistant/binary_sensor/prop-far/config")).isEmpty();
    }

    @Test
    void onlyThoseWhoRegisterDevicesSeeProposals() {
        Here operator = new Here(port);
        operator.signIn("operator1", accounts.passwordOf("operator1", "operator"));
        assertThat(operator.page("/devices/proposed").statusCode()).isEqualTo(403);
        assertThat(maintainer().page("/devices/proposed?lang=zh").statusCode()).isEqualTo(200);
    }

    @Test
    void manyProposalsAreShownPageByPage() {
        for (int i = 100; i < 155; i++) {
            announce(
                    "binary_sensor/prop-many-" + i,
                    "{'state_topic':'zigbee2mqtt/prop-many-" + i + "','device_class':'gas'}");
        }
        var first = proposed.list(ProposedDevices.Show.OPEN, "prop-many", null, 50);
        var second = proposed.list(ProposedDevices.Show.OPEN, "prop-many", first.next(), 50);
        assertThat(first.items()).hasSize(50);
        assertThat(second.items()).hasSize(5);
        assertThat(second.next()).isNull();
    }
}
