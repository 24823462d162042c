package care.nearkin.casetype.alarm;

import care.nearkin.kernel.Words;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** A step's own form with one more question: why it is answered for many at once. */
final class StormForm {

    static final String REMARK = "stormRemark";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> CHOSEN = Set.of("radio", "select", "checkbox");
    private static final int LONGEST = 2000;

    private StormForm() {}

    static String withRemark(String schema, Words words, Locale language) {
        JsonNode form = read(schema);
        ObjectNode remark = ((ArrayNode) form.path("components")).addObject();
        remark.put("type", "textarea")
                .put("id", "Field_" + REMARK)
                .put("key", REMARK)
                .put("label", words.say(language, "alarm.storm.remark"));
        remark.putObject("validate").put("required", true).put("maxLength", LONGEST);
        return form.toString();
    }

    /** Fields in which people write: no table decides about what stands there. */
    static Set<String> freeText(String schema) {
        Set<String> written = new HashSet<>();
        for (JsonNode component : read(schema).path("components")) {
            if (component.has("key") && !CHOSEN.contains(component.path("type").asText())) {
                written.add(component.path("key").asText());
            }
        }
        return written;
    }

    private static JsonNode read(String schema) {
        try {
            return JSON.readTree(schema);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A deployed form is not JSON", broken);
        }
    }
}
