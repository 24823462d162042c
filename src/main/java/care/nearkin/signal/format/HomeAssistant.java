package care.nearkin.signal.format;

import static java.util.Map.entry;

import care.nearkin.signal.SignalKind;
import care.nearkin.signal.format.Understood.Ignored;
import care.nearkin.signal.format.Understood.Proposed;
import care.nearkin.signal.format.Understood.Unreadable;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Home Assistant's discovery: {@code homeassistant/<component>/[<node>/]<object>/config}, and the newer {@code
 * homeassistant/device/<object>/config} with several components. It proposes devices and never reports anything.
 */
@Component
final class HomeAssistant implements Format {

    private static final Pattern TOPIC =
            Pattern.compile("(?<component>[a-z_]+)/(?:(?<node>[^/]+)/)?(?<object>[^/]+)/config");
    private static final Set<String> SENSORS =
            Set.of("binary_sensor", "sensor", "event", "device_automation", "device");
    private static final int LONGEST_TOPIC = 400;
    private static final int MOST_PARTS = 100;

    private static final Map<String, SignalKind> CLASSES = Map.ofEntries(
            entry("smoke", SignalKind.SMOKE),
            entry("gas", SignalKind.GAS),
            entry("carbon_monoxide", SignalKind.CO),
            entry("moisture", SignalKind.LEAK),
            entry("motion", SignalKind.MOTION),
            entry("occupancy", SignalKind.MOTION),
            entry("presence", SignalKind.MOTION),
            entry("moving", SignalKind.MOTION),
            entry("door", SignalKind.DOOR),
            entry("garage_door", SignalKind.DOOR),
            entry("window", SignalKind.DOOR),
            entry("opening", SignalKind.DOOR),
            entry("tamper", SignalKind.TAMPER),
            entry("problem", SignalKind.FAULT),
            entry("connectivity", SignalKind.ONLINE),
            entry("battery", SignalKind.BATTERY_LOW),
            entry("button", SignalKind.BUTTON));
    private static final Map<String, SignalKind> MEASURED =
            Map.of("temperature", SignalKind.TEMPERATURE, "battery", SignalKind.BATTERY);

    /** Where a short name stands for a long one, in the configuration and in its device. */
    private static final Map<String, String> SHORT = Map.ofEntries(
            entry("state_topic", "stat_t"),
            entry("value_template", "val_tpl"),
            entry("device_class", "dev_cla"),
            entry("payload_on", "pl_on"),
            entry("payload_off", "pl_off"),
            entry("availability", "avty"),
            entry("availability_topic", "avty_t"),
            entry("expire_after", "exp_aft"),
            entry("device", "dev"),
            entry("model", "mdl"),
            entry("suggested_area", "sa"),
            entry("components", "cmps"),
            entry("platform", "p"),
            entry("topic", "t"),
            entry("payload", "pl"));

    private static final Pattern TEMPLATE =
            Pattern.compile("\\{\\{\\s*value_json(?<path>(?:\\.\\w+|\\[['\"][^'\"\\]]+['\"]\\])+)\\s*(?:\\|[^{}]*)?}}");
    private static final Pattern STEP = Pattern.compile("\\.(\\w+)|\\[['\"]([^'\"\\]]+)['\"]\\]");
    private static final Pattern WHOLE = Pattern.compile("\\{\\{\\s*value\\s*}}");

    @Override
    public String name() {
        return "homeassistant";
    }

    @Override
    public Understood read(Message message, Source source) {
        String name = source.below(message.topic());
        Matcher topic = TOPIC.matcher(name);
        if (!topic.matches()) {
            return new Ignored("signal.why.notTold");
        }
        if (message.topic().length() > LONGEST_TOPIC) {
            return new Unreadable("signal.why.topic");
        }
        if (!SENSORS.contains(topic.group("component"))) {
            return new Ignored("signal.why.notTold");
        }
        if (message.payload().length == 0) {
            return new Proposed(List.of());
        }
        return Json.object(message)
                .<Understood>map(config -> new Proposed(proposals(topic.group("component"), config)))
                .orElseGet(() -> new Unreadable("signal.why.notJson"));
    }

    private static List<Proposal> proposals(String component, JsonNode config) {
        List<Proposal> proposals = new ArrayList<>();
        if (!component.equals("device")) {
            proposal("", component, config, config).ifPresent(proposals::add);
            return proposals;
        }
        for (Map.Entry<String, JsonNode> part : node(config, "components").properties()) {
            if (proposals.size() < MOST_PARTS) {
                String platform = text(part.getValue(), "platform");
                proposal(part.getKey(), platform == null ? "" : platform, part.getValue(), config)
                        .ifPresent(proposals::add);
            }
        }
        return proposals;
    }

    private static Optional<Proposal> proposal(String part, String component, JsonNode config, JsonNode whole) {
        boolean automation = component.equals("device_automation");
        String stateTopic = text(config, automation ? "topic" : "state_topic");
        if (!SENSORS.contains(component) || stateTopic == null) {
            return Optional.empty();
        }
        String base = Optional.ofNullable(Json.text(whole, "~")).orElse("");
        JsonNode device = node(whole, "device");
        String field = automation ? "" : field(text(config, "value_template"));
        return Optional.of(new Proposal(
                part,
                Optional.ofNullable(Json.text(device, "name")).orElse(Json.text(config, "name")),
                text(device, "model"),
                text(device, "suggested_area"),
                automation ? SignalKind.BUTTON : signal(component, text(config, "device_class"), field, config),
                full(stateTopic, base),
                field,
                text(config, automation ? "payload" : "payload_on"),
                text(config, "payload_off"),
                availability(config, whole, base),
                seconds(config)));
    }

    /** What the class says; where it says nothing, or only that something is unsafe, the field's name does. */
    private static @Nullable SignalKind signal(
            String component, @Nullable String deviceClass, @Nullable String field, JsonNode config) {
        String said = deviceClass == null ? "" : deviceClass;
        if (component.equals("event")) {
            return SignalKind.BUTTON;
        }
        SignalKind kind = component.equals("sensor") ? MEASURED.get(said) : CLASSES.get(said);
        if (kind != null) {
            return kind;
        }
        boolean named = component.equals("binary_sensor") || said.isEmpty() && "action".equals(field);
        String name = field == null || field.isEmpty() ? Json.text(config, "name") : field;
        return !named || name == null
                ? null
                : Vocabulary.common(name)
                        .or(() -> Vocabulary.byWords(name))
                        .map(Meaning::kind)
                        .orElse(null);
    }

    /** Empty for the whole payload, null for a template that is more than a way to a field. */
    private static @Nullable String field(@Nullable String template) {
        if (template == null || WHOLE.matcher(template.strip()).matches()) {
            return "";
        }
        Matcher simple = TEMPLATE.matcher(template.strip());
        if (!simple.matches()) {
            return null;
        }
        List<String> path = new ArrayList<>();
        Matcher step = STEP.matcher(simple.group("path"));
        while (step.find()) {
            path.add(step.group(1) != null ? step.group(1) : step.group(2));
        }
        return String.join(".", path);
    }

    private static List<String> availability(JsonNode config, JsonNode whole, String base) {
        List<String> topics = new ArrayList<>();
        for (JsonNode holder : config == whole ? List.of(config) : List.of(config, whole)) {
            Optional.ofNullable(text(holder, "availability_topic")).ifPresent(topics::add);
            JsonNode list = node(holder, "availability");
            for (JsonNode one : list.isObject() ? List.of(list) : list) {
                Optional.ofNullable(text(one, "topic")).ifPresent(topics::add);
            }
        }
        return topics.stream().map(topic -> full(topic, base)).distinct().toList();
    }

    /** After this long without news Home Assistant calls it unavailable. */
    private static @Nullable Long seconds(JsonNode config) {
        long seconds = node(config, "expire_after").asLong(0);
        return seconds > 0 ? seconds : null;
    }

    private static String full(String topic, String base) {
        if (topic.startsWith("~")) {
            return base + topic.substring(1);
        }
        return topic.endsWith("~") ? topic.substring(0, topic.length() - 1) + base : topic;
    }

    private static JsonNode node(JsonNode object, String name) {
        JsonNode node = object.get(name);
        String brief = SHORT.get(name);
        JsonNode found = node != null || brief == null ? node : object.get(brief);
        return found == null ? JsonNodeFactory.instance.missingNode() : found;
    }

    private static @Nullable String text(JsonNode object, String name) {
        return Json.scalar(node(object, name)).orElse(null);
    }

    @Override
    public Optional<Meaning> meaning(String field) {
        return Optional.empty();
    }
}
