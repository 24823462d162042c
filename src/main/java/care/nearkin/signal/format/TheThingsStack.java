package care.nearkin.signal.format;

import care.nearkin.signal.format.Understood.Field;
import care.nearkin.signal.format.Understood.Ignored;
import care.nearkin.signal.format.Understood.Report;
import care.nearkin.signal.format.Understood.Unreadable;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The Things Stack v3: {@code v3/<application>@<tenant>/devices/<device>/up} in JSON. What is empty, zero or false is left
 * out, so a missing {@code f_cnt} is 0 and a missing field of the payload may be false.
 */
@Component
final class TheThingsStack implements Format {

    private static final Pattern TOPIC = Pattern.compile("v3/[^/]+/devices/(?<device>[^/]+)/(?<what>.+)");
    /** Those of a message's correlation ids that no other message has, the best first. */
    private static final List<String> OF_THIS_MESSAGE = List.of("as:up:", "ns:uplink:", "gs:uplink:");

    @Override
    public String name() {
        return "ttn";
    }

    @Override
    public Understood read(Message message, Source source) {
        Matcher topic = TOPIC.matcher(source.below(message.topic()));
        if (!topic.matches()) {
            return new Unreadable("signal.why.topic");
        }
        String device = topic.group("device");
        return switch (topic.group("what")) {
            case "up", "join" ->
                Json.object(message)
                        .map(told -> topic.group("what").equals("up")
                                ? uplink(device, told, message)
                                : alive(device, told, message))
                        .orElseGet(() -> new Unreadable("signal.why.notJson", device));
            case "down/push", "down/replace" -> new Ignored("signal.why.command");
            default -> new Ignored("signal.why.notTold");
        };
    }

    private static Understood uplink(String device, JsonNode told, Message message) {
        JsonNode uplink = told.path("uplink_message");
        if (!uplink.isObject()) {
            return new Unreadable("signal.why.noValue", device);
        }
        JsonNode decoded = uplink.path("decoded_payload");
        if (!decoded.isObject() && Json.scalar(uplink.get("frm_payload")).isPresent()) {
            return new Unreadable("signal.why.noCodec", device);
        }
        List<Field> fields = new ArrayList<>(Milesight.fields(decoded));
        if (fields.stream().noneMatch(field -> field.name().equals("battery"))) {
            Json.scalar(uplink.path("last_battery_percentage").get("value"))
                    .ifPresent(percent -> fields.add(new Field("battery", percent, true)));
        }
        return report(device, fields, told)
                .at(Times.exact(time(told, uplink), message.receivedAt()), true)
                .id(id(told, uplink))
                .omittingFalse();
    }

    private static Understood alive(String device, JsonNode told, Message message) {
        return report(device, List.of(new Field("online", "online", true)), told)
                .at(Times.exact(Json.text(told, "received_at"), message.receivedAt()), true);
    }

    private static Report report(String device, List<Field> fields, JsonNode told) {
        return Report.of(device, fields).simulated(told.path("simulated").asBoolean(false));
    }

    private static @Nullable String time(JsonNode told, JsonNode uplink) {
        String heard = Json.text(uplink, "received_at");
        return heard != null ? heard : Json.text(told, "received_at");
    }

    /** A frame counter alone begins again at every join, and at every restart of a device without joins. */
    private static @Nullable String id(JsonNode told, JsonNode uplink) {
        for (String kind : OF_THIS_MESSAGE) {
            for (JsonNode id : told.path("correlation_ids")) {
                if (id.asText().startsWith(kind)) {
                    return id.asText();
                }
            }
        }
        Optional<String> session = Json.scalar(uplink.get("session_key_id"));
        String time = time(told, uplink);
        return session.isEmpty() || time == null
                ? null
                : session.get() + ":" + Json.scalar(uplink.get("f_cnt")).orElse("0") + ":" + time;
    }

    @Override
    public Optional<Meaning> meaning(String field) {
        return Milesight.meaning(field);
    }
}
