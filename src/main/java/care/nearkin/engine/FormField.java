package care.nearkin.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One input of a Camunda Form as the server sees it: the same schema that the browser shows also says what is admissible.
 */
record FormField(
        String key,
        String label,
        String type,
        boolean required,
        boolean personal,
        boolean suggested,
        List<String> options,
        @Nullable Integer maxLength,
        @Nullable Double min,
        @Nullable Double max,
        @Nullable Pattern pattern,
        @Nullable String hideWhen) {

    /** The most that any text may hold; the engine's own column ends at 4000. */
    static final int LONGEST_TEXT = 4000;

    static FormField of(JsonNode component) {
        JsonNode validate = component.path("validate");
        String hide = component.path("conditional").path("hide").asText("");
        List<String> options = new ArrayList<>();
        component
                .path("values")
                .forEach(value -> options.add(value.path("value").asText()));
        return new FormField(
                component.path("key").asText(),
                component.path("label").asText(component.path("key").asText()),
                component.path("type").asText(),
                validate.path("required").asBoolean(false),
                "true".equals(component.path("properties").path("private").asText()),
                "true".equals(component.path("properties").path("suggest").asText()),
                List.copyOf(options),
                validate.has("maxLength") ? validate.path("maxLength").asInt() : null,
                validate.has("min") ? validate.path("min").asDouble() : null,
                validate.has("max") ? validate.path("max").asDouble() : null,
                validate.has("pattern")
                        ? Pattern.compile(validate.path("pattern").asText())
                        : null,
                hide.isEmpty() ? null : hide);
    }

    /** The words key of what is wrong with {@code value}, or null when it is admissible. */
    @Nullable
    String fault(@Nullable Object value) {
        if (value == null || value.toString().isBlank()) {
            return required ? "answer.missing" : null;
        }
        return switch (type) {
            case "number" -> number(value);
            case "checkbox" -> value instanceof Boolean ? null : "answer.not-yes-or-no";
            case "radio", "select" ->
                options.isEmpty() || options.contains(value.toString()) ? null : "answer.not-an-option";
            case "datetime" -> value.toString().length() <= 40 ? null : "answer.too-long";
            default -> text(value.toString());
        };
    }

    /** Whether somebody can have got so far with it; what is missing, too long or out of range is said when she is done. */
    boolean holds(Object value) {
        return switch (type) {
            case "number" -> value instanceof Number || value instanceof String;
            case "checkbox" -> value instanceof Boolean;
            case "radio", "select" -> value instanceof String && fault(value) == null;
            default -> value instanceof String;
        };
    }

    private @Nullable String number(Object value) {
        double number;
        try {
            number = value instanceof Number n ? n.doubleValue() : Double.parseDouble(value.toString());
        } catch (NumberFormatException notANumber) {
            return "answer.not-a-number";
        }
        boolean low = min != null && number < min;
        boolean high = max != null && number > max;
        return low || high ? "answer.out-of-range" : null;
    }

    private @Nullable String text(String value) {
        if (value.length() > (maxLength == null ? LONGEST_TEXT : maxLength)) {
            return "answer.too-long";
        }
        return pattern != null && !pattern.matcher(value).matches() ? "answer.wrong-shape" : null;
    }
}
