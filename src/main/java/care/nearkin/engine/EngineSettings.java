package care.nearkin.engine;

import java.util.ArrayList;
import java.util.List;
import javax.xml.datatype.DatatypeFactory;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.delegate.DmnDecisionTableEvaluationEventImpl;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngine;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts our guard, our listeners and our decision watch into Camunda before it is built. */
@Component
class EngineSettings extends AbstractCamundaConfiguration {

    private final TaskGuard guard;
    private final ModelListeners modelListeners;
    private final DecisionWatch decisionWatch;
    private final FailedSteps failedSteps;

    EngineSettings(
            TaskGuard guard, ModelListeners modelListeners, DecisionWatch decisionWatch, FailedSteps failedSteps) {
        this.guard = guard;
        this.modelListeners = modelListeners;
        this.decisionWatch = decisionWatch;
        this.failedSteps = failedSteps;
    }

    @Override
    public void preInit(SpringProcessEngineConfiguration configuration) {
        // the engine makes one for every timer; asking the class path for it each time costs more than the timer
        System.setProperty(
                DatatypeFactory.DATATYPEFACTORY_PROPERTY, DatatypeFactory.DATATYPEFACTORY_IMPLEMENTATION_CLASS);
        configuration.setCustomHistoryLevels(List.of(new HistoryWithoutVariables()));
        configuration.setTaskService(new GuardedServices.GuardedTaskService(guard));
        configuration.setFormService(new GuardedServices.GuardedFormService(guard));
        List<BpmnParseListener> listeners = copy(configuration.getCustomPostBPMNParseListeners());
        listeners.add(modelListeners);
        configuration.setCustomPostBPMNParseListeners(listeners);
        configuration.setCustomIncidentHandlers(new ArrayList<>(List.of(failedSteps)));
        // a refusal is an answer, not a fault: whoever called says it; jobs log their own failures
        configuration.setEnableCmdExceptionLogging(false);
        DefaultDmnEngineConfiguration tables = new DefaultDmnEngineConfiguration();
        tables.setCustomPostDecisionTableEvaluationListeners(new ArrayList<>(
                List.of(event -> decisionWatch.evaluated((DmnDecisionTableEvaluationEventImpl) event))));
        tables.setFeelEngineFactory(() -> new RememberedFeel(new ScalaFeelEngine(List.of())));
        configuration.setDmnEngineConfiguration(tables);
    }

    private static List<BpmnParseListener> copy(@Nullable List<BpmnParseListener> listeners) {
        return listeners == null ? new ArrayList<>() : new ArrayList<>(listeners);
    }
}
