package care.nearkin.people;

import java.util.Optional;

/** Tells whether somebody is at work on a resident, so that who needs a number is not asked why. */
public interface OwnWork {

    /** The number of a case of this resident in which a task is hers now. */
    Optional<String> caseOf(String staff, long resident);
}
