package care.nearkin.casefile;

import care.nearkin.access.Group;
import care.nearkin.access.Viewer;

/**
 * How two open cases of a type that turn out to be one matter become one. Cases of a type without such a bean are never
 * merged.
 */
public interface Merging {

    /** The case type's key. */
    String type();

    default boolean mayBeDoneBy(Viewer viewer) {
        return viewer.in(Group.SUPERVISOR);
    }

    /** Refuses, in words, what must not end for the other; asked for the preview and again when it is done. */
    void check(CaseFile ending, CaseFile leading);

    /**
     * Ends the one in order, by the way that its model has for it; what counts in it goes on in the leading one. Binding
     * the two is done already.
     */
    void end(CaseFile ending, CaseFile leading);
}
