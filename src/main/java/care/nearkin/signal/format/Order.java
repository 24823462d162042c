package care.nearkin.signal.format;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What is published so that a device does something, in the language that the device understands. */
public record Order(String topic, String payload) {

    private static final String OWN = "nearkin";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What a device is to do. */
    public enum Deed {
        SIREN,
        SILENCE,
        VOICE_PROMPT
    }

    /** {@code key} and {@code text} are the words, for those that have them recorded and those that can say them. */
    public record Wish(String id, Deed deed, String key, String text, Locale language, int seconds, Instant at) {}

    /**
     * Empty when a device of this format cannot do it. A format that knows no commands gets ours, for whoever translates.
     *
     * @param ours the base topic of our own format
     */
    public static Optional<Order> of(Source source, String device, Wish wish, String ours) {
        if (device.isBlank() || !device.matches("[^+#\\p{Cntrl}]+")) {
            return Optional.empty();
        }
        return switch (source.format()) {
            case OWN -> Optional.of(new Order(below(source, device) + "/do", own(wish)));
            case "zigbee2mqtt" -> zigbee(source, device, wish);
            case "tasmota" -> tasmota(device, wish);
            case "shelly" -> shelly(device, wish);
            default -> Optional.of(new Order(ours + "/" + source.name() + "/" + device + "/do", own(wish)));
        };
    }

    /** Filters that cover the orders to the devices of these sources. */
    public static List<String> topics(List<Source> sources) {
        return sources.stream()
                .flatMap(source -> topics(source, ours(sources)))
                .distinct()
                .toList();
    }

    private static Stream<String> topics(Source source, String ours) {
        return switch (source.format()) {
            case OWN -> Stream.of(below(source, "+") + "/do");
            case "zigbee2mqtt" -> Stream.of(below(source, "#"));
            case "tasmota" -> Stream.of("cmnd/#");
            case "shelly" -> Stream.of("+/rpc", "+/+/rpc", "+/+/+/rpc");
            default -> Stream.of(ours + "/" + source.name() + "/#");
        };
    }

    /**
     * What a gateway of this source must be allowed to hear: orders to its devices, and what it cannot do without.
     * Zigbee2MQTT subscribes to all of its base topic at once and asks when Home Assistant was started.
     */
    public static List<String> heardBy(Source source, List<Source> all) {
        Stream<String> needed =
                source.format().equals("zigbee2mqtt") ? Stream.of("homeassistant/status") : Stream.empty();
        return Stream.concat(topics(source, ours(all)), needed).toList();
    }

    /** The base topic of our own format. */
    public static String ours(List<Source> sources) {
        return sources.stream()
                .filter(source -> source.format().equals(OWN))
                .map(Source::base)
                .filter(base -> base != null && !base.isEmpty())
                .findFirst()
                .orElse(OWN);
    }

    private static String below(Source source, String device) {
        String base = source.base();
        return base == null || base.isEmpty() ? device : base + "/" + device;
    }

    /** As {@code docs/nearkin-format.md} says. */
    private static String own(Wish wish) {
        ObjectNode node = JSON.createObjectNode()
                .put("id", wish.id())
                .put("command", wish.deed().name().toLowerCase(Locale.ROOT))
                .put("seconds", wish.seconds());
        if (wish.deed() == Deed.VOICE_PROMPT) {
            node.put("key", wish.key())
                    .put("text", wish.text())
                    .put("language", wish.language().toLanguageTag());
        }
        return node.put("at", wish.at().truncatedTo(ChronoUnit.MILLIS).toString())
                .toString();
    }

    private static Optional<Order> zigbee(Source source, String device, Wish wish) {
        if (wish.deed() == Deed.VOICE_PROMPT) {
            return Optional.empty();
        }
        boolean on = wish.deed() == Deed.SIREN;
        ObjectNode node = JSON.createObjectNode();
        node.putObject("warning")
                .put("mode", on ? "emergency" : "stop")
                .put("level", on ? "very_high" : "low")
                .put("strobe", on)
                .put("duration", on ? wish.seconds() : 0);
        return Optional.of(new Order(below(source, device) + "/set", node.toString()));
    }

    /** The relay switches itself off, also when the network is gone by then. */
    private static Optional<Order> tasmota(String device, Wish wish) {
        return switch (wish.deed()) {
            case SIREN -> {
                // PulseTime counts tenths of a second up to 111, and seconds from 100 on above that
                int pulse = wish.seconds() < 12 ? wish.seconds() * 10 : 100 + wish.seconds();
                yield Optional.of(new Order("cmnd/" + device + "/Backlog", "PulseTime1 " + pulse + ";Power1 ON"));
            }
            case SILENCE -> Optional.of(new Order("cmnd/" + device + "/POWER", "OFF"));
            case VOICE_PROMPT -> Optional.empty();
        };
    }

    private static Optional<Order> shelly(String device, Wish wish) {
        if (wish.deed() == Deed.VOICE_PROMPT) {
            return Optional.empty();
        }
        boolean on = wish.deed() == Deed.SIREN;
        ObjectNode node = JSON.createObjectNode()
                .put("id", 1)
                .put("src", "nearkin-answers")
                .put("method", "Switch.Set");
        ObjectNode params = node.putObject("params").put("id", 0).put("on", on);
        if (on) {
            params.put("toggle_after", wish.seconds());
        }
        return Optional.of(new Order(device + "/rpc", node.toString()));
    }
}
