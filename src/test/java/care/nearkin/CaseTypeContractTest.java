package care.nearkin;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.access.Group;
import care.nearkin.duty.DueTime;
import care.nearkin.kernel.Pace;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.camunda.bpm.model.bpmn.instance.Escalation;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.IntermediateThrowEvent;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.Participant;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Walks every folder under {@code processes/} and fails until files, ids, timers, ends and Java agree; {@link
 * CaseTypeVocabularyTest} and {@link CaseTypeWordsTest} do the same for variables and words.
 */
class CaseTypeContractTest {

    private static final String MEANING = "_[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*";
    private static final List<String> FORBIDDEN = List.of(
            "camunda:class=",
            "camunda:delegateExpression=",
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
                                Stream.concat(
                                        type.model().getModelElementsByType(Message.class).stream(),
                                        type.model().getModelElementsByType(Escalation.class).stream())))
                .forEach(element -> assertThat(element.getId()).matches("(" + prefix(element) + ")" + MEANING));
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
        Map<String, Class<?>> beans = new HashMap<>(type.steps());
        beans.put("pace", Pace.class);
        beans.put("dueTime", DueTime.class);
        for (Expressions.Call call : Expressions.calls(type.modelText())) {
            assertThat(beans).as(call.toString()).containsKey(call.bean());
            assertThat(beans.get(call.bean()).getMethods())
                    .as(call.toString())
                    .anyMatch(method ->
                            method.getName().equals(call.method()) && method.getParameterCount() == call.arity());
        }
        type.model()
                .getModelElementsByType(ServiceTask.class)
                .forEach(step -> assertThat(type.steps())
                        .as(step.getId())
                        .containsKey(step.getCamundaExpression().replaceAll("^\\$\\{(\\w+)\\..*", "$1")));
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
            assertThat(task.getCamundaDueDate()).as(task.getId()).matches("\\$\\{(\\w+|dueTime\\.at\\(\\w+\\))}");
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
        type.model()
                .getModelElementsByType(Escalation.class)
                .forEach(raised -> assertThat(raised.getEscalationCode())
                        .isEqualTo(raised.getName())
                        .matches(type.key() + "\\.[a-z-]+"));
    }

    @ParameterizedTest
    @MethodSource("caseTypes")
    void nothingIsDoneByClassScriptOrConnectorAndNobodyIsNamed(CaseTypeFiles type) {
        assertThat(type.modelText()).doesNotContain(FORBIDDEN);
        assertThat(type.model().getModelElementsByType(UserTask.class))
                .extracting(UserTask::getCamundaAssignee)
                .allMatch(assignee -> assignee == null || assignee.matches("\\$\\{\\w+}"));
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
                IntermediateThrowEvent.class, "Raise",
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
                .orElseGet(() -> otherPrefix(element));
    }

    private static String otherPrefix(BaseElement element) {
        if (element instanceof Participant) {
            return "Pool";
        }
        return element instanceof Escalation ? "Escalation" : element instanceof Message ? "Message" : "none";
    }

    private static Object outcomeOf(Class<?> outcomes, String endId) {
        try {
            return outcomes.getMethod("ofEnd", String.class).invoke(null, endId);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException unknown) {
            throw new AssertionError("No outcome belongs to " + endId, unknown);
        }
    }
}
