package care.nearkin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import care.nearkin.engine.Walked;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** No arrow of a process stays unwalked when all tests of its case type have run; says nothing when only some were asked for. */
class EveryPathTest {

    @ParameterizedTest
    @MethodSource("caseTypes")
    void everyArrowOfTheProcessIsWalkedBySomeTest(CaseTypeFiles type) throws IOException {
        assumeThat(Walked.tests()).containsAll(testsOf(type));
        Process process =
                type.model().getModelElementsByType(Process.class).iterator().next();

        Set<String> unwalked = type.model().getModelElementsByType(SequenceFlow.class).stream()
                .filter(arrow -> !(arrow.getSource() instanceof EventBasedGateway))
                .map(SequenceFlow::getId)
                .collect(Collectors.toCollection(TreeSet::new));
        unwalked.removeAll(Walked.arrows(process.getId(), process.getCamundaVersionTag()));
        assertThat(unwalked).isEmpty();
    }

    /** What has no arrow could not be seen by the other test; the ways out of a choice between events are those events' own. */
    @ParameterizedTest
    @MethodSource("caseTypes")
    void everyElementHasAnArrowThatTellsOfIt(CaseTypeFiles type) {
        assertThat(type.model().getModelElementsByType(FlowNode.class))
                .filteredOn(node -> !(node instanceof SubProcess inside && inside.triggeredByEvent()))
                .filteredOn(node -> node instanceof StartEvent || node instanceof BoundaryEvent
                        ? node.getOutgoing().isEmpty()
                        : node.getIncoming().isEmpty())
                .extracting(FlowNode::getId)
                .isEmpty();
    }

    static Stream<CaseTypeFiles> caseTypes() {
        return CaseTypeFiles.all();
    }

    private static List<String> testsOf(CaseTypeFiles type) throws IOException {
        Resource[] classes = new PathMatchingResourcePatternResolver()
                .getResources("classpath:care/nearkin/casetype/" + type.key() + "/*Test.class");
        return Arrays.stream(classes)
                .map(file -> "care.nearkin.casetype." + type.key() + "."
                        + String.valueOf(file.getFilename()).replace(".class", ""))
                .filter(EveryPathTest::needsTheProgram)
                .toList();
    }

    private static boolean needsTheProgram(String test) {
        try {
            return Class.forName(test, false, EveryPathTest.class.getClassLoader())
                    .isAnnotationPresent(NearkinTest.class);
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(test, gone);
        }
    }
}
