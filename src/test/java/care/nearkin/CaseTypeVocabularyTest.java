package care.nearkin;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.engine.Var;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOutputParameter;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Output;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The other half of {@link CaseTypeContractTest}: what a model, a table or a form asks for is in the type's vocabulary. */
class CaseTypeVocabularyTest {

    static Stream<CaseTypeFiles> caseTypes() {
        return CaseTypeFiles.all();
    }

    @ParameterizedTest
    @MethodSource("caseTypes")
    void everyVariableOfTheModelIsInTheVocabulary(CaseTypeFiles type) {
        Set<String> beans = new HashSet<>(type.steps().keySet());
        beans.add("pace");
        beans.add("dueTime");
        Set<String> used = Expressions.variables(type.modelText(), beans);
        type.model()
                .getModelElementsByType(CamundaOutputParameter.class)
                .forEach(out -> used.add(out.getCamundaName()));
        type.model().getModelElementsByType(ServiceTask.class).stream()
                .map(ServiceTask::getCamundaResultVariable)
                .filter(result -> result != null)
                .forEach(used::add);

        assertThat(used).isSubsetOf(type.variables().keySet());
    }

    @ParameterizedTest
    @MethodSource("caseTypes")
    void everyColumnOfATableIsInTheVocabularyAndListsWhatItsEnumKnows(CaseTypeFiles type) {
        type.tables().forEach((file, table) -> {
            table.getModelElementsByType(Input.class).forEach(input -> {
                String name = input.getInputExpression().getText().getTextContent();
                assertThat(type.variables()).as(file).containsKey(name);
                assertThat(input.getInputExpression().getTypeRef()).as(name).isNotBlank();
                if (input.getInputValues() != null) {
                    knows(
                            type.variables().get(name),
                            listed(input.getInputValues().getText().getTextContent()));
                }
            });
            table.getModelElementsByType(Output.class).forEach(output -> {
                assertThat(type.variables()).as(file).containsKey(output.getName());
                assertThat(output.getTypeRef()).as(output.getName()).isNotBlank();
            });
        });
        type.model()
                .getModelElementsByType(BusinessRuleTask.class)
                .forEach(rule -> type.tables()
                        .get(rule.getCamundaDecisionRef())
                        .getModelElementsByType(Output.class)
                        .forEach(output -> {
                            assertThat(mapped(rule)).as(rule.getId()).contains(output.getName());
                            if (output.getOutputValues() != null) {
                                knows(
                                        type.variables().get(output.getName()),
                                        listed(output.getOutputValues()
                                                .getText()
                                                .getTextContent()));
                            }
                        }));
    }

    @ParameterizedTest
    @MethodSource("caseTypes")
    void everyOpenAnswerIsInTheVocabularyAndNoPrivateOneIs(CaseTypeFiles type) {
        type.forms()
                .forEach((file, form) -> form.path("components").forEach(component -> {
                    if (!component.has("key")) {
                        return;
                    }
                    String name = component.path("key").asText();
                    if (component.path("properties").path("private").asText().equals("true")) {
                        assertThat(type.variables()).as(file).doesNotContainKey(name);
                    } else {
                        assertThat(type.variables()).as(file).containsKey(name);
                        knows(type.variables().get(name), options(component));
                    }
                }));
    }

    private static Set<String> mapped(BusinessRuleTask rule) {
        return rule.getModelInstance().getModelElementsByType(CamundaOutputParameter.class).stream()
                .filter(out -> rule.getId()
                        .equals(((BaseElement) out.getParentElement()
                                        .getParentElement()
                                        .getParentElement())
                                .getId()))
                .map(CamundaOutputParameter::getCamundaName)
                .collect(Collectors.toSet());
    }

    private static void knows(Var<?> variable, List<String> values) {
        if (variable.type().isEnum() && !values.isEmpty()) {
            assertThat(Arrays.stream(variable.type().getEnumConstants()).map(value -> ((Enum<?>) value).name()))
                    .as(variable.name())
                    .containsAll(values);
        }
    }

    private static List<String> listed(String text) {
        return Arrays.stream(text.replace("\"", "").split(",")).toList();
    }

    private static List<String> options(JsonNode component) {
        return component.path("values").findValuesAsText("value");
    }
}
