package care.nearkin.signal.format;

import care.nearkin.signal.SignalKind;
import care.nearkin.signal.format.Understood.Field;
import care.nearkin.signal.format.Understood.Ignored;
import care.nearkin.signal.format.Understood.Report;
import care.nearkin.signal.format.Understood.Unreadable;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Shelly's second generation and later: {@code <prefix>/status/<component>}, {@code <prefix>/events/rpc} and {@code
 * <prefix>/online}; the prefix is the device and may contain slashes. A level may be told both ways, so all of them are
 * cached; a press is told once, as an event.
 */
@Component
final class Shelly implements Format {

    private static final Pattern TOPIC = Pattern.compile("(?<device>.+)/(?<what>online|events/rpc|status/[^/]+)");
    private static final Pattern COMMAND = Pattern.compile(".+/(rpc|command|command/[^/]+|debug/.+|announce)");
    private static final Set<String> TOLD = Set.of("NotifyStatus", "NotifyFullStatus");
    /** The two halves of a press, which is told once more as a whole. */
    private static final Set<String> HALVES = Set.of("btn_down", "btn_up");

    private static final Pattern INPUT = Pattern.compile("input:\\d+\\.state");
    private static final Pattern EVENT = Pattern.compile("(input|bthomedevice|bthomesensor):\\d+\\.event");
    private static final Pattern BATTERY = Pattern.compile("devicepower:\\d+\\.battery\\.percent");
    private static final Pattern TEMPERATURE = Pattern.compile("temperature:\\d+\\.tC");
    private static final Pattern ALARM = Pattern.compile("(smoke|flood|gas|co):\\d+\\.alarm");
    private static final Pattern PRESENCE = Pattern.compile("presence(zone)?:\\d+\\.(value|state)");
    private static final Pattern ERRORS = Pattern.compile("[a-z]+:\\d+\\.errors");

    @Override
    public String name() {
        return "shelly";
    }

    @Override
    public Understood read(Message message, Source source) {
        String name = source.below(message.topic());
        Matcher topic = TOPIC.matcher(name);
        if (!topic.matches()) {
            return COMMAND.matcher(name).matches()
                    ? new Ignored("signal.why.command")
                    : new Unreadable("signal.why.topic");
        }
        if (message.payload().length == 0) {
            return new Ignored("signal.why.emptied");
        }
        String device = topic.group("device");
        String what = topic.group("what");
        if (what.equals("online")) {
            return online(device, message);
        }
        Optional<JsonNode> told = Json.object(message);
        if (told.isEmpty()) {
            return new Unreadable("signal.why.notJson", device);
        }
        return what.equals("events/rpc")
                ? notification(device, told.get(), message)
                : Report.of(device, component(what.substring("status/".length()), told.get()));
    }

    /** Its last will. Of a device that sleeps between reports, being offline is the usual state. */
    private static Understood online(String device, Message message) {
        String word = Words.plain(message.text().orElse(""));
        return switch (word) {
            case "true", "false" -> Report.of(device, List.of(new Field("online", word, true)));
            default -> new Unreadable("signal.why.onlineWord", device);
        };
    }

    private static Understood notification(String device, JsonNode told, Message message) {
        String method = told.path("method").asText();
        JsonNode params = told.path("params");
        if (!params.isObject()) {
            return new Unreadable("signal.why.noValue", device);
        }
        // seconds since 1970, or since it was switched on as long as nobody told it the time
        Instant time = Times.exact(Json.text(params, "ts"), message.receivedAt());
        if (TOLD.contains(method)) {
            List<Field> fields = new ArrayList<>();
            params.fields().forEachRemaining(one -> fields.addAll(component(one.getKey(), one.getValue())));
            return Report.of(device, fields).at(time, true);
        }
        return method.equals("NotifyEvent")
                ? Report.of(device, events(params.path("events"))).at(time, true)
                : new Ignored("signal.why.notTold");
    }

    private static List<Field> component(String name, JsonNode status) {
        if (!status.isObject()) {
            return List.of();
        }
        boolean mains = status.path("external").path("present").asBoolean(false);
        List<Field> fields = new ArrayList<>(Json.fields(status, true).stream()
                .map(field -> new Field(name + "." + field.name(), field.value(), true))
                // with external power the battery's level says nothing
                .filter(field -> !mains || !BATTERY.matcher(field.name()).matches())
                .toList());
        JsonNode errors = status.path("errors");
        if (errors.isArray()) {
            fields.add(new Field(name + ".errors", errors.isEmpty() ? "ok" : "fault", true));
        }
        return fields;
    }

    private static List<Field> events(JsonNode events) {
        List<Field> fields = new ArrayList<>();
        for (JsonNode event : events) {
            Optional<String> component = Json.scalar(event.get("component"));
            Optional<String> what = Json.scalar(event.get("event")).filter(word -> !HALVES.contains(word));
            if (component.isPresent() && what.isPresent()) {
                fields.add(new Field(component.get() + ".event", what.get(), false));
            }
        }
        return fields;
    }

    @Override
    public Optional<Meaning> meaning(String field) {
        Matcher alarm = ALARM.matcher(field);
        if (alarm.matches()) {
            return SignalKind.of(alarm.group(1).equals("flood") ? "leak" : alarm.group(1))
                    .map(Meaning::level);
        }
        if (field.equals("online")) {
            return Optional.of(Meaning.level(SignalKind.ONLINE));
        }
        if (INPUT.matcher(field).matches()) {
            return Optional.of(Meaning.level(null));
        }
        if (EVENT.matcher(field).matches()) {
            return Optional.of(Meaning.event(null));
        }
        if (BATTERY.matcher(field).matches()) {
            return Optional.of(Meaning.number(SignalKind.BATTERY));
        }
        if (TEMPERATURE.matcher(field).matches()) {
            return Optional.of(Meaning.number(SignalKind.TEMPERATURE));
        }
        if (PRESENCE.matcher(field).matches()) {
            return Optional.of(Meaning.level(SignalKind.MOTION));
        }
        return ERRORS.matcher(field).matches() ? Optional.of(Meaning.level(SignalKind.FAULT)) : Optional.empty();
    }
}
