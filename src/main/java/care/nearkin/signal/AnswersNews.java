package care.nearkin.signal;

import java.util.Optional;

/** Implemented by a case type that reacts to sensors; called in the transaction that stores the signal. */
public interface AnswersNews {

    /** Empty when this reading is none of its business; the next case type is asked then. */
    Optional<Answer> answer(News news);

    /** Wraps the answers to one batch, for a case type that writes many cases faster together than one by one. */
    default void together(Runnable answers) {
        answers.run();
    }
}
