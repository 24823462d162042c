package care.nearkin.signal;

import java.util.List;
import java.util.Optional;

/** Implemented by a case type that reacts to sensors; called in the transaction that stores the signals. */
public interface AnswersNews {

    /**
     * Answers each reading, in their order: what arrived together is answered together, so that what is needed can be read
     * and what comes of it written at once. Empty for a reading that is none of its business; the next case type is asked
     * then.
     */
    List<Optional<Answer>> answer(List<News> news);
}
