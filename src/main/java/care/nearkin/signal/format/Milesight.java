package care.nearkin.signal.format;

import static java.util.Map.entry;

import care.nearkin.signal.SignalKind;
import care.nearkin.signal.format.Understood.Field;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What LoRaWAN networks hand on of a device once its codec has decoded it; the names are Milesight's and our common ones. */
final class Milesight {

    private static final Map<String, Meaning> NAMES = Map.ofEntries(
            entry("button_event.status", Meaning.event(null)),
            entry("button_event", Meaning.event(null)),
            entry("press", Meaning.event(null)),
            entry("pir", Meaning.level(SignalKind.MOTION)),
            entry("leakage_status", Meaning.level(SignalKind.LEAK)),
            entry("magnet_status", Meaning.level(SignalKind.DOOR)),
            entry("tamper_status", Meaning.level(SignalKind.TAMPER)),
            entry("smoke_status", Meaning.level(SignalKind.SMOKE)),
            entry("gas_status", Meaning.level(SignalKind.GAS)),
            entry("temperature_abnormal", Meaning.level(SignalKind.TEMPERATURE)));

    private Milesight() {}

    static Optional<Meaning> meaning(String field) {
        return Optional.ofNullable(NAMES.get(field)).or(() -> Vocabulary.common(field));
    }

    static List<Field> fields(JsonNode decoded) {
        return Json.fields(decoded, true).stream().map(Milesight::press).toList();
    }

    /** A press is told once, when it happens. */
    private static Field press(Field field) {
        boolean press = meaning(field.name())
                .filter(m -> m.shape() == Meaning.Shape.EVENT)
                .isPresent();
        return press ? new Field(field.name(), field.value(), false) : field;
    }
}
