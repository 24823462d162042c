package care.nearkin.signal.format;

import static java.util.Map.entry;

import care.nearkin.signal.SignalKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What field names mean that many devices share. */
final class Vocabulary {

    private static final Map<String, Meaning> COMMON = Map.ofEntries(
            entry("sos", Meaning.level(SignalKind.SOS)),
            entry("fall", Meaning.level(SignalKind.FALL)),
            entry("smoke", Meaning.level(SignalKind.SMOKE)),
            entry("gas", Meaning.level(SignalKind.GAS)),
            entry("carbon_monoxide", Meaning.level(SignalKind.CO)),
            entry("co", Meaning.level(SignalKind.CO)),
            entry("water_leak", Meaning.level(SignalKind.LEAK)),
            entry("leak", Meaning.level(SignalKind.LEAK)),
            entry("intrusion", Meaning.level(SignalKind.INTRUSION)),
            entry("occupancy", Meaning.level(SignalKind.MOTION)),
            entry("presence", Meaning.level(SignalKind.MOTION)),
            entry("motion", Meaning.level(SignalKind.MOTION)),
            entry("door", Meaning.level(SignalKind.DOOR)),
            // true is "the two halves touch": closed
            entry("contact", Meaning.onWhen(SignalKind.DOOR, "false", "off", "0", "open", "opened")),
            entry("temperature", Meaning.number(SignalKind.TEMPERATURE)),
            entry("tamper", Meaning.level(SignalKind.TAMPER)),
            entry("battery", Meaning.number(SignalKind.BATTERY)),
            entry("battery_low", Meaning.level(SignalKind.BATTERY_LOW)),
            entry("trouble", Meaning.level(SignalKind.FAULT)),
            entry("fault", Meaning.level(SignalKind.FAULT)),
            entry("test", Meaning.level(SignalKind.TEST)),
            entry("online", Meaning.level(SignalKind.ONLINE)),
            entry("button", Meaning.event(SignalKind.BUTTON)),
            entry("action", Meaning.event(SignalKind.BUTTON)));

    /** A name's last word that means something, as {@code kitchen_smoke} and {@code SmokeSensorState} have. */
    private static final Map<String, SignalKind> WORDS = Map.ofEntries(
            entry("sos", SignalKind.SOS),
            entry("emergency", SignalKind.SOS),
            entry("panic", SignalKind.SOS),
            entry("fall", SignalKind.FALL),
            entry("smoke", SignalKind.SMOKE),
            entry("fire", SignalKind.SMOKE),
            entry("gas", SignalKind.GAS),
            entry("co", SignalKind.CO),
            entry("monoxide", SignalKind.CO),
            entry("leak", SignalKind.LEAK),
            entry("leakage", SignalKind.LEAK),
            entry("water", SignalKind.LEAK),
            entry("flood", SignalKind.LEAK),
            entry("moisture", SignalKind.LEAK),
            entry("intrusion", SignalKind.INTRUSION),
            entry("motion", SignalKind.MOTION),
            entry("pir", SignalKind.MOTION),
            entry("occupancy", SignalKind.MOTION),
            entry("presence", SignalKind.MOTION),
            entry("human", SignalKind.MOTION),
            entry("door", SignalKind.DOOR),
            entry("window", SignalKind.DOOR),
            entry("contact", SignalKind.DOOR),
            entry("magnet", SignalKind.DOOR),
            entry("tamper", SignalKind.TAMPER),
            entry("fault", SignalKind.FAULT),
            entry("trouble", SignalKind.FAULT),
            entry("temperature", SignalKind.TEMPERATURE),
            entry("battery", SignalKind.BATTERY));

    private static final Pattern BETWEEN_WORDS =
            Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z0-9]+");

    private static final Set<String> SAY_NOTHING = Set.of(
            "state", "status", "sensor", "alarm", "alert", "detected", "detection", "percentage", "current", "event");

    private Vocabulary() {}

    /** By the words of a name that somebody made up; empty when none of them says what it is about. */
    static Optional<Meaning> byWords(String name) {
        List<String> words = BETWEEN_WORDS
                .splitAsStream(name)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty() && !SAY_NOTHING.contains(word))
                .toList();
        if (words.isEmpty()) {
            return Optional.empty();
        }
        if (words.contains("battery") && (words.contains("low") || words.contains("empty"))) {
            return Optional.of(Meaning.level(SignalKind.BATTERY_LOW));
        }
        if (words.contains("battery") && words.contains("level")) {
            return Optional.of(Meaning.number(SignalKind.BATTERY));
        }
        if (words.contains("sos")) {
            return Optional.of(Meaning.level(SignalKind.SOS));
        }
        return Optional.ofNullable(WORDS.get(words.get(words.size() - 1)))
                .map(kind -> measured(kind) ? Meaning.number(kind) : Meaning.level(kind));
    }

    private static boolean measured(SignalKind kind) {
        return kind == SignalKind.TEMPERATURE || kind == SignalKind.BATTERY;
    }

    static Optional<Meaning> common(String field) {
        return Optional.ofNullable(COMMON.get(field));
    }
}
