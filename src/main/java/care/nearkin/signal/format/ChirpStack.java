package care.nearkin.signal.format;

import care.nearkin.signal.format.Understood.Field;
import care.nearkin.signal.format.Understood.Ignored;
import care.nearkin.signal.format.Understood.Report;
import care.nearkin.signal.format.Understood.Unreadable;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * ChirpStack v4: {@code application/<id>/device/<devEui>/event/<event>} in JSON, with the object that the device's codec
 * decoded. What is zero or false may be left out.
 */
@Component
final class ChirpStack implements Format {

    private static final Pattern TOPIC =
            Pattern.compile("application/[^/]+/device/(?<device>[^/]+)/(?<branch>event|command|state)/(?<what>[^/]+)");

    @Override
    public String name() {
        return "chirpstack";
    }

    @Override
    public Understood read(Message message, Source source) {
        Matcher topic = TOPIC.matcher(source.below(message.topic()));
        if (!topic.matches()) {
            return new Unreadable("signal.why.topic");
        }
        if (!topic.group("branch").equals("event")) {
            return new Ignored("signal.why.command");
        }
        String device = topic.group("device").toLowerCase(Locale.ROOT);
        return switch (topic.group("what")) {
            case "up", "status", "join" ->
                Json.object(message)
                        .map(event -> event(device, topic.group("what"), event, message))
                        .orElseGet(() -> new Unreadable("signal.why.notJson", device));
            default -> new Ignored("signal.why.notTold");
        };
    }

    private static Understood event(String device, String what, JsonNode event, Message message) {
        if (what.equals("up") && !event.path("object").isObject() && hasData(event)) {
            return new Unreadable("signal.why.noCodec", device);
        }
        List<Field> fields =
                switch (what) {
                    case "up" -> Milesight.fields(event.path("object"));
                    case "status" -> battery(event);
                    default -> List.of(new Field("online", "online", true));
                };
        Report report = Report.of(device, fields)
                .at(Times.exact(Json.text(event, "time"), message.receivedAt()), true)
                .id(Json.text(event, "deduplicationId"));
        return what.equals("up") ? report.omittingFalse() : report;
    }

    private static boolean hasData(JsonNode event) {
        return !event.path("data").asText("").isEmpty();
    }

    /** A level of zero is left out; so is everything when the device has mains power or does not know. */
    private static List<Field> battery(JsonNode event) {
        boolean nothing = event.path("externalPowerSource").asBoolean(false)
                || event.path("batteryLevelUnavailable").asBoolean(false);
        return nothing
                ? List.of()
                : List.of(new Field(
                        "battery", Json.scalar(event.get("batteryLevel")).orElse("0"), true));
    }

    @Override
    public Optional<Meaning> meaning(String field) {
        return Milesight.meaning(field);
    }
}
