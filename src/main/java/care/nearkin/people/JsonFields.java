package care.nearkin.people;

import care.nearkin.kernel.Refusal;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a JSON object field by field and names the one at fault; an absent field keeps what was known before. */
record JsonFields(JsonNode object, String prefix) {

    static JsonFields of(JsonNode node, String path, Set<String> known) {
        if (!node.isObject()) {
            throw Refusal.invalid(path.isEmpty() ? null : path, "people.not-an-object");
        }
        String prefix = path.isEmpty() ? "" : path + ".";
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw Refusal.invalid(prefix + name, "people.unknown-field", prefix + name);
            }
        });
        return new JsonFields(node, prefix);
    }

    String path(String name) {
        return prefix + name;
    }

    boolean has(String name) {
        return object.has(name);
    }

    JsonNode get(String name) {
        return object.path(name);
    }

    /** Null when it is sent as null; {@code before} when it is not sent. */
    @Nullable
    String text(String name, @Nullable String before) {
        JsonNode node = object.path(name);
        if (node.isMissingNode()) {
            return before;
        }
        if (node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            throw Refusal.invalid(path(name), "people.not-a-text");
        }
        return node.textValue();
    }

    /** Its entries; none when it is not sent or sent as null. */
    List<JsonNode> list(String name, int most) {
        JsonNode node = object.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        if (!node.isArray()) {
            throw Refusal.invalid(path(name), "people.not-a-list");
        }
        if (node.size() > most) {
            throw Refusal.invalid(path(name), "people.too-many", most);
        }
        List<JsonNode> entries = new ArrayList<>();
        node.forEach(entries::add);
        return entries;
    }

    boolean flag(String name, boolean before) {
        JsonNode node = object.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return before;
        }
        if (!node.isBoolean()) {
            throw Refusal.invalid(path(name), "people.not-a-flag");
        }
        return node.booleanValue();
    }
}
