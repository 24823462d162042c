package care.nearkin.signal;

import care.nearkin.kernel.Refusal;
import care.nearkin.people.Residents;
import care.nearkin.signal.Devices.Registration;
import care.nearkin.signal.format.FieldRule;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a device as programs write one; what is not sent stays as it was, null takes it away. */
final class DeviceJson {

    static final Set<String> FIELDS = Set.of(
            "key",
            "kind",
            "resident",
            "room",
            "gateway",
            "power",
            "sleeping",
            "reportInterval",
            "map",
            "area",
            "commands",
            "testFrom",
            "testUntil");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final TypeReference<Map<String, FieldRule>> MAP = new TypeReference<>() {};

    private final JsonNode sent;

    DeviceJson(JsonNode sent, String key) {
        if (!sent.isObject()) {
            throw Refusal.invalid(null, "signal.refusal.notAnObject");
        }
        sent.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw Refusal.invalid(name, "signal.refusal.unknownField", name);
            }
        });
        if (sent.has("key") && !sent.get("key").asText().equals(key)) {
            throw Refusal.invalid("key", "signal.refusal.otherKey");
        }
        this.sent = sent;
    }

    Registration registration(Optional<Device> before, Residents residents) {
        Device was = before.orElse(null);
        return new Registration(
                kind(was),
                resident(was, residents),
                text("room", was == null ? null : was.room()),
                text("gateway", was == null ? null : was.gateway()),
                power(was == null ? null : was.power()),
                flag("sleeping", was != null && was.sleeping()),
                interval(was == null ? null : was.reportInterval()),
                map(was == null ? Map.of() : was.map()),
                text("area", was == null || sent.has("resident") ? null : was.area()),
                commands(was));
    }

    boolean hasTestWindow() {
        return sent.has("testFrom") || sent.has("testUntil");
    }

    @Nullable
    Instant time(String field, @Nullable Instant before) {
        String text = text(field, before == null ? null : before.toString());
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw Refusal.invalid(field, "signal.refusal.time");
        }
    }

    private DeviceKind kind(@Nullable Device was) {
        String kind = text("kind", was == null ? null : was.kind().key());
        return kind(kind);
    }

    static DeviceKind kind(@Nullable String kind) {
        return Optional.ofNullable(kind)
                .flatMap(DeviceKind::of)
                .orElseThrow(() -> Refusal.invalid("kind", "signal.refusal.kind"));
    }

    private @Nullable Long resident(@Nullable Device was, Residents residents) {
        if (!sent.has("resident")) {
            return was == null ? null : was.resident();
        }
        return resident(text("resident", null), residents);
    }

    static @Nullable Long resident(@Nullable String key, Residents residents) {
        if (key == null || key.isBlank()) {
            return null;
        }
        return residents
                .idOf(key.strip())
                .orElseThrow(() -> Refusal.invalid("resident", "signal.refusal.resident", key.strip()));
    }

    private Device.@Nullable Power power(Device.@Nullable Power before) {
        return power(text("power", before == null ? null : before.name()));
    }

    static Device.@Nullable Power power(@Nullable String text) {
        try {
            return text == null || text.isBlank()
                    ? null
                    : Device.Power.valueOf(text.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("power", "signal.refusal.power");
        }
    }

    private @Nullable Duration interval(@Nullable Duration before) {
        return interval(text("reportInterval", before == null ? null : before.toString()));
    }

    /** Seconds, or ISO-8601 such as {@code PT1H}. */
    static @Nullable Duration interval(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            String plain = text.strip();
            return plain.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(plain)) : Duration.parse(plain);
        } catch (DateTimeException e) {
            throw Refusal.invalid("reportInterval", "signal.refusal.interval");
        }
    }

    private Map<String, FieldRule> map(Map<String, FieldRule> before) {
        JsonNode map = sent.path("map");
        if (map.isMissingNode()) {
            return before;
        }
        return map.isNull() ? Map.of() : map(map.toString());
    }

    static Map<String, FieldRule> map(String json) {
        if (json.isBlank()) {
            return Map.of();
        }
        try {
            return Map.copyOf(MAPPER.readValue(json, MAP));
        } catch (JsonProcessingException | NullPointerException e) {
            throw Refusal.invalid("map", "signal.refusal.map");
        }
    }

    static String text(Map<String, FieldRule> map) {
        try {
            return map.isEmpty() ? "" : MAPPER.writeValueAsString(map);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a field map is always JSON", e);
        }
    }

    private Set<Device.Can> commands(@Nullable Device was) {
        JsonNode said = sent.path("commands");
        if (said.isMissingNode()) {
            return was == null ? Set.of() : was.commands();
        }
        if (!said.isNull() && !said.isArray()) {
            throw Refusal.invalid("commands", "signal.refusal.commands");
        }
        Set<String> names = new HashSet<>();
        said.forEach(name -> names.add(name.asText()));
        return commands(names);
    }

    static Set<Device.Can> commands(Collection<String> names) {
        try {
            return names.stream()
                    .map(name -> Device.Can.valueOf(name.strip().toUpperCase(Locale.ROOT)))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("commands", "signal.refusal.commands");
        }
    }

    static SortedSet<String> names(Set<Device.Can> commands) {
        return commands.stream()
                .map(command -> command.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean flag(String name, boolean before) {
        JsonNode node = sent.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return before;
        }
        if (!node.isBoolean()) {
            throw Refusal.invalid(name, "signal.refusal.flag");
        }
        return node.booleanValue();
    }

    private @Nullable String text(String name, @Nullable String before) {
        JsonNode node = sent.path(name);
        if (node.isMissingNode()) {
            return before;
        }
        if (node.isNull()) {
            return null;
        }
        if (!node.isValueNode()) {
            throw Refusal.invalid(name, "signal.refusal.text");
        }
        return node.asText();
    }
}
