package care.nearkin.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A Camunda Form read once: its fields for the guard, and its text for the reader's language. */
final class FormSchema {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern MEANING_SOMETHING = Pattern.compile("[\\p{Punct}&&[^.,:;()/-]]");
    private static final Set<String> INPUTS =
            Set.of("textfield", "textarea", "number", "checkbox", "radio", "select", "datetime");

    private final JsonNode root;
    private final Map<String, FormField> fields;

    private FormSchema(JsonNode root) {
        this.root = root;
        this.fields = StreamSupport.stream(root.path("components").spliterator(), false)
                .filter(component -> INPUTS.contains(component.path("type").asText()))
                .map(FormField::of)
                .collect(Collectors.toMap(FormField::key, f -> f, (a, b) -> a, LinkedHashMap::new));
    }

    static FormSchema parse(byte[] json) {
        try {
            return new FormSchema(JSON.readTree(new String(json, java.nio.charset.StandardCharsets.UTF_8)));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A deployed form is not JSON", broken);
        }
    }

    String id() {
        return root.path("id").asText();
    }

    Set<String> keys() {
        return fields.keySet();
    }

    /** Fields that are filled in with what the case knows already; what is asked anew each time begins empty. */
    Set<String> suggested() {
        return fields.values().stream()
                .filter(FormField::suggested)
                .map(FormField::key)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the form calls a field in the reader's language; the name itself for a field that it does not have. */
    String labelOf(String key, UnaryOperator<@Nullable String> words) {
        FormField field = fields.get(key);
        if (field == null) {
            return key;
        }
        String label = words.apply("form." + id() + "." + key + ".label");
        return label == null ? field.label() : label;
    }

    /**
     * Splits what was answered into public and private, leaving out fields that the form hides for these answers.
     *
     * @param hidden decides a FEEL condition over the answers
     * @throws Fault for the first unknown field, missing or inadmissible answer
     */
    Answers check(Map<String, ?> given, BiPredicate<String, Map<String, @Nullable Object>> hidden) {
        for (String name : given.keySet()) {
            if (!fields.containsKey(name)) {
                throw new Fault(name, "answer.unknown-field");
            }
        }
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        fields.keySet().forEach(key -> facts.put(key, given.get(key)));
        Map<String, Object> open = new LinkedHashMap<>();
        Map<String, String> personal = new LinkedHashMap<>();
        for (FormField field : fields.values()) {
            if (field.hideWhen() != null && hidden.test(field.hideWhen(), facts)) {
                continue;
            }
            Object value = given.get(field.key());
            String fault = field.fault(value);
            if (fault != null) {
                throw new Fault(field.key(), fault);
            }
            if (value != null && !value.toString().isBlank()) {
                if (field.personal()) {
                    personal.put(field.key(), value.toString());
                } else {
                    open.put(field.key(), value);
                }
            }
        }
        return new Answers(open, personal);
    }

    /** What of a form left half filled in, this form could be filled in with; null is a field that was emptied. */
    Map<String, @Nullable Object> fitting(Map<String, @Nullable Object> typed) {
        Map<String, @Nullable Object> fitting = new LinkedHashMap<>();
        typed.forEach((key, value) -> {
            FormField field = fields.get(key);
            if (field != null && (value == null || field.holds(value))) {
                fitting.put(key, value);
            }
        });
        return fitting;
    }

    /**
     * The schema with every text replaced by what {@code words} has for its key, e.g. {@code
     * form.alarm-assess.finding.label}; what has no words keeps the text of the file. {@code told} is plain text for whole
     * text components, by their id.
     */
    String inWords(UnaryOperator<@Nullable String> words, Map<String, String> told) {
        JsonNode copy = root.deepCopy();
        for (JsonNode component : copy.path("components")) {
            String name = component.path("key").asText(component.path("id").asText());
            String prefix = "form." + id() + "." + name + ".";
            for (String text : List.of("label", "description", "text", "dateLabel", "timeLabel")) {
                replace((ObjectNode) component, text, words.apply(prefix + text));
            }
            String note = told.get(component.path("id").asText());
            if (note != null && component.path("type").asText().equals("text")) {
                ((ObjectNode) component).put("text", asMarkdown(note));
            }
            for (JsonNode option : component.path("values")) {
                replace(
                        (ObjectNode) option,
                        "label",
                        words.apply(prefix + "option." + option.path("value").asText()));
            }
        }
        return copy.toString();
    }

    /** Each line a point of a list, whose signs mean nothing to Markdown, HTML or a form's own expressions. */
    private static String asMarkdown(String plain) {
        return plain.lines()
                .map(line -> "- "
                        + MEANING_SOMETHING
                                .matcher(line)
                                .replaceAll(sign -> "&#" + (int) sign.group().charAt(0) + ";"))
                .collect(Collectors.joining("\n"));
    }

    /** Texts of one field and its options, for saying an answer in words. */
    List<String> optionsOf(String key) {
        FormField field = fields.get(key);
        return field == null ? List.of() : field.options();
    }

    private static void replace(ObjectNode node, String property, @Nullable String text) {
        if (text != null && node.has(property)) {
            node.put(property, text);
        }
    }

    /** What was answered, public and private apart. */
    record Answers(Map<String, Object> open, Map<String, String> personal) {

        Map<String, Object> all() {
            Map<String, Object> all = new LinkedHashMap<>(open);
            all.putAll(personal);
            return all;
        }
    }

    /** The field at fault and the words key of what is wrong with it. */
    static final class Fault extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String field;
        private final String words;

        Fault(String field, String words) {
            super(Arrays.asList(field, words).toString());
            this.field = field;
            this.words = words;
        }

        String field() {
            return field;
        }

        String words() {
            return words;
        }
    }
}
