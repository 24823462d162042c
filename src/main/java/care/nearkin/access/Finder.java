package care.nearkin.access;

/**
 * What a module lets be found from the one field at the top of every page. Each module that keeps something people look for
 * has a bean; it answers what this viewer may see and is silent about the rest: neither that it exists nor how much there is.
 */
public interface Finder {

    /** Where its things stand among the others. */
    int order();

    /** At most {@code few} of them; looked for as in the module's own list. */
    Findings find(String words, Viewer viewer, int few);
}
