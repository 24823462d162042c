package care.nearkin.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.stereotype.Component;

/** Remembers which arrows of which process the tests of this JVM have walked, and which test classes were there to walk. */
@Component
public final class Walked extends AbstractProcessEnginePlugin {

    /** Notes each {@link care.nearkin.NearkinTest} that begins. */
    public static final class By implements BeforeAllCallback {

        @Override
        public void beforeAll(ExtensionContext test) {
            test.getTestClass().map(Class::getName).ifPresent(TESTS::add);
        }
    }

    private static final Set<String> TESTS = ConcurrentHashMap.newKeySet();
    private static final Map<String, Set<String>> ARROWS = new ConcurrentHashMap<>();

    /** Of the process with this version tag: an arrow of an older model is another arrow. */
    public static Set<String> arrows(String process, String versionTag) {
        return new TreeSet<>(ARROWS.getOrDefault(process + " " + versionTag, Set.of()));
    }

    public static Set<String> tests() {
        return Set.copyOf(TESTS);
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        List<BpmnParseListener> others = configuration.getCustomPostBPMNParseListeners();
        List<BpmnParseListener> all = others == null ? new ArrayList<>() : new ArrayList<>(others);
        all.add(new AbstractBpmnParseListener() {
            @Override
            public void parseSequenceFlow(Element flow, ScopeImpl scope, TransitionImpl arrow) {
                arrow.addListener(ExecutionListener.EVENTNAME_TAKE, (ExecutionListener) Walked::note);
            }
        });
        configuration.setCustomPostBPMNParseListeners(all);
    }

    private static void note(DelegateExecution execution) {
        ProcessDefinitionEntity process = ((ExecutionEntity) execution).getProcessDefinition();
        ARROWS.computeIfAbsent(process.getKey() + " " + process.getVersionTag(), model -> ConcurrentHashMap.newKeySet())
                .add(execution.getCurrentTransitionId());
    }
}
