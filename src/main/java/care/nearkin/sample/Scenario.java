package care.nearkin.sample;

import care.nearkin.signal.Device;
import care.nearkin.signal.DeviceKind;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** What can be tried with a device, said in the device's own format. */
enum Scenario {
    ALARM,
    CLEAR,
    LOW;

    /** A message as the device would publish it. */
    record Saying(String topic, String payload) {}

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    Saying of(Device device, Instant now) {
        int colon = device.key().indexOf(':');
        String source = device.key().substring(0, colon);
        String id = device.key().substring(colon + 1);
        return switch (source) {
            case "zigbee2mqtt" -> zigbee(id, device.kind());
            case "tasmota" -> tasmota(id, device.kind());
            case "chirpstack" -> chirpStack(id, device.kind(), now);
            default -> nearkin(id, device.kind(), now);
        };
    }

    private Saying zigbee(String id, DeviceKind kind) {
        if (kind == DeviceKind.GATEWAY) {
            return new Saying(
                    "zigbee2mqtt/bridge/state", "{\"state\":\"" + (this == ALARM ? "offline" : "online") + "\"}");
        }
        String said =
                switch (kind) {
                    case SOS -> "\"action\":" + (this == ALARM ? "\"emergency\"" : "null");
                    case BUTTON -> "\"action\":" + (this == ALARM ? "\"single\"" : "null");
                    case TEMPERATURE -> "\"temperature\":" + (this == ALARM ? "4.5" : "21.5");
                    case DOOR -> "\"contact\":" + (this != ALARM);
                    default -> "\"" + zigbeeField(kind) + "\":" + (this == ALARM);
                };
        return new Saying(
                "zigbee2mqtt/" + id, "{" + said + ",\"battery_low\":" + (this == LOW) + ",\"linkquality\":96}");
    }

    private static String zigbeeField(DeviceKind kind) {
        return switch (kind) {
            case CO -> "carbon_monoxide";
            case LEAK -> "water_leak";
            case MOTION -> "occupancy";
            default -> kind.key();
        };
    }

    private Saying tasmota(String id, DeviceKind kind) {
        if (kind == DeviceKind.SOS || kind == DeviceKind.BUTTON) {
            return new Saying(
                    "stat/" + id + "/BUTTON1", "{\"ACTION\":\"" + (this == ALARM ? "SINGLE" : "CLEAR") + "\"}");
        }
        return new Saying("stat/" + id + "/SWITCH1", "{\"STATE\":\"" + (this == ALARM ? "ON" : "OFF") + "\"}");
    }

    private Saying chirpStack(String id, DeviceKind kind, Instant now) {
        String object =
                switch (kind) {
                    case SOS, BUTTON -> this == ALARM ? "\"press\":\"short\"" : "\"battery\":80";
                    case LEAK -> "\"leakage_status\":\"" + (this == ALARM ? "leak" : "normal") + "\"";
                    case MOTION -> "\"pir\":\"" + (this == ALARM ? "trigger" : "normal") + "\"";
                    case DOOR -> "\"magnet_status\":\"" + (this == ALARM ? "open" : "close") + "\"";
                    case TEMPERATURE -> "\"temperature\":" + (this == ALARM ? "4.5" : "21.5");
                    default -> "\"" + kind.key() + "\":" + (this == ALARM);
                };
        String low = this == LOW ? ",\"battery_low\":true" : "";
        return new Saying(
                "application/sample/device/" + id + "/event/up",
                "{\"deduplicationId\":\"" + UUID.randomUUID() + "\",\"time\":\"" + now
                        + "\",\"deviceInfo\":{\"devEui\":\"" + id + "\"},\"fPort\":85,\"object\":{" + object + low
                        + "}}");
    }

    private Saying nearkin(String id, DeviceKind kind, Instant now) {
        String signal = this == LOW ? "battery_low" : kind == DeviceKind.GATEWAY ? "online" : kind.key();
        String value =
                switch (kind) {
                    case TEMPERATURE -> this == ALARM ? "4.5" : "21.5";
                    case GATEWAY -> this == ALARM ? "\"offline\"" : "\"online\"";
                    default -> this == CLEAR ? "false" : "true";
                };
        return new Saying(
                "nearkin/" + id + "/" + signal,
                "{\"value\":" + (this == LOW ? "true" : value) + ",\"id\":\"" + UUID.randomUUID() + "\",\"time\":\""
                        + now + "\"}");
    }
}
