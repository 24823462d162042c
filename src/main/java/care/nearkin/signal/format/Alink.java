package care.nearkin.signal.format;

import care.nearkin.signal.SignalKind;
import care.nearkin.signal.format.Understood.Field;
import care.nearkin.signal.format.Understood.Ignored;
import care.nearkin.signal.format.Understood.Report;
import care.nearkin.signal.format.Understood.Unreadable;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Aliyun's Alink: {@code /sys/<product>/<device>/thing/event/<event>/post}, where the event {@code property} tells values,
 * bare or with a time of their own, and {@code property/batch}, {@code pack} and {@code history} tell many at once, a
 * gateway's devices among them; {@code /as/mqtt/status/<product>/<device>} as rules of the platform hand it on.
 */
@Component
final class Alink implements Format {

    private static final Pattern EVENT =
            Pattern.compile("/?sys/(?<product>[^/]+)/(?<device>[^/]+)/thing/event/(?<event>.+)/post");
    private static final Pattern OTHER = Pattern.compile("/?(sys|ota|shadow|ext)/.+");
    private static final Pattern STATUS = Pattern.compile("/?as/mqtt/status/(?<product>[^/]+)/(?<device>[^/]+)");
    private static final Set<String> MANY = Set.of("property/batch", "property/pack", "property/history");

    @Override
    public String name() {
        return "alink";
    }

    /** A gateway reports for the devices behind it. */
    @Override
    public boolean severalDevices() {
        return true;
    }

    @Override
    public Understood read(Message message, Source source) {
        String name = source.below(message.topic());
        Matcher status = STATUS.matcher(name);
        Matcher event = EVENT.matcher(name);
        if (!status.matches() && !event.matches()) {
            return OTHER.matcher(name).matches()
                    ? new Ignored("signal.why.command")
                    : new Unreadable("signal.why.topic");
        }
        Optional<JsonNode> told = Json.object(message);
        if (told.isEmpty()) {
            return new Unreadable("signal.why.notJson");
        }
        return status.matches()
                ? status(key(status.group("product"), status.group("device")), told.get(), message)
                : event(key(event.group("product"), event.group("device")), event.group("event"), told.get(), message)
                        .understood("signal.why.noValue", id(told.get(), message, source));
    }

    private static String key(String product, String device) {
        return product + "/" + device;
    }

    private static Understood status(String device, JsonNode told, Message message) {
        String word = Words.plain(told.path("status").asText());
        return switch (word) {
            case "online", "offline" ->
                Report.of(device, List.of(new Field("online", word, true)))
                        .at(Times.exact(Json.text(told, "utcTime"), message.receivedAt()), true);
            default -> new Unreadable("signal.why.onlineWord", device);
        };
    }

    private static Collected event(String device, String event, JsonNode told, Message message) {
        JsonNode params = told.path("params");
        Collected collected = new Collected();
        Times times = Times.of(message.receivedAt(), params.findValuesAsText("time"));
        if (event.equals("property")) {
            properties(device, params, times, collected);
        } else if (MANY.contains(event)) {
            many(device, params, times, collected);
        } else {
            happened(device, event, params, times, collected);
        }
        return collected;
    }

    /** A list is one entry for each device or moment; what is said of no device is said of the sender. */
    private static void many(String sender, JsonNode told, Times times, Collected collected) {
        if (told.isArray()) {
            told.forEach(one -> many(sender, one, times, collected));
            return;
        }
        JsonNode identity = told.path("identity");
        Optional<String> product = Json.scalar(identity.get("productKey"));
        Optional<String> name = Json.scalar(identity.get("deviceName"));
        if (!identity.isMissingNode() && (product.isEmpty() || name.isEmpty())) {
            collected.broken(told, "signal.why.noValue");
            return;
        }
        String device = product.isEmpty() || name.isEmpty() ? sender : key(product.get(), name.get());
        each(told.path("properties"), one -> properties(device, one, times, collected));
        each(
                told.path("events"),
                one -> one.properties()
                        .forEach(event -> each(
                                event.getValue(), value -> happened(device, event.getKey(), value, times, collected))));
        each(told.path("subDevices"), one -> many(sender, one, times, collected));
    }

    private static void each(JsonNode oneOrMany, Consumer<JsonNode> work) {
        if (oneOrMany.isArray()) {
            oneOrMany.forEach(work);
        } else if (!oneOrMany.isMissingNode()) {
            work.accept(oneOrMany);
        }
    }

    private static void properties(String device, JsonNode told, Times times, Collected collected) {
        for (Map.Entry<String, JsonNode> property : told.properties()) {
            each(property.getValue(), value -> {
                boolean wrapped = value.isObject() && value.has("value");
                JsonNode plain = wrapped ? value.get("value") : value;
                Instant time = wrapped ? times.exact(Json.text(value, "time")) : null;
                JsonNode piece = JsonNodeFactory.instance.objectNode().set(property.getKey(), plain);
                collected.add(device, time, Json.fields(piece, true), piece);
            });
        }
    }

    /** An event happens at the moment it is told; what it tells besides are values. */
    private static void happened(String device, String event, JsonNode params, Times times, Collected collected) {
        JsonNode values = params.path("value");
        List<Field> said = new ArrayList<>(Json.fields(values.isObject() ? values : params, false));
        said.removeIf(field -> field.name().equals("time"));
        said.add(0, new Field("event." + event, event, false));
        collected.add(device, times.exact(Json.text(params, "time")), said, params);
    }

    /** Numbered by the device anew each day, and by many after each restart. */
    private static @Nullable String id(JsonNode told, Message message, Source source) {
        ZoneId zone = source.zone() == null ? ZoneOffset.UTC : source.zone();
        return Json.scalar(told.get("id"))
                .map(id -> LocalDate.ofInstant(message.receivedAt(), zone) + ":" + id + ":"
                        + Integer.toHexString(told.path("params").toString().hashCode()))
                .orElse(null);
    }

    @Override
    public Optional<Meaning> meaning(String field) {
        if (field.equals("online")) {
            return Optional.of(Meaning.level(SignalKind.ONLINE));
        }
        if (field.startsWith("event.")) {
            return Vocabulary.byWords(field.substring("event.".length())).map(meaning -> Meaning.event(meaning.kind()));
        }
        return Vocabulary.byWords(field);
    }
}
