package care.nearkin.signal.format;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Every format there is, by the name that sources use. */
@Component
public final class Formats {

    private final Map<String, Format> byName;

    Formats(List<Format> formats) {
        this.byName = formats.stream().collect(Collectors.toUnmodifiableMap(Format::name, Function.identity()));
    }

    /** For tests of the formats alone. */
    public static Formats all() {
        return new Formats(List.of(
                new NearkinFormat(),
                new Zigbee2Mqtt(),
                new Tasmota(),
                new ChirpStack(),
                new Shelly(),
                new EspHome(),
                new TheThingsStack(),
                new Alink(),
                new ThingsBoard(),
                new HomeAssistant()));
    }

    public Optional<Format> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
