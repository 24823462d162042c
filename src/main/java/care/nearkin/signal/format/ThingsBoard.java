package care.nearkin.signal.format;

import care.nearkin.signal.SignalKind;
import care.nearkin.signal.format.Understood.Field;
import care.nearkin.signal.format.Understood.Ignored;
import care.nearkin.signal.format.Understood.Report;
import care.nearkin.signal.format.Understood.Unreadable;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * ThingsBoard's gateways: {@code v1/gateway/telemetry} with several devices and moments in one message, {@code
 * v1/gateway/connect} and {@code disconnect}; and {@code v1/devices/me/telemetry}, where the device has no name.
 */
@Component
final class ThingsBoard implements Format {

    private static final String ME = "me";

    @Override
    public String name() {
        return "thingsboard";
    }

    /** Messages of one gateway may speak of any of its devices. */
    @Override
    public boolean severalDevices() {
        return true;
    }

    @Override
    public Understood read(Message message, Source source) {
        return switch (source.below(message.topic())) {
            case "v1/gateway/telemetry" -> told(message, ThingsBoard::gateway);
            case "v1/gateway/connect" -> told(message, (node, m) -> line(node, "online"));
            case "v1/gateway/disconnect" -> told(message, (node, m) -> line(node, "offline"));
            case "v1/devices/me/telemetry" -> told(message, ThingsBoard::device);
            case "v1/gateway/rpc", "v1/gateway/claim", "v1/gateway/attributes", "v1/devices/me/attributes" ->
                new Ignored("signal.why.notTold");
            default ->
                message.topic().contains("/rpc/") || message.topic().contains("/attributes/")
                        ? new Ignored("signal.why.command")
                        : new Unreadable("signal.why.topic");
        };
    }

    private interface Telemetry {
        Understood of(JsonNode node, Message message);
    }

    private static Understood told(Message message, Telemetry telemetry) {
        return message.text()
                .flatMap(Json::parse)
                .filter(JsonNode::isContainerNode)
                .map(node -> telemetry.of(node, message))
                .orElseGet(() -> new Unreadable("signal.why.notJson"));
    }

    private static Understood gateway(JsonNode node, Message message) {
        Collected collected = new Collected();
        Times times = Times.of(message.receivedAt(), node.findValuesAsText("ts"));
        for (Map.Entry<String, JsonNode> device : node.properties()) {
            if (device.getKey().isBlank()) {
                collected.broken(device.getValue(), "signal.why.topic");
            } else {
                moments(device.getKey(), device.getValue(), times, collected);
            }
        }
        return collected.understood("signal.why.noValue", null);
    }

    private static Understood device(JsonNode node, Message message) {
        Collected collected = new Collected();
        moments(ME, node, Times.of(message.receivedAt(), node.findValuesAsText("ts")), collected);
        return collected.understood("signal.why.noValue", null);
    }

    /** One moment or a list of them, each with its time or without. */
    private static void moments(String device, JsonNode told, Times times, Collected collected) {
        Iterable<JsonNode> moments = told.isArray() ? told : List.of(told);
        for (JsonNode moment : moments) {
            if (!moment.isObject()) {
                collected.broken(JsonNodeFactory.instance.objectNode().set(device, moment), "signal.why.noValue");
                continue;
            }
            boolean timed = moment.path("values").isObject();
            Instant time = timed ? times.exact(Json.text(moment, "ts")) : null;
            collected.add(device, time, Json.fields(timed ? moment.get("values") : moment, true), moment);
        }
    }

    private static Understood line(JsonNode node, String word) {
        return Json.scalar(node.get("device"))
                .<Understood>map(device -> Report.of(device, List.of(new Field("online", word, true))))
                .orElseGet(() -> new Unreadable("signal.why.noValue"));
    }

    @Override
    public Optional<Meaning> meaning(String field) {
        if (field.equals("online") || field.equals("active")) {
            return Optional.of(Meaning.level(SignalKind.ONLINE));
        }
        return Vocabulary.common(field).or(() -> Vocabulary.byWords(field));
    }
}
