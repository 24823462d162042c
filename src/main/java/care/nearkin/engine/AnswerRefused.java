package care.nearkin.engine;

import care.nearkin.kernel.Refusal;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;

/** A refusal in the engine's own terms, so that Camunda's REST answers 400 with our sentence instead of 500. */
final class AnswerRefused extends FormFieldValidationException {

    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    AnswerRefused(Refusal refusal, String sentence) {
        super(String.valueOf(refusal.field()), sentence, refusal);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
