package care.nearkin.casefile;

/**
 * How a closed case of a type is taken up again. A type without such a bean is never reopened: what comes again there is a
 * new case.
 */
public interface Reopening {

    /** The case type's key. */
    String type();

    /** Refuses, in words, what cannot begin again. */
    void check(CaseFile closed);

    /** Opens a new case of the same type about the same person and place; answers its number. */
    String begin(CaseFile closed, String by);
}
