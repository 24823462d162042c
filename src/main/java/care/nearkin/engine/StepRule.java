package care.nearkin.engine;

/** What has to be there before any step is done, whichever window it is done in; throws {@code Refusal} to refuse. */
public interface StepRule {

    void check(OpenTask task);
}
