package care.nearkin.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A case type's rule over a whole form, beyond what each field says for itself; throws {@code Refusal} to refuse. */
public interface AnswerRule {

    String flow();

    /** {@code answers} are all fields of the form, private ones included; {@code by} is null for the program itself. */
    void check(OpenTask task, Map<String, Object> answers, @Nullable String by);
}
