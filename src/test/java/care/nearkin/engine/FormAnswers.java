package care.nearkin.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;

/** Finds admissible answers to any form of ours, in the file's own words: for tests that have to visit every field. */
public final class FormAnswers {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode form;
    private final FormSchema schema;
    private final FormSchemas conditions = new FormSchemas();

    public FormAnswers(JsonNode form) {
        this.form = form;
        this.schema = FormSchema.parse(form.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** All that people can fill in. */
    public List<String> fields() {
        return inputs().stream().map(FormField::key).toList();
    }

    public List<String> privateFields() {
        return inputs().stream().filter(FormField::personal).map(FormField::key).toList();
    }

    /** A first admissible value of every field with options: what a case may know already. */
    public Map<String, Object> firstOptions() {
        Map<String, Object> first = new LinkedHashMap<>();
        inputs().stream()
                .filter(field -> !field.options().isEmpty())
                .forEach(field -> first.put(field.key(), field.options().get(0)));
        return first;
    }

    /**
     * Answers that the guard accepts and that keep {@code field}, as full as the form's conditions allow; private texts
     * are what {@code marker} makes of the field's name.
     */
    public Map<String, Object> keeping(String field, UnaryOperator<String> marker) {
        return search(field, inputs(), new LinkedHashMap<>(), marker)
                .orElseThrow(() -> new AssertionError("No answers to form " + schema.id() + " show its field " + field
                        + ": its condition or pattern needs a value that this helper does not try"));
    }

    private Optional<Map<String, Object>> search(
            String wanted, List<FormField> left, Map<String, Object> so, UnaryOperator<String> marker) {
        if (left.isEmpty()) {
            return accepted(wanted, so) ? Optional.of(new LinkedHashMap<>(so)) : Optional.empty();
        }
        FormField field = left.get(0);
        List<Object> tries = values(field, marker);
        for (Object value : tries) {
            so.put(field.key(), value);
            Optional<Map<String, Object>> found = search(wanted, left.subList(1, left.size()), so, marker);
            if (found.isPresent()) {
                return found;
            }
        }
        so.remove(field.key());
        return field.key().equals(wanted) ? Optional.empty() : search(wanted, left.subList(1, left.size()), so, marker);
    }

    private boolean accepted(String wanted, Map<String, Object> answers) {
        try {
            return schema.check(answers, conditions::hides).personal().containsKey(wanted);
        } catch (FormSchema.Fault refused) {
            return false;
        }
    }

    private static List<Object> values(FormField field, UnaryOperator<String> marker) {
        if (!field.options().isEmpty()) {
            return new ArrayList<>(field.options());
        }
        return switch (field.type()) {
            case "checkbox" -> List.of(true, false);
            case "number" -> List.of(field.min() == null ? 1 : field.min());
            case "datetime" -> List.of("2026-06-01T02:13+08:00");
            default -> List.of(field.personal() ? marker.apply(field.key()) : "plain");
        };
    }

    private List<FormField> inputs() {
        return StreamSupport.stream(form.path("components").spliterator(), false)
                .filter(component ->
                        schema.keys().contains(component.path("key").asText()))
                .map(FormField::of)
                .toList();
    }

    public static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (com.fasterxml.jackson.core.JsonProcessingException never) {
            throw new AssertionError(never);
        }
    }
}
