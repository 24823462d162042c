package care.nearkin.engine;

import care.nearkin.kernel.Words;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Participant;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Models and their elements by the names that the reader's language has for them; a model's own where it has none. */
@Component
class ModelWords {

    private final RepositoryService repository;
    private final MessageSource words;
    private final Map<Written, String> models = new ConcurrentHashMap<>();

    private record Written(String definition, Locale language) {}

    ModelWords(RepositoryService repository, MessageSource words) {
        this.repository = repository;
        this.words = words;
    }

    @Nullable
    String flow(String flow, @Nullable String otherwise, Locale reader) {
        return words.getMessage(flow + ".name", null, otherwise, reader);
    }

    @Nullable
    String element(String flow, String element, @Nullable String otherwise, Locale reader) {
        return words.getMessage(flow + "." + element, null, otherwise, reader);
    }

    /** The whole model as BPMN; written once for each language, as neither a version nor our words ever change. */
    String model(String definitionId, Locale reader) {
        return models.computeIfAbsent(new Written(definitionId, Words.language(reader.toLanguageTag())), this::write);
    }

    private String write(Written written) {
        String definitionId = written.definition();
        Locale reader = written.language();
        String flow = EngineTask.flow(definitionId);
        BpmnModelInstance model = repository.getBpmnModelInstance(definitionId).clone();
        for (FlowElement element : model.getModelElementsByType(FlowElement.class)) {
            String name = element(flow, element.getId(), element.getName(), reader);
            if (name != null) {
                element.setName(name);
            }
        }
        for (Process process : model.getModelElementsByType(Process.class)) {
            process.setName(flow(flow, process.getName(), reader));
        }
        for (Participant pool : model.getModelElementsByType(Participant.class)) {
            pool.setName(flow(flow, pool.getName(), reader));
        }
        ByteArrayOutputStream xml = new ByteArrayOutputStream();
        Bpmn.writeModelToStream(xml, model);
        return xml.toString(StandardCharsets.UTF_8);
    }
}
