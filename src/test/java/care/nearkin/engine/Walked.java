package care.nearkin.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
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

/**
 * Remembers which arrows of which process the tests of this run have walked, and which test classes were there to walk: each
 * JVM of the run in files of its own.
 */
@Component
public final class Walked extends AbstractProcessEnginePlugin {

    /** Notes each {@link care.nearkin.NearkinTest} that begins. */
    public static final class By implements BeforeAllCallback {

        @Override
        public void beforeAll(ExtensionContext test) {
            test.getTestClass().map(Class::getName).ifPresent(name -> note("tests", name));
        }
    }

    private static final Path RUN = Path.of("target", "walked", System.getProperty("tests.run", "alone"));
    private static final Set<String> NOTED = ConcurrentHashMap.newKeySet();

    /** Of the process with this version tag: an arrow of an older model is another arrow. */
    public static Set<String> arrows(String process, String versionTag) {
        return noted(process + " " + versionTag);
    }

    public static Set<String> tests() {
        return noted("tests");
    }

    private static Set<String> noted(String what) {
        Set<String> all = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Files.createDirectories(RUN), what + " *")) {
            for (Path file : files) {
                all.addAll(Files.readAllLines(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static void note(String what, String line) {
        if (NOTED.add(what + " " + line)) {
            try {
                Files.writeString(
                        Files.createDirectories(RUN)
                                .resolve(what + " " + ProcessHandle.current().pid()),
                        line + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
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
        note(process.getKey() + " " + process.getVersionTag(), execution.getCurrentTransitionId());
    }
}
