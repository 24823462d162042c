package care.nearkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a reader sees of a case type has a name, and words in both languages. */
class CaseTypeWordsTest {

    static Stream<CaseTypeFiles> caseTypes() {
        return CaseTypeFiles.all();
    }

    @ParameterizedTest
    @MethodSource("caseTypes")
    void everythingThatAReaderSeesHasAName(CaseTypeFiles type) {
        named(type).forEach((id, name) -> assertThat(name).as("name of " + id).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("caseTypes")
    void wordsExistInBothLanguagesForAllThatIsShown(CaseTypeFiles type) {
        Properties english = type.words("");
        Properties chinese = type.words("_zh");
        assertThat(chinese.stringPropertyNames()).isEqualTo(english.stringPropertyNames());

        assertThat(english).containsKey(type.key() + ".name");
        named(type).forEach((id, name) -> assertThat(english).containsEntry(type.key() + "." + id, name));
        type.forms()
                .forEach((file, form) -> form.path("components").forEach(component -> {
                    String prefix = "form." + file + "."
                            + component.path("key").asText(component.path("id").asText()) + ".";
                    for (String text : List.of("label", "description", "text", "dateLabel", "timeLabel")) {
                        if (component.has(text)) {
                            assertThat(english)
                                    .containsEntry(
                                            prefix + text, component.path(text).asText());
                        }
                    }
                    component
                            .path("values")
                            .forEach(option -> assertThat(english)
                                    .containsEntry(
                                            prefix + "option."
                                                    + option.path("value").asText(),
                                            option.path("label").asText()));
                }));
        type.tables().forEach((file, table) -> {
            assertThat(english).containsKey("table." + file + ".name");
            CaseTypeFiles.columns(table)
                    .forEach(column -> assertThat(english).containsKey("table." + file + "." + column));
            CaseTypeFiles.reasons(table).forEach(reason -> assertThat(english).containsKey(reason));
        });
        chinese.forEach(
                (key, text) -> assertThat(text.toString()).as(key.toString()).matches("(?s).*\\p{IsHan}.*"));
    }

    /** The timeline tells what was done and answered, not what was asked. */
    @ParameterizedTest
    @MethodSource("caseTypes")
    void everyTaskHasWordsForHavingBeenDoneAndNoAnswerIsABareYesOrNo(CaseTypeFiles type) {
        Properties english = type.words("");
        type.model()
                .getModelElementsByType(UserTask.class)
                .forEach(task -> assertThat(english).containsKey(type.key() + "." + task.getId() + ".did"));
        type.forms()
                .forEach((file, form) -> form.path("components")
                        .forEach(component -> component.path("values").forEach(option -> {
                            if (option.path("label").asText().matches("(Yes|No)(,.*)?")) {
                                assertThat(english)
                                        .containsKey("form." + file + "."
                                                + component.path("key").asText() + ".told."
                                                + option.path("value").asText());
                            }
                        })));
    }

    private static Map<String, String> named(CaseTypeFiles type) {
        return type.model().getModelElementsByType(FlowElement.class).stream()
                .filter(CaseTypeWordsTest::isNamed)
                .collect(Collectors.toMap(
                        FlowElement::getId, element -> element.getName() == null ? "" : element.getName()));
    }

    /** A gateway that only joins asks nothing, and only a flow that answers a gateway says something. */
    private static boolean isNamed(FlowElement element) {
        if (element instanceof Gateway gateway) {
            return gateway.getOutgoing().size() > 1;
        }
        return !(element instanceof SequenceFlow flow)
                || flow.getConditionExpression() != null
                || flow.getName() != null;
    }
}
