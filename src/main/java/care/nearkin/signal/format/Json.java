package care.nearkin.signal.format;

import care.nearkin.signal.format.Understood.Field;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON as devices write it: nested objects become dotted fields; null and empty values say nothing and are left out. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int MOST_FIELDS = 300;
    private static final int DEEPEST = 6;

    private Json() {}

    static Optional<JsonNode> parse(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node == null || node.isMissingNode() ? Optional.empty() : Optional.of(node);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    static Optional<JsonNode> object(Message message) {
        return message.text().flatMap(Json::parse).filter(JsonNode::isObject);
    }

    static List<Field> fields(JsonNode object, boolean cached) {
        List<Field> fields = new ArrayList<>();
        collect("", object, cached, 0, fields);
        return fields;
    }

    private static void collect(String prefix, JsonNode object, boolean cached, int depth, List<Field> into) {
        object.fields().forEachRemaining(entry -> {
            String name = prefix + entry.getKey();
            JsonNode value = entry.getValue();
            if (value.isObject() && depth < DEEPEST) {
                collect(name + ".", value, cached, depth + 1, into);
            } else if (into.size() < MOST_FIELDS) {
                scalar(value).ifPresent(text -> into.add(new Field(name, text, cached)));
            }
        });
    }

    static Optional<String> scalar(@Nullable JsonNode value) {
        if (value == null || !value.isValueNode() || value.isNull()) {
            return Optional.empty();
        }
        return Optional.of(value.asText()).filter(text -> !text.isBlank());
    }

    static @Nullable String text(JsonNode object, String name) {
        return scalar(object.get(name)).orElse(null);
    }
}
