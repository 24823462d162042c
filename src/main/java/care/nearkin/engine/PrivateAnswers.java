package care.nearkin.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where form fields declared private go: implemented by the case file, called in the transaction that completes the
 * task. What is handed over here leaves no trace in the engine's tables.
 */
public interface PrivateAnswers {

    void keep(String caseNumber, String taskKey, String taskId, Map<String, String> answers, @Nullable String by);
}
