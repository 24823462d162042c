package care.nearkin.signal.format;

import care.nearkin.signal.DeviceKind;
import care.nearkin.signal.SignalKind;
import care.nearkin.signal.format.Reading.Sense;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From fields to readings: the format's vocabulary, overridden by the device's own map and by what the device is. */
public final class Interpreter {

    private Interpreter() {}

    public static List<Reading> readings(
            Understood.Report report, Format format, Map<String, FieldRule> map, @Nullable DeviceKind device) {
        List<Reading> readings = new ArrayList<>();
        for (Understood.Field field : report.fields()) {
            meaning(field.name(), format, map)
                    .flatMap(meaning -> reading(field, meaning, device))
                    .ifPresent(readings::add);
        }
        return readings;
    }

    private static Optional<Meaning> meaning(String field, Format format, Map<String, FieldRule> map) {
        FieldRule rule = map.get(field);
        if (rule == null) {
            return format.meaning(field);
        }
        return rule.ignores() ? Optional.empty() : Optional.of(rule.over(format.meaning(field)));
    }

    private static Optional<Reading> reading(Understood.Field field, Meaning meaning, @Nullable DeviceKind device) {
        Optional<Sense> sense = sense(field.value(), meaning);
        return sense.map(
                s -> new Reading(kind(field.value(), meaning, device), field.name(), s, field.value(), field.cached()));
    }

    /** Empty for a button let go, which is no news of anything. */
    private static Optional<Sense> sense(String value, Meaning meaning) {
        return switch (meaning.shape()) {
            case NUMBER -> Optional.of(Sense.NUMBER);
            case LEVEL -> Optional.of(level(value, meaning));
            case EVENT -> event(value, meaning);
        };
    }

    private static Optional<Sense> event(String value, Meaning meaning) {
        if (!meaning.on().isEmpty()) {
            return meaning.on().contains(Words.plain(value)) ? Optional.of(Sense.EVENT) : Optional.empty();
        }
        if (Words.letGo(value)) {
            return Optional.empty();
        }
        return Optional.of(meaning.kind() == SignalKind.SOS && Words.off(value) ? Sense.OFF : Sense.EVENT);
    }

    private static Sense level(String value, Meaning meaning) {
        boolean on;
        if (!meaning.on().isEmpty()) {
            on = meaning.on().contains(Words.plain(value));
        } else if (Words.on(value)) {
            on = true;
        } else if (Words.off(value)) {
            on = false;
        } else {
            return Sense.UNCLEAR;
        }
        return on != meaning.invert() ? Sense.ON : Sense.OFF;
    }

    /** A press on something registered as an SOS button is a call for help, whatever word the button uses for it. */
    private static SignalKind kind(String value, Meaning meaning, @Nullable DeviceKind device) {
        SignalKind kind = meaning.kind();
        boolean event = meaning.shape() == Meaning.Shape.EVENT;
        if (event && (kind == null || kind == SignalKind.BUTTON)) {
            return device == DeviceKind.SOS || Words.help(value) ? SignalKind.SOS : SignalKind.BUTTON;
        }
        if (kind != null) {
            return kind;
        }
        return device == null ? SignalKind.OTHER : device.signal();
    }
}
