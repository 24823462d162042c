package care.nearkin.signal.format;

import care.nearkin.signal.SignalKind;
import care.nearkin.signal.format.Understood.Field;
import care.nearkin.signal.format.Understood.Ignored;
import care.nearkin.signal.format.Understood.Report;
import care.nearkin.signal.format.Understood.Unreadable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * ESPHome: {@code <node>/<domain>/<object>/state} in plain text and {@code <node>/status}. Each object is a device of its
 * own, {@code <node>/<object>}, and the node is their gateway. States are retained unless somebody switched that off.
 */
@Component
final class EspHome implements Format {

    private static final Pattern TOPIC =
            Pattern.compile("(?<node>.+)/(?<domain>[a-z_]+)/(?<object>[^/]+)/(?<what>state|command|set)");
    private static final String STATUS = "/status";
    private static final Set<String> TOLD = Set.of("binary_sensor", "sensor", "text_sensor", "event");
    /** What a sensor says that has measured nothing yet. */
    private static final Set<String> NOTHING = Set.of("nan", "unknown", "unavailable", "");

    @Override
    public String name() {
        return "esphome";
    }

    @Override
    public Understood read(Message message, Source source) {
        String name = source.below(message.topic());
        String text = message.text().orElse("").strip();
        if (name.endsWith(STATUS) && name.length() > STATUS.length()) {
            return online(name.substring(0, name.length() - STATUS.length()), Words.plain(text));
        }
        Matcher topic = TOPIC.matcher(name);
        if (!topic.matches()) {
            return name.endsWith("/debug") ? new Ignored("signal.why.notTold") : new Unreadable("signal.why.topic");
        }
        if (!topic.group("what").equals("state")) {
            return new Ignored("signal.why.command");
        }
        if (!TOLD.contains(topic.group("domain"))) {
            return new Ignored("signal.why.notTold");
        }
        if (message.payload().length == 0) {
            return new Ignored("signal.why.emptied");
        }
        if (message.text().isEmpty()) {
            return new Unreadable("signal.why.notText", topic.group("node") + "/" + topic.group("object"));
        }
        return NOTHING.contains(Words.plain(text))
                ? new Ignored("signal.why.empty")
                : state(topic.group("node") + "/" + topic.group("object"), topic, text);
    }

    private static Understood online(String node, String word) {
        return switch (word) {
            case "online", "offline" -> Report.of(node, List.of(new Field("online", word, true)));
            default -> new Unreadable("signal.why.onlineWord", node);
        };
    }

    private static Understood state(String device, Matcher topic, String text) {
        String object = topic.group("object");
        return switch (topic.group("domain")) {
            case "binary_sensor" -> Report.of(device, List.of(new Field(object, text, true)));
            case "event" -> Report.of(device, List.of(new Field("event." + object, event(text), false)));
            default -> Report.of(device, List.of(new Field(topic.group("domain") + "." + object, text, true)));
        };
    }

    /** {@code {"event_type":"press"}}, or the bare word. */
    private static String event(String text) {
        return Json.parse(text)
                .flatMap(node -> Json.scalar(node.isObject() ? node.get("event_type") : node))
                .orElse(text);
    }

    /** A binary sensor whose name says nothing means what the device is registered as. */
    @Override
    public Optional<Meaning> meaning(String field) {
        if (field.equals("online")) {
            return Optional.of(Meaning.level(SignalKind.ONLINE));
        }
        if (field.startsWith("event.")) {
            return Optional.of(Meaning.event(null));
        }
        int dot = field.indexOf('.');
        if (dot < 0) {
            return Vocabulary.byWords(field)
                    .filter(meaning -> meaning.shape() == Meaning.Shape.LEVEL)
                    .or(() -> Optional.of(Meaning.level(null)));
        }
        return Vocabulary.byWords(field.substring(dot + 1)).filter(meaning -> meaning.shape() == Meaning.Shape.NUMBER);
    }
}
