package care.nearkin.casetype.device;

import static care.nearkin.casetype.device.DeviceWork.MAINTAINER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.casetype.device.DeviceCase.Matter;
import care.nearkin.casetype.device.DeviceCase.Outcome;
import care.nearkin.embedded.BrokerAddress;
import care.nearkin.signal.Device;
import care.nearkin.signal.DeviceHealth;
import care.nearkin.signal.DeviceKind;
import care.nearkin.signal.Devices;
import care.nearkin.signal.Devices.Registration;
import care.nearkin.signal.GatewayAccounts;
import care.nearkin.signal.TestGateway;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** A new button, from the maintainer's page to its first real alarm, with the device's own messages through the broker. */
@NearkinTest
class InstallationStoryTest {

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile accounts;

    @Autowired
    Devices devices;

    @Autowired
    DeviceHealth health;

    @Autowired
    DeviceWork desk;

    @Autowired
    GatewayAccounts gateways;

    @Autowired
    BrokerAddress broker;

    @Autowired
    TransactionTemplate inTransaction;

    @Test
    void aButtonGoesLiveWhenItsOwnTestHasArrivedAndNotBefore() throws Exception {
        String name = "story-" + UUID.randomUUID();
        String device = "nearkin:" + name;
        inTransaction.executeWithoutResult(tx -> {
            gateways.putSample("story-gateway", "story-secret", List.of("nearkin/#"), List.of());
            devices.put(device, Registration.of(DeviceKind.SOS, null, "bedroom"));
        });
        Here maintainer = Here.as("maintainer1", port, accounts);
        String page = "/devices/" + devices.find(device).orElseThrow().id();
        assertThat(maintainer.page("/device-care?device=" + device).body()).contains("/device-care/install");
        String location = maintainer
                .submit(page, "/device-care/install", Map.of("device", device))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        String number = location.substring(location.lastIndexOf('/') + 1);

        desk.complete(number, "Task_Schedule", MAINTAINER, Map.of("appointment", "2099-01-01T10:00:00+08:00"));
        desk.complete(number, "Task_Install", MAINTAINER, Map.of("installResult", "IN_PLACE"));
        assertThat(maintainer.page("/cases/" + number + "/device/now").body()).contains(device);
        try (TestGateway gateway = TestGateway.connect(broker.url(), "story-gateway", "story-secret")) {
            gateway.publish("nearkin/" + name + "/sos", "{\"value\": 1, \"simulated\": true}");
            assertThatThrownBy(() -> desk.complete(number, "Task_Test", MAINTAINER, Map.of("testResult", "ARRIVED")))
                    .hasMessageContaining("device.no-test-yet");
            gateway.publish("nearkin/" + name + "/sos", "pressed");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> health.of(device).orElseThrow().tested() != null);
            desk.complete(number, "Task_Test", MAINTAINER, Map.of("testResult", "ARRIVED"));
            desk.assertClosed(number, Outcome.LIVE);
            assertThat(desk.alarms(device)).isEmpty();

            gateway.publish("nearkin/" + name + "/sos", "1");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> desk.alarms(device).size() == 1);
        }
        assertThat(devices.find(device).orElseThrow().state()).isEqualTo(Device.State.LIVE);
    }

    @Test
    void maintainersSeeDeviceCareAndNoAlarmsAndSupervisorsWithdraw() {
        String device = desk.device(DeviceKind.DOOR, null);
        String number = desk.tell(device, Matter.FAULT);
        Here maintainer = Here.as("maintainer1", port, accounts);
        Here supervisor = Here.as("supervisor1", port, accounts);
        String button = desk.device(DeviceKind.SOS, null);
        String alarm = desk.alarmOf(button);

        assertThat(maintainer.page("/cases/" + number).body()).contains(number);
        assertThat(maintainer.page("/cases/" + number + "/device").body())
                .contains(device)
                .doesNotContain("device/withdraw")
                .doesNotContain("??");
        assertThat(maintainer.page("/cases").body()).doesNotContain("AL-20");
        assertThat(maintainer.page("/cases/" + alarm).statusCode()).isEqualTo(404);
        assertThat(maintainer.page("/cases/" + alarm + "/timeline").statusCode())
                .isEqualTo(404);
        assertThat(maintainer
                        .submit("/tasks", "/cases/" + number + "/device/withdraw", Map.of("reason", "no"))
                        .statusCode())
                .isEqualTo(403);
        for (String language : List.of("en", "zh")) {
            assertThat(supervisor
                            .page("/cases/" + number + "/device?lang=" + language)
                            .body())
                    .contains("device/withdraw")
                    .doesNotContain("??");
            assertThat(supervisor
                            .page("/cases/" + number + "/timeline?lang=" + language)
                            .body())
                    .doesNotContain("entry.");
        }
        supervisor.submit("/tasks", "/cases/" + number + "/device/withdraw", Map.of("reason", "told twice"));
        desk.assertClosed(number, Outcome.WITHDRAWN);
    }

    @Test
    void theListOfDevicesIsNarrowedToThoseThatNeedSomebody() {
        Here maintainer = Here.as("maintainer1", port, accounts);
        for (String need : List.of("OFFLINE", "BATTERY", "TEST", "")) {
            assertThat(maintainer.page("/devices?need=" + need).statusCode())
                    .as(need)
                    .isEqualTo(200);
        }
        assertThat(maintainer.page("/devices?need=nonsense").statusCode()).isEqualTo(400);
    }
}
