package care.nearkin.signal.format;

import care.nearkin.signal.SignalKind;
import care.nearkin.signal.format.Understood.Field;
import care.nearkin.signal.format.Understood.Ignored;
import care.nearkin.signal.format.Understood.Report;
import care.nearkin.signal.format.Understood.Unreadable;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Our own format, {@code nearkin/<device>/<signal>}, as written down in {@code docs/nearkin-format.md}. */
@Component
final class NearkinFormat implements Format {

    private static final String STATE = "state";
    private static final Set<String> ENVELOPE = Set.of("id", "time", "simulated");
    private static final Set<String> COMMANDS = Set.of("set", "get", "do");

    @Override
    public String name() {
        return "nearkin";
    }

    @Override
    public Understood read(Message message, Source source) {
        String[] parts = source.below(message.topic()).split("/", -1);
        if (parts.length > 1 && COMMANDS.contains(parts[parts.length - 1])) {
            return new Ignored("signal.why.command");
        }
        if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
            return new Unreadable("signal.why.topic");
        }
        if (message.payload().length == 0) {
            return new Ignored("signal.why.empty");
        }
        Optional<String> text = message.text();
        if (text.isEmpty()) {
            return new Unreadable("signal.why.notText", parts[0]);
        }
        return read(parts[0], parts[1], text.get().strip(), message);
    }

    private Understood read(String device, String signal, String text, Message message) {
        Optional<JsonNode> object = Json.parse(text).filter(JsonNode::isObject);
        if (signal.equals(STATE)) {
            return object.<Understood>map(o -> report(device, state(o), o, message))
                    .orElseGet(() -> new Unreadable("signal.why.notJson", device));
        }
        if (meaning(signal).isEmpty()) {
            return new Unreadable("signal.why.signalName", device);
        }
        if (object.isPresent()) {
            Optional<String> value = Json.scalar(object.get().get("value"));
            return value.<Understood>map(
                            v -> report(device, List.of(new Field(signal, v, false)), object.get(), message))
                    .orElseGet(() -> new Unreadable("signal.why.noValue", device));
        }
        // a JSON string loses its quotes; anything else is taken as it stands
        String value = Json.parse(text).flatMap(Json::scalar).orElse(text);
        if (value.isBlank() || value.equals("null")) {
            return new Ignored("signal.why.empty");
        }
        return Report.of(device, List.of(new Field(signal, value, false)));
    }

    private static List<Field> state(JsonNode object) {
        return Json.fields(object, true).stream()
                .filter(field -> !ENVELOPE.contains(field.name()))
                .toList();
    }

    private static Report report(String device, List<Field> fields, JsonNode object, Message message) {
        return Report.of(device, fields)
                .at(Times.exact(Json.text(object, "time"), message.receivedAt()), true)
                .id(Json.text(object, "id"))
                .simulated(object.path("simulated").asBoolean(false));
    }

    @Override
    public Optional<Meaning> meaning(String field) {
        return switch (field) {
            case "sos" -> Optional.of(Meaning.event(SignalKind.SOS));
            case "fall" -> Optional.of(Meaning.event(SignalKind.FALL));
            case "test" -> Optional.of(Meaning.event(SignalKind.TEST));
            default -> Vocabulary.common(field);
        };
    }
}
