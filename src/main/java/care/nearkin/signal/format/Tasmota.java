package care.nearkin.signal.format;

import care.nearkin.signal.SignalKind;
import care.nearkin.signal.format.Understood.Field;
import care.nearkin.signal.format.Understood.Ignored;
import care.nearkin.signal.format.Understood.Report;
import care.nearkin.signal.format.Understood.Unreadable;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tasmota: {@code tele|stat/<topic>/<what>}, or {@code <topic>/tele|stat/<what>} where the layout was swapped. A switch
 * is a bare contact: it means what the device is registered as, or what its map says.
 */
@Component
final class Tasmota implements Format {

    private static final Set<String> PREFIXES = Set.of("tele", "stat", "cmnd");
    private static final Pattern INPUT = Pattern.compile("(?i)(switch|button)(\\d+)");
    private static final Pattern TEMPERATURE = Pattern.compile("(.+\\.)?Temperature");
    private static final String LWT = "LWT";

    /** Where in the topic the prefix stood, what the device calls itself, and what it tells. */
    private record Place(String prefix, String device, String what) {}

    @Override
    public String name() {
        return "tasmota";
    }

    @Override
    public Understood read(Message message, Source source) {
        Place place = place(source.below(message.topic()));
        if (place == null) {
            return new Unreadable("signal.why.topic");
        }
        if (place.prefix().equals("cmnd")) {
            return new Ignored("signal.why.command");
        }
        if (message.payload().length == 0) {
            return new Ignored("signal.why.emptied");
        }
        if (place.what().equals(LWT)) {
            return lastWill(place, message);
        }
        Matcher input = INPUT.matcher(place.what());
        if (input.matches()) {
            return input(place.device(), field(input), message);
        }
        return switch (place.what()) {
            case "SENSOR", "STATUS8", "STATUS10" -> sensor(place, message, source, true);
            case "RESULT" -> sensor(place, message, source, false);
            case "STATE" -> state(place, message, source);
            default -> new Ignored("signal.why.notTold");
        };
    }

    private static @Nullable Place place(String topic) {
        String[] parts = topic.split("/", -1);
        int last = parts.length - 1;
        if (last < 2 || parts[last].isEmpty()) {
            return null;
        }
        String what = parts[last].toUpperCase(Locale.ROOT);
        if (PREFIXES.contains(parts[0])) {
            return new Place(parts[0], String.join("/", List.of(parts).subList(1, last)), what);
        }
        if (PREFIXES.contains(parts[last - 1])) {
            return new Place(parts[last - 1], String.join("/", List.of(parts).subList(0, last - 1)), what);
        }
        return null;
    }

    private static Understood lastWill(Place place, Message message) {
        String word = Words.plain(message.text().orElse(""));
        return switch (word) {
            case "online", "offline" -> Report.of(place.device(), List.of(new Field(LWT, word, true)));
            default -> new Unreadable("signal.why.onlineWord", place.device());
        };
    }

    /** {@code {"STATE":"ON"}}, {@code {"ACTION":"SINGLE"}} or the bare word. */
    private static Understood input(String device, String field, Message message) {
        String text = message.text().orElse("").strip();
        Optional<String> value = Json.parse(text)
                .filter(JsonNode::isObject)
                .flatMap(node -> Json.scalar(node.has("STATE") ? node.get("STATE") : actionOf(node)))
                .or(() -> Optional.of(text).filter(t -> t.matches("\\w{1,20}")));
        return value.<Understood>map(v -> Report.of(device, List.of(new Field(field, v, false))))
                .orElseGet(() -> new Unreadable("signal.why.noValue", device));
    }

    private static @Nullable JsonNode actionOf(JsonNode node) {
        return node.has("ACTION") ? node.get("ACTION") : node.get("Action");
    }

    private static Understood sensor(Place place, Message message, Source source, boolean cached) {
        Optional<JsonNode> object = Json.object(message);
        if (object.isEmpty()) {
            return new Unreadable("signal.why.notJson", place.device());
        }
        JsonNode told = object.get().path("StatusSNS").isObject() ? object.get().get("StatusSNS") : object.get();
        List<Field> fields = Json.fields(told, cached).stream()
                .map(field -> new Field(input(field.name()), field.value(), cached))
                .toList();
        return Report.of(place.device(), fields).at(time(told, message, source), false);
    }

    /** What is told every few minutes: that the device is there. */
    private static Understood state(Place place, Message message, Source source) {
        return Json.object(message)
                .<Understood>map(told -> Report.of(place.device(), List.of(new Field(LWT, "online", true)))
                        .at(time(told, message, source), false))
                .orElseGet(() -> new Unreadable("signal.why.notJson", place.device()));
    }

    /** Local time, and often the factory's zone: shown, never used to tell old from new. */
    private static @Nullable Instant time(JsonNode told, Message message, Source source) {
        return Times.local(Json.text(told, "Time"), source.zone(), message.receivedAt());
    }

    private static String input(String name) {
        String bare = name.endsWith(".Action") ? name.substring(0, name.length() - ".Action".length()) : name;
        Matcher input = INPUT.matcher(bare);
        return input.matches() ? field(input) : name;
    }

    private static String field(Matcher input) {
        String word = input.group(1).toLowerCase(Locale.ROOT);
        return Character.toUpperCase(word.charAt(0)) + word.substring(1) + input.group(2);
    }

    @Override
    public Optional<Meaning> meaning(String field) {
        if (field.equals(LWT)) {
            return Optional.of(Meaning.level(SignalKind.ONLINE));
        }
        if (INPUT.matcher(field).matches()) {
            return Optional.of(field.startsWith("Button") ? Meaning.event(null) : Meaning.level(null));
        }
        return TEMPERATURE.matcher(field).matches()
                ? Optional.of(Meaning.number(SignalKind.TEMPERATURE))
                : Optional.empty();
    }
}
