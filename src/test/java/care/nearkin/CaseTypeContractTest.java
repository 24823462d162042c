package care.nearkin;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.access.Group;
import care.nearkin.engine.Var;
import care.nearkin.kernel.Pace;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.Participant;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOutputParameter;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Output;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks every folder under {@code processes/} and fails until model, tables, forms, Java and words agree. */
class CaseTypeContractTest {

    private static final String MEANING = "_[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*";
    private static final List<String> FORBIDDEN = List.of(
            "camunda:class=",
            "camunda:delegateExpression=",
            "camunda:assignee=",
            "camunda:candidateUsers=",
            "camunda:connector",
            "camunda:script",
            "<bpmn:script");

    static Stream<CaseTypeFiles> caseTypes() {
        return CaseTypeFiles.all();
    }

    @ParameterizedTest
    @MethodSource("caseTypes")
    void filesAreNamedAfterTheTypeAndCarryTheirOwnId(CaseTypeFiles type) {
        Collection<Process> processes = type.model().getModelElementsByType(Process.class);
        assertThat(processes).hasSize(1).allSatisfy(process -> {
            assertThat(process.getId()).isEqualTo(type.key());
            assertThat(process.isExecutable()).isTrue();
            assertThat(process.getCamundaHistoryTimeToLiveString()).startsWith("P");
            assertThat(process.getCamundaVersionTag()).isNotBlank();
        });
        type.tables().forEach((file, table) -> {
            assertThat(file).startsWith(type.key() + "-");
            assertThat(table.getModelElementsByType(Decision.class)).hasSize(1).allSatisfy(decision -> {
                assertThat(decision.getId()).isEqualTo(file);
                assertThat(decision.getName()).endsWith("?");
                assertThat(decision.getCamundaHistoryTimeToLiveString()).startsWith("P");
                assertThat(decision.getVersionTag()).isNotBlank();
            });
        });
        type.forms().forEach((file, form) -> {
            assertThat(file).startsWith(type.key() + "-");
            assertThat(form.path("id").asText()).isEqualTo(file);
        });
    }

    @ParameterizedTest
    @MethodSource("caseTypes")
    void everyIdSaysItsTypeAndMeaning(CaseTypeFiles type) {
        Stream.concat(
                        type.model().getModelElementsByType(FlowElement.class).stream(),
                        Stream.concat(
                                type.model().getModelElementsByType(Participant.class).stream(),
                                type.model().getModelElementsByType(Message.class).stream()))
                .forEach(element -> assertThat(element.getId()).matches("(" + prefix(element) + ")" + MEANING));
    }

    @ParameterizedTest
    @MethodSource("caseTypes")
    void everythingThatAReaderSeesHasAName(CaseTypeFiles type) {
        named(type).forEach((id, name) -> assertThat(name).as("name of " + id).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("caseTypes")
    void everyFormAndTableIsThereAndItsBindingIsWritten(CaseTypeFiles type) {
        Set<String> forms = new TreeSet<>();
        type.model().getModelElementsByType(UserTask.class).forEach(task -> {
            assertThat(task.getCamundaFormRefBinding()).as(task.getId()).isEqualTo("deployment");
            forms.add(task.getCamundaFormRef());
        });
        assertThat(forms).isEqualTo(new TreeSet<>(type.forms().keySet()));

        type.model().getModelElementsByType(BusinessRuleTask.class).forEach(rule -> {
            assertThat(type.tables()).as(rule.getId()).containsKey(rule.getCamundaDecisionRef());
            assertThat(rule.getCamundaDecisionRefBinding()).as(rule.getId()).isIn("latest", "versionTag");
        });
    }

    @ParameterizedTest
    @MethodSource("caseTypes")
    void everyExpressionCallsAMethodThatExists(CaseTypeFiles type) {
        Map<String, Class<?>> beans = Map.of(type.stepsBean(), type.steps(), "pace", Pace.class);
        for (Expressions.Call call : Expressions.calls(type.modelText())) {
            assertThat(beans).as(call.toString()).containsKey(call.bean());
            assertThat(beans.get(call.bean()).getMethods())
                    .as(call.toString())
                    .anyMatch(method ->
                            method.getName().equals(call.method()) && method.getParameterCount() == call.arity());
        }
        type.model()
                .getModelElementsByType(ServiceTask.class)
                .forEach(step -> assertThat(step.getCamundaExpression())
                        .as(step.getId())
                        .startsWith("${" + type.stepsBean() + "."));
    }

    @ParameterizedTest
    @MethodSource("caseTypes")
    void everyVariableOfTheModelIsInTheVocabulary(CaseTypeFiles type) {
        Set<String> used = Expressions.variables(type.modelText(), Set.of(type.stepsBean(), "pace"));
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

    @ParameterizedTest
    @MethodSource("caseTypes")
    void timersTakeTheirTimeFromAVariable(CaseTypeFiles type) {
        type.model().getModelElementsByType(TimerEventDefinition.class).forEach(timer -> {
            String where = ((BaseElement) timer.getParentElement()).getId();
            assertThat(timer.getTimeDate()).as(where).isNull();
            if (timer.getTimeDuration() != null) {
                assertThat(timer.getTimeDuration().getTextContent()).as(where).matches("\\$\\{\\w+}");
            } else {
                assertThat(timer.getTimeCycle().getTextContent()).as(where).matches("R\\d*/\\$\\{\\w+}");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("caseTypes")
    void everyTaskIsForAGroupIsDueAndHasATimerThatDoesNotLetItBeForgotten(CaseTypeFiles type) {
        Set<String> timed = type.model().getModelElementsByType(BoundaryEvent.class).stream()
                .filter(event -> event.getEventDefinitions().stream().anyMatch(TimerEventDefinition.class::isInstance))
                .map(event -> event.getAttachedTo().getId())
                .collect(Collectors.toSet());
        type.model().getModelElementsByType(UserTask.class).forEach(task -> {
            assertThat(task.getCamundaDueDate()).as(task.getId()).matches("\\$\\{\\w+}");
            assertThat(task.getCamundaCandidateGroupsList())
                    .as(task.getId())
                    .isNotEmpty()
                    .allSatisfy(Group::of);
            assertThat(timed.contains(task.getId()) || timed.contains(((BaseElement) task.getParentElement()).getId()))
                    .as(task.getId())
                    .isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("caseTypes")
    void everyEndIsOneOutcomeAndEveryOutcomeHasItsEnd(CaseTypeFiles type) {
        Class<?> outcomes = Arrays.stream(type.vocabulary().getDeclaredClasses())
                .filter(nested -> nested.getSimpleName().equals("Outcome"))
                .findFirst()
                .orElseThrow();
        List<Object> meant = type.model().getModelElementsByType(EndEvent.class).stream()
                .map(BaseElement::getId)
                .filter(id -> id.startsWith("End_"))
                .map(id -> outcomeOf(outcomes, id))
                .toList();

        assertThat(meant).containsExactlyInAnyOrder(outcomes.getEnumConstants());
    }

    @ParameterizedTest
    @MethodSource("caseTypes")
    void messagesAreNamedAfterTheTypeAndDeclaredOnce(CaseTypeFiles type) {
        type.model()
                .getModelElementsByType(Message.class)
                .forEach(message -> assertThat(type.texts())
                        .contains(message.getName())
                        .anyMatch(text -> message.getName().matches(type.key() + "\\.[a-z-]+")));
    }

    @ParameterizedTest
    @MethodSource("caseTypes")
    void nothingIsDoneByClassScriptOrConnectorAndNobodyIsNamed(CaseTypeFiles type) {
        assertThat(type.modelText()).doesNotContain(FORBIDDEN);
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
                .filter(CaseTypeContractTest::isNamed)
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

    private static String prefix(BaseElement element) {
        if (element instanceof CatchEvent event && !(element instanceof StartEvent)) {
            EventDefinition definition = event.getEventDefinitions().iterator().next();
            String kind = definition.getElementType().getTypeName().replace("EventDefinition", "");
            return kind.replace("conditional", "Condition").substring(0, 1).toUpperCase()
                    + kind.replace("conditional", "Condition").substring(1);
        }
        Map<Class<?>, String> prefixes = Map.of(
                StartEvent.class, "Start",
                EndEvent.class, "End|Done|Side",
                UserTask.class, "Task",
                BusinessRuleTask.class, "Rule",
                ServiceTask.class, "Step",
                SubProcess.class, "Sub",
                CallActivity.class, "Call",
                Gateway.class, "Gateway",
                SequenceFlow.class, "Flow");
        return prefixes.entrySet().stream()
                .filter(entry -> entry.getKey().isInstance(element))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(element instanceof Participant ? "Pool" : element instanceof FlowNode ? "none" : "Message");
    }

    private static Object outcomeOf(Class<?> outcomes, String endId) {
        try {
            return outcomes.getMethod("ofEnd", String.class).invoke(null, endId);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException unknown) {
            throw new AssertionError("No outcome belongs to " + endId, unknown);
        }
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
