package care.nearkin.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.nearkin.NearkinTest;
import care.nearkin.embedded.BrokerAddress;
import care.nearkin.engine.EngineTime;
import care.nearkin.notification.Message;
import care.nearkin.notification.Messages;
import care.nearkin.notification.PostOffice;
import care.nearkin.notification.Sent;
import care.nearkin.notification.Sent.State;
import care.nearkin.notification.To;
import care.nearkin.signal.Devices.Registration;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** From a case type's message to the device's own MQTT client. */
@NearkinTest
class DownlinkTest {

    record Heard(String topic, String payload, int qos, boolean retained, Long expiry) {}

    @Autowired
    Messages messages;

    @Autowired
    Devices devices;

    @Autowired
    PostOffice office;

    @Autowired
    GatewayAccounts accounts;

    @Autowired
    BrokerAddress broker;

    @Autowired
    Reception reception;

    @Autowired
    EngineTime time;

    @Autowired
    Clock clock;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ObjectMapper json;

    final String name = "siren-" + UUID.randomUUID().toString().substring(0, 8);
    final List<Heard> heard = new CopyOnWriteArrayList<>();
    MqttClient device;

    @BeforeEach
    void aDeviceListens() throws Exception {
        accounts.putSample(
                "downlink", "secret", List.of("nearkin/" + name + "/#"), List.of("nearkin/+/do", "zigbee2mqtt/+/set"));
        await().atMost(Duration.ofSeconds(60)).until(reception::receiving);
        device = new MqttClient(broker.url(), name, new MemoryPersistence());
        device.setCallback(new Listener());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName("downlink");
        options.setPassword("secret".getBytes(StandardCharsets.UTF_8));
        device.connect(options);
        device.subscribe(new MqttSubscription[] {
            new MqttSubscription("nearkin/" + name + "/do", 1), new MqttSubscription("zigbee2mqtt/" + name + "/set", 1)
        });
        register("nearkin:" + name, Set.of(Device.Can.SIREN));
    }

    @AfterEach
    void hangUp() throws Exception {
        messages.recall(name);
        TestGateway.hangUp(device);
        device.close();
    }

    @Test
    void aSirenIsAskedToSoundAfterCommitAndIsSentWhenTheBrokerHasConfirmed() throws Exception {
        transaction.executeWithoutResult(status -> {
            messages.send(List.of(siren("1", "nearkin:" + name)));
            CompletableFuture.runAsync(office::deliver).join();
            assertThat(messages.of(name)).extracting(Sent::state).containsExactly(State.WAITING);
        });
        assertThat(heard).as("nothing before commit").isEmpty();

        office.deliver();

        assertThat(messages.of(name)).extracting(Sent::state).containsExactly(State.SENT);
        await().atMost(Duration.ofSeconds(10)).until(() -> !heard.isEmpty());
        assertThat(heard).hasSize(1);
        assertThat(heard.get(0).topic()).isEqualTo("nearkin/" + name + "/do");
        assertThat(heard.get(0).qos()).isEqualTo(1);
        assertThat(heard.get(0).retained()).isFalse();
        assertThat(heard.get(0).expiry()).as("the broker forgets it too").isBetween(1L, 120L);
        JsonNode order = json.readTree(heard.get(0).payload());
        assertThat(order.get("command").asText()).isEqualTo("siren");
        assertThat(order.get("seconds").asInt()).isEqualTo(30);
        assertThat(order.get("id").asText()).isNotEmpty();
    }

    @Test
    void whatWasRolledBackIsNeverPlayed() {
        transaction.executeWithoutResult(status -> {
            messages.send(List.of(siren("1", "nearkin:" + name)));
            status.setRollbackOnly();
        });

        office.deliver();

        assertThat(messages.of(name)).isEmpty();
        assertThat(heard).isEmpty();
    }

    @Test
    void aCommandThatIsLateIsNotPlayedAnyMore() {
        time.stopAt(clock.instant());
        messages.send(List.of(siren("1", "nearkin:" + name)));
        time.stopAt(clock.instant().plus(Duration.ofMinutes(2)));

        office.deliver();

        assertThat(messages.of(name)).first().satisfies(sent -> {
            assertThat(sent.state()).isEqualTo(State.HELD);
            assertThat(sent.trouble()).isEqualTo("notification.trouble.TOO_LATE");
        });
        assertThat(heard).isEmpty();
    }

    @Test
    void aDeviceIsAskedOnlyForWhatItCan() {
        messages.send(List.of(
                message("voice", "nearkin:" + name, To.Command.VOICE_PROMPT),
                siren("unknown", "nearkin:nobody-" + name)));
        office.deliver();

        assertThat(messages.of(name + ":voice").get(0).trouble()).isEqualTo("notification.trouble.CANNOT");
        assertThat(messages.of(name + ":unknown").get(0).trouble()).isEqualTo("notification.trouble.NO_DEVICE");
        assertThat(heard).isEmpty();
    }

    @Test
    void aZigbeeSirenGetsItsOwnWordsAndIsSilencedAgain() {
        String key = "zigbee2mqtt:" + name;
        register(key, Set.of(Device.Can.SIREN));
        messages.send(List.of(siren("1", key)));
        office.deliver();
        messages.send(List.of(message("2", key, To.Command.SILENCE)));
        office.deliver();

        await().atMost(Duration.ofSeconds(10)).until(() -> heard.size() == 2);
        assertThat(heard.get(0).payload()).contains("\"mode\":\"emergency\"").contains("\"duration\":30");
        assertThat(heard.get(1).payload()).contains("\"mode\":\"stop\"");
        assertThat(heard).extracting(Heard::topic).containsOnly("zigbee2mqtt/" + name + "/set");
    }

    @Test
    void whatADeviceCanDoIsToldWithTheDevicesOfAResidentAndSurvivesItsReplacement() {
        assertThat(devices.find("nearkin:" + name).orElseThrow().commands()).containsExactly(Device.Can.SIREN);

        devices.replace("nearkin:" + name, "nearkin:new-" + name);

        assertThat(devices.find("nearkin:new-" + name).orElseThrow().can(Device.Can.SIREN))
                .isTrue();
        assertThat(devices.find("nearkin:" + name).orElseThrow().can(Device.Can.SIREN))
                .as("out of use")
                .isFalse();
    }

    @Test
    void nearkinsOwnAccountSpeaksToDevicesAndToNobodyElse() throws Exception {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(broker.user());
        options.setPassword(broker.password().getBytes(StandardCharsets.UTF_8));
        MqttClient own = new MqttClient(broker.url(), "own-" + name, new MemoryPersistence());
        try {
            own.connect(options);
            assertThat(reason(own, "nearkin/" + name + "/do")).isIn(0, 0x10);
            assertThat(reason(own, "cmnd/" + name + "/POWER")).isIn(0, 0x10);
            assertThat(reason(own, "elsewhere/" + name)).isEqualTo(0x87);
        } finally {
            TestGateway.hangUp(own);
            own.close();
        }
    }

    private static int reason(MqttClient client, String topic) throws MqttException {
        IMqttToken token = client.getTopic(topic).publish(new MqttMessage("x".getBytes(), 1, false, null));
        token.waitForCompletion(5000);
        return token.getReasonCodes()[0];
    }

    private void register(String key, Set<Device.Can> commands) {
        devices.put(
                key, new Registration(DeviceKind.SIREN, null, null, null, null, false, null, Map.of(), null, commands));
    }

    private Message siren(String rest, String key) {
        return message(rest, key, To.Command.SIREN);
    }

    private Message message(String rest, String key, To.Command command) {
        return new Message(
                "webhook-test",
                name + ":" + rest,
                new To.Device(key, command),
                Locale.ENGLISH,
                Map.of("seconds", "30"),
                null,
                true);
    }

    private final class Listener implements MqttCallback {

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            heard.add(new Heard(
                    topic,
                    new String(message.getPayload(), StandardCharsets.UTF_8),
                    message.getQos(),
                    message.isRetained(),
                    message.getProperties().getMessageExpiryInterval()));
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {}

        @Override
        public void mqttErrorOccurred(MqttException failure) {}

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean again, String server) {}

        @Override
        public void authPacketArrived(int reason, MqttProperties properties) {}
    }
}
