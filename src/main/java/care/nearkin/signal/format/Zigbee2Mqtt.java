package care.nearkin.signal.format;

import care.nearkin.signal.SignalKind;
import care.nearkin.signal.format.Understood.Field;
import care.nearkin.signal.format.Understood.Ignored;
import care.nearkin.signal.format.Understood.Report;
import care.nearkin.signal.format.Understood.Unreadable;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Zigbee2MQTT: {@code <base>/<friendly name>}, where the name may contain slashes. Every report repeats the device's
 * whole cached state, so its levels are cached; only {@code action} happens at the moment it is told.
 */
@Component
final class Zigbee2Mqtt implements Format {

    static final String BRIDGE = "bridge";

    @Override
    public String name() {
        return "zigbee2mqtt";
    }

    @Override
    public Understood read(Message message, Source source) {
        String name = source.below(message.topic());
        if (name.equals("bridge/state")) {
            return online(BRIDGE, message);
        }
        if (name.equals(BRIDGE) || name.startsWith("bridge/")) {
            return new Ignored("signal.why.bridge");
        }
        if (message.payload().length == 0) {
            return new Ignored("signal.why.emptied");
        }
        if (name.endsWith("/availability")) {
            return online(without(name, "/availability"), message);
        }
        if (name.endsWith("/set") || name.endsWith("/get") || name.contains("/set/") || name.contains("/get/")) {
            return new Ignored("signal.why.command");
        }
        Optional<String> text = message.text();
        if (text.isEmpty()) {
            return new Unreadable("signal.why.notText", name);
        }
        Optional<JsonNode> object = Json.parse(text.get()).filter(JsonNode::isObject);
        return object.<Understood>map(o -> state(name, o, message)).orElseGet(() -> attribute(name, text.get()));
    }

    private Report state(String name, JsonNode object, Message message) {
        List<Field> fields = Json.fields(object, true).stream()
                .map(field -> field.name().equals("action") ? new Field("action", field.value(), false) : field)
                .toList();
        return Report.of(name, fields).at(Times.exact(Json.text(object, "last_seen"), message.receivedAt()), false);
    }

    /** {@code <name>/action} in plain text, and the "attribute" way of publishing: one topic for each field. */
    private Understood attribute(String name, String text) {
        int slash = name.lastIndexOf('/');
        String field = name.substring(slash + 1);
        if (slash <= 0 || meaning(field).isEmpty()) {
            return new Unreadable("signal.why.notJson", name);
        }
        String value = Json.parse(text).flatMap(Json::scalar).orElse(text.strip());
        if (value.isBlank() || value.equals("null")) {
            return new Ignored("signal.why.empty");
        }
        return Report.of(name.substring(0, slash), List.of(new Field(field, value, !field.equals("action"))));
    }

    /** New versions write {@code {"state":"offline"}}, older ones the bare word. */
    private static Understood online(String device, Message message) {
        String text = message.text().orElse("").strip();
        String word = Json.parse(text)
                .flatMap(node -> node.isObject() ? Json.scalar(node.get("state")) : Json.scalar(node))
                .orElse(text);
        return switch (Words.plain(word)) {
            case "online", "offline" -> Report.of(device, List.of(new Field("online", Words.plain(word), true)));
            default -> new Unreadable("signal.why.onlineWord", device);
        };
    }

    @Override
    public Optional<Meaning> meaning(String field) {
        return field.equals("ac_status") ? Optional.of(Meaning.level(SignalKind.FAULT)) : Vocabulary.common(field);
    }

    private static String without(String name, String end) {
        return name.substring(0, name.length() - end.length());
    }
}
