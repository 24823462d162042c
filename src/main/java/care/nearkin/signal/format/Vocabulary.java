package care.nearkin.signal.format;

import static java.util.Map.entry;

import care.nearkin.signal.SignalKind;
import java.util.Map;
import java.util.Optional;

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

    private Vocabulary() {}

    static Optional<Meaning> common(String field) {
        return Optional.ofNullable(COMMON.get(field));
    }
}
