package care.nearkin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngine;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form as Camunda Tasklist 7.24 and our own pages can both show it (form-js 1.8.7, schema 16). */
class FormsTest {

    private static final Set<String> CHOICES = Set.of("radio", "select");
    private static final Set<String> FREE_TEXT = Set.of("textfield", "textarea");
    private static final Set<String> FIELDS =
            Set.of("textfield", "textarea", "radio", "select", "datetime", "number", "checkbox");
    private static final Set<String> KNOWN = Set.of(
            "type",
            "id",
            "key",
            "label",
            "text",
            "description",
            "values",
            "validate",
            "conditional",
            "properties",
            "subtype",
            "dateLabel",
            "timeLabel",
            "timeSerializingFormat",
            "timeInterval",
            "use24h");
    private static final ScalaFeelEngine FEEL = new ScalaFeelEngine(List.of());

    static Stream<Arguments> forms() {
        return CaseTypeFiles.all()
                .flatMap(type -> type.forms().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(form -> Arguments.of(form.getKey(), form.getValue())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void isWrittenForTheEngineThatShowsIt(String file, JsonNode form) {
        assertThat(form.path("type").asText()).isEqualTo("default");
        assertThat(form.path("schemaVersion").asInt()).isBetween(1, 16);
        assertThat(form.path("executionPlatform").asText()).isEqualTo("Camunda Platform");
        assertThat(form.path("executionPlatformVersion").asText()).isEqualTo("7.24.0");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void readsFirstAndThenAsksAtMostEightThings(String file, JsonNode form) {
        assertThat(components(form).get(0).path("type").asText()).isEqualTo("text");
        assertThat(fields(form)).hasSizeBetween(1, 8);
        assertThat(fields(form).get(0).path("type").asText())
                .as("the question comes first, unless nothing is asked")
                .isIn(fields(form).size() == 1 ? FIELDS : CHOICES);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void hasOnlyFlatComponentsOfKnownShape(String file, JsonNode form) {
        Set<String> ids = new TreeSet<>();
        for (JsonNode component : components(form)) {
            String id = component.path("id").asText();
            assertThat(ids.add(id)).as(id).isTrue();
            List<String> properties = new ArrayList<>();
            component.fieldNames().forEachRemaining(properties::add);
            assertThat(KNOWN).as(id).containsAll(properties);
            if (component.path("type").asText().equals("text")) {
                assertThat(id).matches("Text_[A-Z]\\w+");
                assertThat(component.path("text").asText()).isNotBlank();
            } else {
                assertThat(component.path("type").asText()).as(id).isIn(FIELDS);
                assertThat(component.path("key").asText()).matches("[a-z][A-Za-z]+");
                assertThat(id).isEqualTo("Field_" + component.path("key").asText());
                assertThat(component.path("label").asText()
                                + component.path("dateLabel").asText())
                        .as(id)
                        .isNotBlank();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void keepsAllFreeTextPrivateAndAnswersNothingBeforehand(String file, JsonNode form) {
        for (JsonNode field : fields(form)) {
            String key = field.path("key").asText();
            boolean personal = field.path("properties").path("private").asText().equals("true");
            assertThat(personal)
                    .as(key)
                    .isEqualTo(FREE_TEXT.contains(field.path("type").asText()));
            assertThat(field.has("defaultValue")).as(key).isFalse();
            if (personal) {
                assertThat(field.path("validate").path("maxLength").asInt())
                        .as(key)
                        .isBetween(1, 4000);
            }
            if (CHOICES.contains(field.path("type").asText())) {
                assertThat(field.path("values")).as(key).hasSizeGreaterThan(1).allSatisfy(option -> {
                    assertThat(option.path("value").asText()).matches("[A-Z0-9_]+");
                    assertThat(option.path("label").asText()).isNotBlank();
                });
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void hidesByConditionsThatTheServerDecidesTheSameWayWhenNothingIsAnswered(String file, JsonNode form) {
        Map<String, Object> nothing = new java.util.HashMap<>();
        fields(form).forEach(field -> nothing.put(field.path("key").asText(), null));
        for (JsonNode field : fields(form)) {
            String hide = field.path("conditional").path("hide").asText();
            if (!hide.isEmpty()) {
                assertThat(hide).startsWith("=");
                Object hidden = FEEL.evaluateSimpleExpression(
                        hide.substring(1), Variables.fromMap(nothing).asVariableContext());
                assertThat(hidden).as(field.path("key").asText()).isInstanceOf(Boolean.class);
            }
        }
    }

    private static List<JsonNode> components(JsonNode form) {
        return StreamSupport.stream(form.path("components").spliterator(), false)
                .toList();
    }

    private static List<JsonNode> fields(JsonNode form) {
        return components(form).stream()
                .filter(component -> !component.path("type").asText().equals("text"))
                .toList();
    }
}
